using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Engine;

/// <summary>How a mailbox is doing (F-15, N-058).</summary>
/// <param name="Service">The service it is assigned to; null when it is to none.</param>
/// <param name="State">Null when it was never watched.</param>
/// <param name="NextLook">When the Inbox is looked through next; null when it is not watched.</param>
public sealed record MailboxStatus(Mailbox Mailbox, Service? Service, MailboxState? State, MailboxDiagnosis Diagnosis, DateTimeOffset? NextLook);

/// <summary>What administrators see of the mailboxes and can do about them. Whether the caller is an administrator is the caller's to check.</summary>
public interface IMailboxDesk
{
    /// <summary>All configured mailboxes, those in trouble first.</summary>
    Task<IReadOnlyList<MailboxStatus>> ListAsync(CancellationToken cancellation);

    /// <summary>Tries again at once what waits for its next try, of one mailbox or (null) of all (N-057, F-60).</summary>
    Task RetryAsync(MailboxId? mailbox, CancellationToken cancellation);

    /// <summary>Shows the alerts that stand to administrators who have not got them, because they could not be reached until now.</summary>
    Task ShowAlertsAsync(CancellationToken cancellation);

    /// <summary>Takes in mail from before the assignment (N-061); noted in the audit trail.</summary>
    /// <param name="by">Object id of the administrator.</param>
    Task<AdminOutcome> BackfillAsync(MailboxId mailbox, DateTimeOffset from, string by, CancellationToken cancellation);
}
