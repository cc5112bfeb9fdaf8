using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

internal enum ReplyKind
{
    Reply,
    ReplyAll,
    Forward,
}

/// <summary>Makes the draft of a reply or forward, in the thread of the original (graph.md 5.5).</summary>
internal sealed class ReplyDrafts(ExchangeServer exchange, IdSource ids, TimeProvider clock)
{
    /// <summary>A reply draft comes with three headers of its own (In-Reply-To, References, Thread-Index), which count against the limit of five.</summary>
    private const int OwnHeaders = 3;

    /// <param name="honoursComment">reply and replyAll use the comment; the create calls ignore it (F-30).</param>
    public StoredMessage Create(Mailbox mailbox, StoredMessage original, ReplyKind kind, JsonObject body, bool honoursComment)
    {
        if (kind == ReplyKind.Forward)
            Json.OnlyKnown(body, "message", "message", "comment", "toRecipients");
        else
            Json.OnlyKnown(body, "message", "message", "comment");
        var message = body["message"] is { } node ? Json.Object(node, "message") : null;
        var comment = Json.Text(body["comment"], "comment");
        if (comment is not null && message?["body"] is not null)
            throw new GraphRefusal(400, "ErrorInvalidRequest", "The comment parameter and the body of the message parameter cannot be used together.");

        var draft = exchange.CreateDraft(mailbox, original);
        try
        {
            draft.Subject = Prefixed(kind == ReplyKind.Forward ? "FW: " : "RE: ", original.Subject);
            draft.To = kind == ReplyKind.Forward ? [] : Recipients(mailbox, original, kind);
            draft.Cc = kind == ReplyKind.ReplyAll ? [.. original.Cc.Where(c => !IsPrimary(mailbox, c))] : [];
            draft.Body = new MessageBody(isHtml: true, Quotation(original, honoursComment ? comment : null));
            draft.Attachments.AddRange(original.Attachments.Where(a => kind == ReplyKind.Forward || a.File.IsInline).Select(a => a with { Id = ids.AttachmentId() }));
            var writer = new DraftWriter(ids, clock);
            if (message is not null)
                writer.Write(draft, message, OwnHeaders);
            if (body["toRecipients"] is { } to)
                writer.Write(draft, new JsonObject { ["toRecipients"] = to.DeepClone() }, OwnHeaders);
        }
        catch (GraphRefusal)
        {
            mailbox.Messages.Remove(draft);
            throw;
        }

        exchange.Announce(mailbox, draft);
        return draft;
    }

    private static string Prefixed(string prefix, string subject) => subject.StartsWith(prefix.Trim(), StringComparison.OrdinalIgnoreCase) ? subject : prefix + subject;

    private static List<SandboxAddress> Recipients(Mailbox mailbox, StoredMessage original, ReplyKind kind)
    {
        IReadOnlyList<SandboxAddress> back = original.ReplyTo.Count > 0 ? original.ReplyTo : original.From is { } from ? [from] : [];
        return kind == ReplyKind.Reply
            ? [.. back]
            : [.. back.Concat(original.To).Where(r => !IsPrimary(mailbox, r)).DistinctBy(r => r.Address, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Exchange leaves the mailbox itself out of a reply to all, but not its aliases (F-35).</summary>
    private static bool IsPrimary(Mailbox mailbox, SandboxAddress address) =>
        string.Equals(mailbox.Start.Address, address.Address, StringComparison.OrdinalIgnoreCase);

    private static string Quotation(StoredMessage original, string? comment)
    {
        var own = comment is null ? "" : $"<div>{WebUtility.HtmlEncode(comment).ReplaceLineEndings("<br>")}</div>";
        var from = WebUtility.HtmlEncode(original.From is { } f ? $"{f.Name} <{f.Address}>" : "");
        var to = WebUtility.HtmlEncode(string.Join("; ", original.To.Select(t => t.Name ?? t.Address)));
        var sent = original.SentAt.ToString("dddd, MMMM d, yyyy h:mm tt", CultureInfo.InvariantCulture);
        return $"""
            <html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>{own}
            <hr tabindex="-1" style="display:inline-block; width:98%">
            <div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" color="#000000" style="font-size:11pt"><b>From:</b> {from}<br>
            <b>Sent:</b> {sent}<br><b>To:</b> {to}<br><b>Subject:</b> {WebUtility.HtmlEncode(original.Subject)}</font><div>&nbsp;</div></div>
            {HtmlText.InnerBody(original.Body.SafeHtml)}
            </body></html>
            """;
    }
}
