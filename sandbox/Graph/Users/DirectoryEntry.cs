using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Query;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Users;

/// <summary>A user object: a person, or the object behind a shared mailbox, whose account is disabled (graph.md 5.6).</summary>
internal sealed record DirectoryEntry(
    string Id, string Name, string UserPrincipalName, string Mail, IReadOnlyList<string> Aliases, bool IsGuest, bool AccountEnabled, bool HasLicence,
    bool IsSynchronised = false, string? Language = null) : IFilterTarget
{
    public IEnumerable<string> ProxyAddresses => Aliases.Select(a => $"smtp:{a}").Prepend($"SMTP:{Mail}");

    public string UserType => IsGuest ? "Guest" : "Member";

    public static IEnumerable<DirectoryEntry> All(TenantState tenant) =>
        tenant.World.People.Select(p => new DirectoryEntry(p.Id, p.Name, p.UserPrincipalName, p.Address, [], p.Guest, true, p.Licensed, Language: p.Locale))
            .Concat(tenant.Exchange.Mailboxes.Where(m => m.Health != MailboxHealth.Deleted).Select(m => new DirectoryEntry(
                m.Id, m.Start.Name, m.Start.Address, m.Start.Address, m.Start.Aliases ?? [], false, false,
                m.Health == MailboxHealth.OnPremises, m.Health == MailboxHealth.OnPremises)));

    public static DirectoryEntry? Find(TenantState tenant, string idOrUpn) =>
        All(tenant).FirstOrDefault(e => Same(e.Id, idOrUpn) || Same(e.UserPrincipalName, idOrUpn));

    public object? Read(string path) => path switch
    {
        "id" => Id,
        "displayName" => Name,
        "mail" => Mail,
        "userPrincipalName" => UserPrincipalName,
        "accountEnabled" => AccountEnabled,
        "userType" => UserType,
        "preferredLanguage" => Language,
        "givenName" => Name.Split(' ')[0],
        "surname" => Name.Split(' ')[^1],
        _ => throw new GraphRefusal(400, "Request_UnsupportedQuery", $"Unsupported or invalid query filter clause specified for property '{path}' of resource 'User'."),
    };

    public IEnumerable<IFilterTarget> ReadMany(string path) => path switch
    {
        "proxyAddresses" => ProxyAddresses.Select(a => new Scalar(a)),
        _ => throw new GraphRefusal(400, "Request_UnsupportedQuery", $"Unsupported or invalid query filter clause specified for property '{path}' of resource 'User'."),
    };

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private sealed class Scalar(string value) : IFilterTarget
    {
        public object? Read(string path) => path.Length == 0 ? value : throw GraphRefusal.BadRequest("A text has no properties.");

        public IEnumerable<IFilterTarget> ReadMany(string path) => throw GraphRefusal.BadRequest("A text has no members.");
    }
}
