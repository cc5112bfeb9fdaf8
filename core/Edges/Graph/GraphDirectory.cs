using System.Globalization;
using System.Text.Json;
using Azure.Core;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Looks people and mailboxes up in Entra ID (graph.md 8.2).</summary>
internal sealed class GraphDirectory(GraphHttp http) : IDirectory
{
    /// <summary>What is asked for of a user.</summary>
    internal const string Fields = "id,displayName,userPrincipalName,mail,proxyAddresses,userType,assignedLicenses,onPremisesSyncEnabled";
    private const string SmtpPrefix = "smtp:";

    /// <summary>So many alternatives Graph takes in one filter on users.</summary>
    private const int MostAlternatives = 15;

    private static readonly string[] SearchedFields = ["displayName", "givenName", "surname", "mail", "userPrincipalName"];

    public async Task<Outcome<DirectoryUser>> FindAsync(string idOrUpn, CancellationToken cancellation)
    {
        var wanted = idOrUpn.Trim();
        if (wanted.AsSpan().Trim('.').IsEmpty)
            return new Failure(FailureCategory.NotFound, "NothingToLookFor");
        var direct = await http.SendAsync(Call("GetUser", Address(wanted) + GraphUrl.Query(("$select", Fields))), ReadOne, cancellation);
        if (direct.Failure?.Category != FailureCategory.NotFound || !wanted.Contains('@', StringComparison.Ordinal))
            return direct;

        // Not a UPN, but perhaps an alias: those need an advanced query.
        var found = await http.AllAsync(
            Call("FindUser", "users" + GraphUrl.Query(
                ("$select", Fields),
                ("$filter", $"proxyAddresses/any(p:p eq {GraphUrl.Literal(SmtpPrefix + wanted)})"),
                ("$count", "true"))) with { IsAdvancedQuery = true },
            Read,
            cancellation);
        if (!found.Succeeded)
            return found.Failure;
        return found.Value.Count switch
        {
            1 => found.Value[0],
            0 => direct,
            _ => new Failure(FailureCategory.Conflict, "AddressIsAmbiguous"),
        };
    }

    // With an advanced query every operator of the filter works, endsWith among them (X-048).
    public Task<Outcome<int>> CountAsync(string filter, CancellationToken cancellation) => http.SendAsync<int>(
        Call("CountUsers", "users" + GraphUrl.Query(("$select", "id"), ("$filter", filter), ("$count", "true"), ("$top", "1"))) with { IsAdvancedQuery = true },
        answer => answer.Number("@odata.count") is { } count ? (int)Math.Min(count, int.MaxValue) : GraphErrors.Unreadable,
        cancellation);

    public async Task<Outcome<IReadOnlySet<string>>> AmongAsync(IReadOnlyList<string> ids, string filter, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(ids.Chunk(MostAlternatives).Select(some => ListAsync(
            "FilterUsers", "id", $"({string.Join(" or ", some.Select(id => $"id eq {GraphUrl.Literal(id)}"))}) and ({filter})", some.Length, user => user.Text("id"), cancellation)));
        if (answers.Select(answer => answer.Failure).FirstOrDefault(failure => failure is not null) is { } failure)
            return failure;
        return answers.SelectMany(answer => answer.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public async Task<Outcome<IReadOnlyList<DirectoryUser>>> SearchAsync(string text, string filter, int most, CancellationToken cancellation)
    {
        var begun = string.Join(" or ", SearchedFields.Select(field => $"startswith({field},{GraphUrl.Literal(text)})"));
        return await ListAsync("SearchUsers", Fields, filter.Length == 0 ? begun : $"({begun}) and ({filter})", most, Read, cancellation);
    }

    // One page: no more than that is wanted.
    private Task<Outcome<IReadOnlyList<T>>> ListAsync<T>(string operation, string fields, string filter, int most, Func<JsonElement, T?> read, CancellationToken cancellation)
        where T : class => http.SendAsync<IReadOnlyList<T>>(
        Call(operation, "users" + GraphUrl.Query(("$select", fields), ("$filter", filter), ("$count", "true"), ("$top", most.ToString(CultureInfo.InvariantCulture)))) with { IsAdvancedQuery = true },
        answer => answer.Items("value").Select(read).OfType<T>().ToList(),
        cancellation);

    /// <summary>A UPN that begins with a dollar sign must stand in parentheses.</summary>
    private static string Address(string wanted) =>
        wanted.StartsWith('$') ? $"users({Uri.EscapeDataString(GraphUrl.Literal(wanted))})" : $"users/{GraphUrl.Segment(wanted)}";

    private static GraphCall Call(string operation, string url) => new(RequestMethod.Get, operation, GraphTarget.Directory, "directory", url);

    private static Outcome<DirectoryUser> ReadOne(JsonElement answer) => Read(answer) is { } user ? user : GraphErrors.Unreadable;

    internal static DirectoryUser? Read(JsonElement user)
    {
        if (user.Text("id") is not { Length: > 0 } id)
            return null;
        var upn = user.Text("userPrincipalName") ?? "";
        return new DirectoryUser(
            id,
            user.Text("displayName") is { Length: > 0 } name ? name : upn,
            upn,
            Addresses(user),
            string.Equals(user.Text("userType"), "Guest", StringComparison.OrdinalIgnoreCase))
        {
            IsLicensed = user.Items("assignedLicenses").Any(),
            IsSynchronised = user.Flag("onPremisesSyncEnabled"),
        };
    }

    /// <summary>The primary address first: it alone has the prefix in capitals.</summary>
    private static List<string> Addresses(JsonElement user)
    {
        var addresses = user.Items("proxyAddresses")
            .Where(item => item.ValueKind == JsonValueKind.String)
            .Select(LenientText.Of)
            .Where(address => address.StartsWith(SmtpPrefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(address => address.StartsWith("SMTP:", StringComparison.Ordinal) ? 0 : 1)
            .Select(address => address[SmtpPrefix.Length..]);
        if (user.Text("mail") is { Length: > 0 } mail)
            addresses = addresses.Append(mail);
        return [.. addresses.Where(address => address.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
