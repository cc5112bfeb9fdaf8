using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>One page of the Inbox, oldest first. <paramref name="Next"/> continues it (opaque), null at the end.</summary>
public sealed record InboxPage(IReadOnlyList<MailItem> Mails, string? Next);

/// <summary>Port: reading mail.</summary>
public interface IMailReader
{
    /// <summary>
    /// Lists the Inbox (not its subfolders, N-047) from <paramref name="since"/> on, oldest first, with immutable ids (graph.md 2.6).
    /// Bodies come along when <paramref name="withBody"/> is set, so that a mail is read once; without it the page stays small when one mail is not (F-12).
    /// </summary>
    Task<Outcome<InboxPage>> ListInboxAsync(MailboxId mailbox, DateTimeOffset since, string? next, bool withBody, CancellationToken cancellation);

    /// <summary>The same list with ids and times alone: what is left when one mail spoils the page even without bodies (F-12).</summary>
    Task<Outcome<InboxPage>> ListInboxIdsAsync(MailboxId mailbox, DateTimeOffset since, string? next, CancellationToken cancellation);

    /// <summary>One message with body, wherever it lies in the mailbox; of a meeting also date and place (F-55).</summary>
    Task<Outcome<MailItem>> GetAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation);

    /// <summary>The message as it travels (RFC 5322), as Exchange makes it anew: for reports, whose parts Graph does not show (graph.md 5.3).</summary>
    Task<Outcome<ReadOnlyMemory<byte>>> GetMimeAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation);

    /// <summary>Messages of the whole mailbox with this Message-ID: finds a mail again whose id changed (F-17) and tells a copy from a new mail (F-19).</summary>
    Task<Outcome<IReadOnlyList<MailItem>>> FindByInternetMessageIdAsync(MailboxId mailbox, string internetMessageId, CancellationToken cancellation);

    /// <summary>How many mails lie in the Inbox that were received before <paramref name="before"/>; one request, nothing is read (N-062).</summary>
    Task<Outcome<int>> CountInboxAsync(MailboxId mailbox, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Names and sizes of the attachments, inline ones included.</summary>
    Task<Outcome<IReadOnlyList<MailAttachment>>> ListAttachmentsAsync(MailboxId mailbox, MessageId message, CancellationToken cancellation);
}
