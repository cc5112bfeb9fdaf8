using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Query;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>Lists a folder or the whole mailbox (graph.md 2.6, 5.1).</summary>
internal static class MessageListing
{
    public static GraphAnswer List(GraphCall call, MailFolder? folder, DateTimeOffset now)
    {
        call.Query.Only("$select", "$filter", "$orderby", "$top", "$skip", "$expand", "$count");
        MessageShape.Check(call.Query);
        CheckFilter(call);
        CheckOrder(call.Query);
        var found = call.Mailbox.Visible(folder, now).Where(m => call.Query.Filter?.Matches(new MessageTarget(m)) ?? true);
        return GraphAnswer.Ok(Paging.Page(call, Sort(found, call.Query), 10, 1000, m => MessageShape.Write(m, call.Query, call.Prefer)));
    }

    /// <summary>A wrong property is refused in an empty folder as well: every path is read once from a blank message.</summary>
    private static void CheckFilter(GraphCall call)
    {
        var probe = new MessageTarget(StoredMessage.Blank(call.Mailbox.Root));
        foreach (var path in call.Query.Filter?.Paths() ?? [])
            if (!path.StartsWith("singleValueExtendedProperties", StringComparison.OrdinalIgnoreCase))
                probe.Read(path);
        foreach (var (property, _) in call.Query.OrderBy)
            probe.Read(property);
        _ = call.Query.Filter?.Matches(probe);
    }

    private static void CheckOrder(ODataQuery query)
    {
        if (query.OrderBy.Count == 0 || query.Filter is null)
            return;
        var filtered = query.Filter.Paths().Distinct(StringComparer.OrdinalIgnoreCase).Take(query.OrderBy.Count);
        if (!filtered.SequenceEqual(query.OrderBy.Select(o => o.Property), StringComparer.OrdinalIgnoreCase))
            throw new GraphRefusal(400, "InefficientFilter", "The restriction or sort order is too complex for this operation.");
    }

    private static List<StoredMessage> Sort(IEnumerable<StoredMessage> messages, ODataQuery query)
    {
        if (query.OrderBy.Count == 0)
            return [.. messages.OrderByDescending(m => m.ReceivedAt).ThenByDescending(m => m.Sequence)];
        IOrderedEnumerable<StoredMessage>? sorted = null;
        foreach (var (property, descending) in query.OrderBy)
            sorted = (sorted, descending) switch
            {
                (null, false) => messages.OrderBy(m => MessageTarget.Read(m, property)),
                (null, true) => messages.OrderByDescending(m => MessageTarget.Read(m, property)),
                (_, false) => sorted.ThenBy(m => MessageTarget.Read(m, property)),
                (_, true) => sorted.ThenByDescending(m => MessageTarget.Read(m, property)),
            };
        return [.. sorted!.ThenBy(m => m.Sequence)];
    }
}
