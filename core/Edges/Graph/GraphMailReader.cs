using Azure.Core;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Reads mail (graph.md 2.6, 5.1).</summary>
internal sealed class GraphMailReader(GraphHttp http, ILogger<GraphMailReader> logger) : IMailReader
{
    private const string HtmlBody = "outlook.body-content-type=\"html\"";

    public Task<Outcome<InboxPage>> ListInboxAsync(MailboxId mailbox, DateTimeOffset since, string? next, bool withBody, CancellationToken cancellation) =>
        ListAsync(
            mailbox, since, next, withBody ? "25" : "50", cancellation, ("$select", MailItemReading.Select(withBody)), ("$expand", MailItemReading.Expand));

    public Task<Outcome<InboxPage>> ListInboxIdsAsync(MailboxId mailbox, DateTimeOffset since, string? next, CancellationToken cancellation) =>
        ListAsync(mailbox, since, next, "100", cancellation, ("$select", MailItemReading.Bare));

    private async Task<Outcome<InboxPage>> ListAsync(
        MailboxId mailbox, DateTimeOffset since, string? next, string top, CancellationToken cancellation, params IReadOnlyList<(string, string)> what)
    {
        var first = GraphCall.Mail(RequestMethod.Get, "ListInbox", mailbox, "mailFolders/inbox/messages" + GraphUrl.Query(
        [
            .. what,
            // Sorting needs the same property in front of the filter, or Exchange finds it too complex (graph.md 5.1).
            ("$filter", $"receivedDateTime ge {GraphUrl.Time(since)}"),
            ("$orderby", "receivedDateTime asc"),
            // Large pages of full messages run into 504 (graph.md 5.1).
            ("$top", top),
        ])) with { Prefer = HtmlBody };
        var latest = since;
        var unreadable = 0;
        var page = await http.PageAsync(
            next is null ? first : first with { Url = next },
            entry =>
            {
                // The list is sorted: a mail without a readable time is not older than the one before it.
                var mail = MailItemReading.Read(entry, latest);
                latest = mail?.ReceivedAt ?? latest;
                unreadable += mail is null ? 1 : 0;
                return mail;
            },
            cancellation);
        if (unreadable > 0)
            GraphLog.UnreadableEntries(logger, mailbox.Value, unreadable);
        return page.Succeeded ? new InboxPage(page.Value.Items, page.Value.Next) : page.Failure;
    }

    public async Task<Outcome<MailItem>> GetAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation)
    {
        var mail = await GetAsync(mailbox, message, withBody: true, cancellation);
        // Mostly it is the body that cannot be converted; who wrote it and about what can still be said (graph.md 9).
        if (mail.Failure?.Category is FailureCategory.Corrupt or FailureCategory.TooLarge)
            mail = await GetAsync(mailbox, message, withBody: false, cancellation);
        return mail.Succeeded && mail.Value.IsMeeting ? mail.Value with { Meeting = await MeetingAsync(mailbox, message, cancellation) } : mail;
    }

    public Task<Outcome<ReadOnlyMemory<byte>>> GetMimeAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation) =>
        http.SendForBytesAsync(
            GraphCall.Mail(RequestMethod.Get, "GetMime", mailbox, $"messages/{GraphUrl.Segment(message.Value)}/$value"), cancellation);

    public Task<Outcome<IReadOnlyList<MailItem>>> FindByInternetMessageIdAsync(
        MailboxId mailbox, string internetMessageId, CancellationToken cancellation) =>
        http.AllAsync(
            GraphCall.Mail(RequestMethod.Get, "FindMail", mailbox, "messages" + GraphUrl.Query(
                ("$select", MailItemReading.Select(withBody: false)),
                ("$expand", MailItemReading.Expand),
                ("$filter", $"internetMessageId eq {GraphUrl.Literal(internetMessageId)}"),
                ("$top", "25"))),
            entry => MailItemReading.Read(entry, DateTimeOffset.UnixEpoch),
            cancellation);

    public Task<Outcome<int>> CountInboxAsync(MailboxId mailbox, DateTimeOffset before, CancellationToken cancellation) =>
        http.SendAsync<int>(
            GraphCall.Mail(RequestMethod.Get, "CountInbox", mailbox, "mailFolders/inbox/messages" + GraphUrl.Query(
                ("$select", "id"),
                ("$filter", $"receivedDateTime lt {GraphUrl.Time(before)}"),
                ("$top", "1"),
                ("$count", "true"))) with
            {
                // Also asked of mailboxes that must stay closed to us; of our own, every other call tells of a refusal.
                MayBeRefused = true,
            },
            answer => answer.Number("@odata.count") is { } count ? (int)Math.Min(count, int.MaxValue) : GraphErrors.Unreadable,
            cancellation);

    public async Task<Outcome<IReadOnlyList<MailAttachment>>> ListAttachmentsAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation)
    {
        // The content id stands on the derived type; where a cast in $select is not understood (graph.md 12) the list is still worth having.
        var listed = await ListAttachmentsAsync(mailbox, message, "id,name,contentType,size,isInline,microsoft.graph.fileAttachment/contentId", cancellation);
        return listed.Failure?.Category == FailureCategory.Invalid
            ? await ListAttachmentsAsync(mailbox, message, "id,name,contentType,size,isInline", cancellation)
            : listed;
    }

    private Task<Outcome<IReadOnlyList<MailAttachment>>> ListAttachmentsAsync(
        MailboxId mailbox, MessageId message, string select, CancellationToken cancellation) =>
        http.AllAsync(
            GraphCall.Mail(RequestMethod.Get, "ListAttachments", mailbox, $"messages/{GraphUrl.Segment(message.Value)}/attachments" + GraphUrl.Query(
                // Without $select all bytes would come along.
                ("$select", select),
                ("$top", "100"))),
            MailItemReading.ReadAttachment,
            cancellation);

    // What cannot be read now is read with the next look at the card.
    private async Task<MeetingDetails?> MeetingAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation)
    {
        var read = await http.SendAsync<MeetingDetails>(
            GraphCall.Mail(RequestMethod.Get, "GetMeeting", mailbox, $"messages/{GraphUrl.Segment(message.Value)}") with { Prefer = "outlook.timezone=\"UTC\"" },
            answer => MailItemReading.ReadMeeting(answer),
            cancellation);
        return read.Succeeded ? read.Value : null;
    }

    private Task<Outcome<MailItem>> GetAsync(MailboxId mailbox, MessageId message, bool withBody, CancellationToken cancellation) =>
        http.SendAsync<MailItem>(
            GraphCall.Mail(RequestMethod.Get, "GetMail", mailbox, $"messages/{GraphUrl.Segment(message.Value)}" + GraphUrl.Query(
                ("$select", MailItemReading.Select(withBody)),
                ("$expand", MailItemReading.Expand))) with { Prefer = HtmlBody },
            answer => MailItemReading.Read(answer, DateTimeOffset.UnixEpoch) is { } mail ? mail : GraphErrors.Unreadable,
            cancellation);
}
