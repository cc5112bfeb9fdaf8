using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Core.Engine;

/// <inheritdoc cref="IMailboxDesk"/>
internal sealed class MailboxDesk(
    IEntityStore store, MailboxTable mailboxes, AlertTable alerts, MailboxKeeper keeper, AdminDesk desk, IConfigurationSource configuration, EngineOptions options, TimeProvider time) : IMailboxDesk
{
    /// <summary>Teams waits 10 to 15 s for the answer of a click (teams.md 2.5).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public async Task<IReadOnlyList<MailboxStatus>> ListAsync(CancellationToken cancellation)
    {
        var current = configuration.Current;
        var states = new Dictionary<MailboxId, MailboxState>();
        await foreach (var stored in mailboxes.AllAsync(cancellation))
            states[stored.Value.Mailbox] = stored.Value;
        return [.. current.Mailboxes.Select(mailbox => Status(current, mailbox, states.GetValueOrDefault(mailbox.Id)))
            .OrderByDescending(status => status.Diagnosis.IsAlert).ThenBy(status => status.Mailbox.Name, StringComparer.CurrentCulture)];
    }

    public async Task RetryAsync(MailboxId? mailbox, CancellationToken cancellation)
    {
        var all = configuration.Current.Mailboxes.Select(one => one.Id);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await Task.WhenAll((mailbox is { } only ? [only] : all).Select(one => keeper.RetryAsync(one, either.Token)));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // What was not done in time is due, and done by the next beat.
        }
    }

    public async Task ShowAlertsAsync(CancellationToken cancellation)
    {
        await foreach (var alert in alerts.AllAsync(cancellation))
            if (alert.Value.SolvedAt is null)
                await store.CommitAsync(MailboxTable.Partition, [EngineJobs.Alert(alert.Value, time.GetUtcNow())], cancellation);
    }

    public Task<AdminOutcome> BackfillAsync(MailboxId mailbox, DateTimeOffset from, string by, CancellationToken cancellation) =>
        desk.ExecuteAsync(new Backfill(mailbox, from.ToUniversalTime()), by, basis: null, cancellation);

    private MailboxStatus Status(Configuration current, Mailbox mailbox, MailboxState? state)
    {
        var diagnosis = state is null ? new MailboxDiagnosis(MailboxCondition.Off) : MailboxDiagnosis.Of(state, options.Addresses is not null, time.GetUtcNow());
        DateTimeOffset? next = state is not { EndedAt: null } ? null : state.Trouble?.NextTry ?? state.SweptAt + options.ReconcileInterval;
        return new(mailbox, current.ServiceOf(mailbox.Id), state, diagnosis, next);
    }
}
