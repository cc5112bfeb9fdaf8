using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>The content of a mail, from memory when it was read a moment ago, else from Exchange.</summary>
public sealed class MailContent(IMailReader reader, MailCache cache)
{
    /// <summary>The mail; with its body when <paramref name="withBody"/> is set.</summary>
    public async Task<Outcome<MailItem>> ReadAsync(MailboxId mailbox, MessageId message, bool withBody, CancellationToken cancellation)
    {
        if (cache.Find(mailbox, message, withBody) is { } known)
            return known;
        var read = await reader.GetAsync(mailbox, message, cancellation);
        if (read.Succeeded)
            cache.Keep(mailbox, read.Value);
        return read;
    }

    /// <summary>Attachments that a person would call so; embedded pictures are left out (F-50). Empty when they cannot be listed now.</summary>
    public async Task<IReadOnlyList<MailAttachment>> AttachmentsAsync(MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        if (!mail.HasAttachments)
            return [];
        var listed = await reader.ListAttachmentsAsync(mailbox, mail.Id, cancellation);
        return listed.Succeeded ? [.. listed.Value.Where(attachment => !attachment.IsInline)] : [];
    }
}
