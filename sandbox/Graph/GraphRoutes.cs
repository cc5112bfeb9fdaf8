using TeamsEmailBot.Sandbox.Graph.Folders;
using TeamsEmailBot.Sandbox.Graph.Messages;
using TeamsEmailBot.Sandbox.Graph.Subscriptions;
using TeamsEmailBot.Sandbox.Graph.Users;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph;

/// <summary>The route a request takes; without one, the refusal that fits.</summary>
internal sealed record GraphMatch(GraphRoute? Route, IReadOnlyDictionary<string, string> Values, Func<GraphRefusal> Refusal);

/// <summary>Everything this Graph can do, as a table.</summary>
internal sealed class GraphRoutes
{
    private readonly IReadOnlyList<GraphRoute> all;

    public GraphRoutes(TenantState tenant, SubscriptionRoutes subscriptions)
    {
        var messages = new MessageRoutes(tenant);
        all =
        [
            .. new UserRoutes(tenant).All(),
            .. new PresenceRoutes(tenant).All(),
            .. new InstalledAppRoutes(tenant).All(),
            .. new ApplicationRoutes(tenant).All(),
            .. new MailboxRoutes(tenant).All(),
            .. new FolderRoutes(tenant).All(),
            .. messages.All(),
            .. new AttachmentRoutes(tenant, messages).Routes(),
            .. new UploadRoutes(tenant, messages).Routes(),
            .. subscriptions.All(),
        ];
    }

    public GraphMatch Match(string method, IReadOnlyList<string> path)
    {
        var isKnownPath = false;
        foreach (var route in all)
        {
            if (route.Match(path) is not { } values)
                continue;
            if (route.Method == method)
                return new GraphMatch(route, values, () => throw new InvalidOperationException("There is a route."));
            isKnownPath = true;
        }

        return new GraphMatch(null, new Dictionary<string, string>(), () => isKnownPath
            ? new GraphRefusal(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
            : GraphRefusal.BadRequest($"Resource not found for the segment '{(path.Count > 0 ? path[^1] : "")}'."));
    }
}
