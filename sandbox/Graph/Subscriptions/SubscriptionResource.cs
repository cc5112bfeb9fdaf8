using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Messages;
using TeamsEmailBot.Sandbox.Graph.Query;

namespace TeamsEmailBot.Sandbox.Graph.Subscriptions;

/// <summary>The resource of a subscription: a mailbox or one of its folders, perhaps with a filter (graph.md 1.10).</summary>
internal sealed record SubscriptionResource(Mailbox Mailbox, MailFolder? Folder, FilterNode? Filter)
{
    public static SubscriptionResource Parse(string resource, MailboxGate gate)
    {
        var query = ODataQuery.Parse(GraphPath.Query(resource));
        query.Only("$filter", "$select");
        if (query.Filter is { } filter)
            foreach (var path in filter.Paths())
                MessageTarget.Read(StoredMessage.Blank(new MailFolder("", "", null, null, isHidden: false)), path);
        var segments = GraphPath.Split(resource, "").Select(s => s.Equals("mailfolders", StringComparison.OrdinalIgnoreCase) ? "mailFolders" : s).ToList();
        switch (segments)
        {
            case [var users, var user, var messages] when Is(users, "users") && Is(messages, "messages"):
                return new SubscriptionResource(gate.Find(user), null, query.Filter);
            case [var users, var user, "mailFolders", var folder, var messages] when Is(users, "users") && Is(messages, "messages"):
                var mailbox = gate.Find(user);
                return new SubscriptionResource(
                    mailbox, mailbox.FindFolder(folder) ?? throw new GraphRefusal(404, "ErrorFolderNotFound", "The specified folder could not be found in the store."), query.Filter);
            case ["communications", ..]:
                throw new GraphRefusal(403, "Forbidden", "Operation: Create; Exception: application permissions are not supported for presence.");
            default:
                throw new GraphRefusal(400, "ExtensionError", $"Operation: Create; Exception: [Status Code: BadRequest; Reason: Resource '{resource}' is not supported.]");
        }
    }

    private static bool Is(string segment, string name) => string.Equals(segment, name, StringComparison.OrdinalIgnoreCase);
}
