using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Users;

/// <summary>The apps in people's Teams, as far as an app is told that may manage itself alone (teams.md 3.5).</summary>
internal sealed class InstalledAppRoutes(TenantState tenant)
{
    private const string Bind = "teamsApp@odata.bind";

    /// <summary>What the organization's catalogue made up for the app; no id that stands anywhere else.</summary>
    private const string CatalogId = "6f0b1a52-3c1d-4a0e-9b77-5d2f8c9e4a10";

    public IEnumerable<GraphRoute> All() =>
    [
        new("GET", "users/{user}/teamwork/installedApps", "list installed apps", List),
        new("POST", "users/{user}/teamwork/installedApps", "install app", Install),
    ];

    private GraphAnswer List(GraphCall call)
    {
        call.Query.Only("$expand", "$filter", "$select", "$top");
        var person = Find(call["user"]);
        return GraphAnswer.Ok(new JsonObject
        {
            ["value"] = person.Installed
                ? new JsonArray(new JsonObject
                {
                    ["id"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{person.Id}##{CatalogId}")),
                    ["teamsApp"] = new JsonObject { ["id"] = CatalogId, ["externalId"] = tenant.World.AppId, ["displayName"] = "E-mail desk", ["distributionMethod"] = "organization" },
                })
                : new JsonArray(),
        });
    }

    // 201 without a body; an app that is there is a conflict, and one that the catalogue does not have is not found.
    private GraphAnswer Install(GraphCall call)
    {
        call.Query.Only();
        var json = call.Json();
        Json.OnlyKnown(json, "installedApps", Bind);
        var person = Find(call["user"]);
        if (Json.Text(json[Bind], Bind) is not { } app || !app.Contains("/appCatalogs/teamsApps/", StringComparison.Ordinal))
            throw GraphRefusal.BadRequest($"'{Bind}' must name an app of the catalog.");
        if (!app.EndsWith($"/{CatalogId}", StringComparison.Ordinal))
            throw new GraphRefusal(404, "NotFound", "The app was not found in the app catalog.");
        if (person.Installed)
            throw new GraphRefusal(409, "Conflict", "The requested app is already installed for this user.");
        if (person.Start.Guest)
            throw new GraphRefusal(403, "Forbidden", "App is not allowed for this user by policy.");
        person.Installed = true;
        tenant.AppInstalled?.Invoke(person);
        return new GraphAnswer(201);
    }

    private Person Find(string user) => tenant.FindPerson(user) ?? throw new GraphRefusal(404, "NotFound", "The user was not found.");
}
