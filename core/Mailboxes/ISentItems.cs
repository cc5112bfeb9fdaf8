using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>A mail in the mailbox's Sent Items.</summary>
/// <param name="IsOurs">True when this product sent it.</param>
public sealed record SentMail(MessageId Id, DateTimeOffset SentAt, bool IsOurs)
{
    /// <summary>Message-ID of the mail that it answers; null when unknown.</summary>
    public string? InReplyTo { get; init; }

    public string? ConversationId { get; init; }

    /// <summary>The person who sent it for the mailbox, as far as Exchange says.</summary>
    public MailAddress? Sender { get; init; }
}

/// <summary>Port: what people sent from the mailbox besides us (F-67).</summary>
public interface ISentItems
{
    /// <summary>The mails sent from <paramref name="since"/> on, oldest first.</summary>
    Task<Outcome<IReadOnlyList<SentMail>>> ListAsync(MailboxId mailbox, DateTimeOffset since, CancellationToken cancellation);
}
