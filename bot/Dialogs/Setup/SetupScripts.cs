using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Setup;

/// <summary>The scripts with the values that are known, and defaults for the others.</summary>
internal static class SetupScripts
{
    public const string GroupName = "TeamsEmailBot mailboxes";

    private const string GroupLocal = "teamsemailbot-mailboxes";

    /// <summary>What Entra grants while Exchange grants the mail permissions for single mailboxes (graph.md 10.5).</summary>
    public static readonly IReadOnlyList<Permission> InEntra =
        [.. PermissionNeed.All.Where(need => need is { Role: not null, IsScopable: false }).Select(need => need.Permission)];

    /// <summary>By which Exchange knows a mailbox.</summary>
    public static string AddressOf(Mailbox mailbox) => mailbox.Addresses.Count > 0 ? mailbox.Addresses[0] : mailbox.UserPrincipalName;

    /// <summary>The address proposed for the group: in the domain of the first mailbox.</summary>
    public static string GroupAddress(Configuration configuration) =>
        $"{GroupLocal}@{(configuration.Mailboxes.Count > 0 ? AddressOf(configuration.Mailboxes[0]).Split('@')[^1] : "contoso.com")}";

    public static ScopeRequest Scope(Configuration configuration, CredentialFinding credential, string? outside, string? group = null) =>
        new(credential.AppId ?? "", group ?? GroupAddress(configuration))
        {
            PrincipalId = credential.Token?.PrincipalId, Inside = [.. configuration.Mailboxes.Select(AddressOf)], Outside = outside,
        };

    /// <summary>All that an administrator has to run so that only the configured mailboxes open, one after another (N-029, N-031, F-64).</summary>
    public static string Limit(SetupPicture picture)
    {
        var (credential, cloud) = (picture.Credential, picture.Credential.Facts.Cloud);
        var exchange = new ExchangeScripts(cloud);
        List<AccessScript> scripts =
        [
            exchange.Group(new GroupRequest(GroupName, GroupAddress(picture.Configuration)) { Members = [.. picture.Configuration.Mailboxes.Select(AddressOf)] }),
            exchange.Scope(Scope(picture.Configuration, credential, picture.Scope?.Tried)),
        ];
        // What was consented to for the whole tenant counts beside what Exchange grants.
        if (credential.HasRole(Permission.MailReadWrite) || credential.HasRole(Permission.MailSend))
            scripts.Add(new EntraScripts(cloud).RemoveMailConsent(credential.TenantId ?? "", credential.AppId ?? ""));
        return string.Join('\n', scripts.Select(script => $"# ---- {script.Name} ----\n{script.Text}"));
    }
}
