using TeamsEmailBot.Sandbox.Auth;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph;

/// <summary>Refuses what the app's permissions do not allow, in Graph's and in Exchange's words (graph.md 9, 10.1).</summary>
internal sealed class RoleCheck(TenantState tenant)
{
    /// <summary>Refuses a request to the directory; mail is looked at when the mailbox is known.</summary>
    public void Directory(GraphRoute route, IHeaderDictionary headers)
    {
        if (!tenant.Access.IsStrict || DirectoryRole(route.Pattern) is not { } role || RolesOf(headers).Contains(role))
            return;
        throw new GraphRefusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    public void Mail(Mailbox mailbox, string role, IHeaderDictionary headers)
    {
        switch (tenant.Access.At(mailbox.Id, role, RolesOf(headers)))
        {
            case MailAccess.Denied:
                throw new GraphRefusal(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
            case MailAccess.DeniedByPolicy:
                throw new GraphRefusal(403, "ErrorAccessDenied", "Access to OData is disabled.");
        }
    }

    /// <summary>What a request below a mailbox needs.</summary>
    public static string MailRole(GraphRoute route) =>
        route.Pattern.Contains("mailboxSettings", StringComparison.Ordinal) ? "MailboxSettings.Read"
        : route.Method == "GET" ? "Mail.Read"
        : route.Pattern.EndsWith("/send", StringComparison.Ordinal) || route.Pattern.EndsWith("/sendMail", StringComparison.Ordinal) ? "Mail.Send"
        : "Mail.ReadWrite";

    private static string? DirectoryRole(string pattern) =>
        pattern.EndsWith("presence", StringComparison.Ordinal) || pattern.StartsWith("communications/", StringComparison.Ordinal) ? "Presence.Read.All"
        : pattern.StartsWith("applications", StringComparison.Ordinal) ? "Application.Read.All"
        : pattern.EndsWith("installedApps", StringComparison.Ordinal) ? "TeamsAppInstallation.ReadWriteSelfForUser.All"
        : pattern is "users" or "users/{user}" ? "User.Read.All"
        : null;

    // Without tokens there is one caller, and he has what is granted now.
    private IReadOnlySet<string> RolesOf(IHeaderDictionary headers) =>
        tenant.Options.RequireTokens ? tenant.Tokens.RolesOf(headers.Authorization) : tenant.Access.Roles;
}
