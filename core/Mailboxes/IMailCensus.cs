using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>A mail as counted: ids and time only.</summary>
public sealed record CountedMail(MessageId Id, string? InternetMessageId, DateTimeOffset ReceivedAt);

/// <summary>Port: which mails lie in a folder, for comparing Exchange with the ledger.</summary>
public interface IMailCensus
{
    /// <summary>The mails of a folder received from <paramref name="from"/> (inclusive) to <paramref name="before"/> (exclusive); drafts are left out.</summary>
    Task<Outcome<IReadOnlyList<CountedMail>>> CountAsync(
        MailboxId mailbox, string folderId, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation);
}
