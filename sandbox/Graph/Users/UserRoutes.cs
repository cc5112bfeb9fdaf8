using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Graph.Query;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Users;

/// <summary>Users of the directory (graph.md 8.2).</summary>
internal sealed class UserRoutes(TenantState tenant)
{
    /// <summary>Operators that only work with ConsistencyLevel: eventual and $count=true.</summary>
    private static readonly string[] Advanced = ["ne", "not", "endswith"];

    private static readonly string[] Default =
    [
        "businessPhones", "displayName", "givenName", "id", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname", "userPrincipalName",
    ];

    private static readonly Dictionary<string, Func<DirectoryEntry, JsonNode?>> Properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["businessPhones"] = _ => new JsonArray(),
        ["displayName"] = e => e.Name,
        ["givenName"] = e => e.Name.Split(' ')[0],
        ["id"] = e => e.Id,
        ["jobTitle"] = _ => null,
        ["mail"] = e => e.Mail,
        ["mobilePhone"] = _ => null,
        ["officeLocation"] = _ => null,
        ["preferredLanguage"] = e => e.Language,
        ["surname"] = e => e.Name.Split(' ')[^1],
        ["userPrincipalName"] = e => e.UserPrincipalName,
        ["accountEnabled"] = e => e.AccountEnabled,
        ["proxyAddresses"] = e => Json.Array(e.ProxyAddresses.Select(a => (JsonNode)a)),
        ["userType"] = e => e.UserType,
        ["mailNickname"] = e => e.UserPrincipalName.Split('@')[0],
        ["otherMails"] = _ => new JsonArray(),
        ["usageLocation"] = _ => null,
        ["department"] = _ => null,
        ["showInAddressList"] = _ => true,
        ["onPremisesSyncEnabled"] = e => e.IsSynchronised ? true : null,
        ["assignedLicenses"] = e => e.HasLicence
            ? new JsonArray(new JsonObject { ["skuId"] = "05e9a617-0261-4cee-bb44-138d3ef5d965", ["disabledPlans"] = new JsonArray() })
            : new JsonArray(),
    };

    public IEnumerable<GraphRoute> All() =>
    [
        new("GET", "users", "find users", List),
        new("GET", "users/{user}", "read user", Get),
    ];

    private GraphAnswer Get(GraphCall call)
    {
        call.Query.Only("$select");
        CheckSelect(call.Query);
        var entry = DirectoryEntry.Find(tenant, call["user"])
            ?? throw new GraphRefusal(404, "Request_ResourceNotFound", $"Resource '{call["user"]}' does not exist or one of its queried reference-property objects are not present.");
        return GraphAnswer.Ok(Write(entry, call.Query));
    }

    private GraphAnswer List(GraphCall call)
    {
        call.Query.Only("$select", "$filter", "$orderby", "$top", "$skip", "$count");
        CheckSelect(call.Query);
        CheckAdvanced(call);
        var entries = DirectoryEntry.All(tenant).Where(e => call.Query.Filter?.Matches(e) ?? true).ToList();
        foreach (var (property, descending) in call.Query.OrderBy.Reverse())
            entries = [.. descending ? entries.OrderByDescending(e => e.Read(property)) : entries.OrderBy(e => e.Read(property))];
        return GraphAnswer.Ok(Paging.Page(call, entries, 100, 999, e => Write(e, call.Query)));
    }

    private static void CheckAdvanced(GraphCall call)
    {
        var needsIt = (call.Query.Filter?.Operators() ?? []).Any(o => Advanced.Contains(o))
            || (call.Query.Filter is not null && call.Query.OrderBy.Count > 0);
        var isEventual = call.Headers["ConsistencyLevel"].ToString().Equals("eventual", StringComparison.OrdinalIgnoreCase);
        if (needsIt && !(isEventual && call.Query.Count))
            throw new GraphRefusal(400, "Request_UnsupportedQuery", "Unsupported Query: ConsistencyLevel: eventual and $count=true are required.");
    }

    private static void CheckSelect(ODataQuery query)
    {
        foreach (var name in query.Select ?? [])
            if (!Properties.ContainsKey(name))
                throw GraphRefusal.BadRequest($"Parsing OData Select and Expand failed: Could not find a property named '{name}' on type 'microsoft.graph.user'.");
    }

    private static JsonObject Write(DirectoryEntry entry, ODataQuery query)
    {
        var json = new JsonObject();
        foreach (var name in query.Select ?? Default)
            json[Properties.Keys.First(k => k.Equals(name, StringComparison.OrdinalIgnoreCase))] = Properties[name](entry);
        return json;
    }
}
