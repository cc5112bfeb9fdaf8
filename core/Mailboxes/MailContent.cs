using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>The content of a mail, from memory when it was read a moment ago, else from Exchange.</summary>
public sealed class MailContent(IMailReader reader, MailCache cache)
{
    /// <summary>The mail; with its body when <paramref name="withBody"/> is set.</summary>
    public async Task<Outcome<MailItem>> ReadAsync(MailboxId mailbox, MessageId message, bool withBody, CancellationToken cancellation)
    {
        // Lists do not tell when and where a meeting is.
        if (cache.Find(mailbox, message, withBody) is { } known && !(known.IsMeeting && known.Meeting is null))
            return known;
        var read = await reader.GetAsync(mailbox, message, cancellation);
        if (read.Succeeded)
            cache.Keep(mailbox, read.Value);
        return read;
    }

    /// <summary>
    /// Attachments that a person would call so: pictures that the text shows are left out (F-50), inline files that it does not show are not (F-51). Empty when
    /// they cannot be listed now.
    /// </summary>
    public async Task<IReadOnlyList<MailAttachment>> AttachmentsAsync(MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        if (!MayHaveFiles(mail))
            return [];
        var listed = await reader.ListAttachmentsAsync(mailbox, mail.Id, cancellation);
        return listed.Succeeded ? [.. listed.Value.Where(attachment => !IsShownInText(attachment, mail)).Select(attachment => attachment with { IsInline = false })] : [];
    }

    // Exchange says no when there are only inline ones (graph.md 5.1), but some programs write every file inline.
    private static bool MayHaveFiles(MailItem mail) =>
        mail.HasAttachments
        || mail.Header("Content-Type") is { } type
        && (type.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase) || type.StartsWith("multipart/related", StringComparison.OrdinalIgnoreCase));

    // Pictures are found by content id, and where programs forgot it by the file's name or location (F-51). Without the text the mark must do.
    private static bool IsShownInText(MailAttachment attachment, MailItem mail)
    {
        if (mail.Body is not { IsHtml: true } body)
            return attachment.IsInline && mail.Body is null;
        return attachment.ContentId is { Length: > 0 } id && Names(body.Content, $"cid:{id.Trim('<', '>')}")
            || attachment.Name.Length > 0 && (Names(body.Content, $"cid:{attachment.Name}") || Names(body.Content, $"src=\"{attachment.Name}\""));
    }

    private static bool Names(string html, string text) => html.Contains(text, StringComparison.OrdinalIgnoreCase);
}
