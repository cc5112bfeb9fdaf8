using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Tests.Commands;

/// <summary>Stands where the engine's mailboxes are: writes down what was asked and answers what the test set.</summary>
internal sealed class RecordingMailboxDesk : IMailboxDesk
{
    public List<string> Asked { get; } = [];

    public IReadOnlyList<MailboxStatus> Mailboxes { get; set; } = [];

    public AdminOutcome Outcome { get; set; } = new AdminOutcome.Done(Configuration.Empty, true, []);

    public Task<IReadOnlyList<MailboxStatus>> ListAsync(CancellationToken cancellation) => Task.FromResult(Mailboxes);

    public Task RetryAsync(MailboxId? mailbox, CancellationToken cancellation)
    {
        Asked.Add($"retry {mailbox?.Value ?? "all"}");
        return Task.CompletedTask;
    }

    public Task ShowAlertsAsync(CancellationToken cancellation)
    {
        Asked.Add("alerts");
        return Task.CompletedTask;
    }

    public Task<AdminOutcome> BackfillAsync(MailboxId mailbox, DateTimeOffset from, string by, CancellationToken cancellation)
    {
        Asked.Add($"backfill {mailbox} from {from:yyyy-MM-dd HH:mm} by {by}");
        return Task.FromResult(Outcome);
    }
}
