using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Asks the directory daily what has become of the mailboxes: a rename and new addresses are taken over and reported (N-055, F-63), because the object id is the
/// identity. When Exchange says that a mailbox is not there, the directory is asked at once, for it knows why.
/// </summary>
internal sealed class IdentityWatch(
    IEntityStore store,
    MailboxTable mailboxes,
    IDirectory directory,
    AdminDesk desk,
    IConfigurationSource configuration,
    TimeProvider time,
    ILogger<IdentityWatch> log) : BackgroundService
{
    /// <summary>Who changed the configuration, for the audit trail.</summary>
    private const string Actor = "directory";

    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>A mailbox that is not there is asked about again, because a new licence takes a quarter of an hour (graph.md 8.2, 9).</summary>
    private static readonly TimeSpan AbsenceInterval = TimeSpan.FromMinutes(15);

    /// <summary>Looks up what is due.</summary>
    public async Task ReviewAsync(CancellationToken cancellation)
    {
        var due = new List<MailboxId>();
        await foreach (var state in mailboxes.AllAsync(cancellation))
            if (IsDue(state.Value))
                due.Add(state.Value.Mailbox);
        foreach (var mailbox in due)
            if (configuration.Current.Mailbox(mailbox) is { } configured && await ClaimAsync(mailbox, cancellation) is { } before)
                await LookUpAsync(configured, before, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await ReviewQuietlyAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A clean stop.
        }
    }

    private async Task ReviewQuietlyAsync(CancellationToken cancellation)
    {
        try
        {
            await ReviewAsync(cancellation);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or InvalidDataException)
        {
            log.BeatFailed(exception);
        }
    }

    private bool IsDue(MailboxState state)
    {
        if (state.EndedAt is not null)
            return false;
        var age = time.GetUtcNow() - (state.Directory?.At ?? DateTimeOffset.MinValue);
        return age >= Interval || (state.Trouble is { Category: FailureCategory.MailboxUnavailable } trouble
            && (age >= AbsenceInterval || state.Directory!.At < trouble.Since));
    }

    // Of several instances one asks: the new time is written first.
    private async Task<DirectoryFacts?> ClaimAsync(MailboxId mailbox, CancellationToken cancellation)
    {
        var before = default(DirectoryFacts);
        var claimed = await mailboxes.ChangeAsync(
            mailbox,
            state =>
            {
                before = state.Directory ?? new DirectoryFacts(default, Exists: true, IsLicensed: true, IsSynchronised: false);
                return IsDue(state) ? state with { Directory = before with { At = time.GetUtcNow() } } : null;
            },
            cancellation);
        return claimed is null ? null : before;
    }

    private async Task LookUpAsync(Mailbox configured, DirectoryFacts before, CancellationToken cancellation)
    {
        var found = await directory.FindAsync(configured.Id.Value, cancellation);
        if (!found.Succeeded && found.Failure.Category != FailureCategory.NotFound)
        {
            log.DirectoryUnreachable(configured.Id, found.Failure);
            // Again soon, and not at once: a quarter of an hour before the day is over.
            var again = time.GetUtcNow() - Interval + AbsenceInterval;
            await NoteAsync(configured.Id, before with { At = again > before.At ? again : before.At }, cancellation);
            return;
        }

        var facts = new DirectoryFacts(
            time.GetUtcNow(), found.Succeeded, found.Succeeded && found.Value.IsLicensed, found.Succeeded && found.Value.IsSynchronised);
        await NoteAsync(configured.Id, facts, cancellation);
        if (found.Succeeded)
            await TakeOverAsync(configured, found.Value, cancellation);
    }

    private async Task NoteAsync(MailboxId mailbox, DirectoryFacts facts, CancellationToken cancellation) =>
        await mailboxes.ChangeAsync(mailbox, state => state with { Directory = facts }, cancellation);

    private async Task TakeOverAsync(Mailbox configured, DirectoryUser found, CancellationToken cancellation)
    {
        var isRenamed = !string.Equals(configured.UserPrincipalName, found.UserPrincipalName, StringComparison.OrdinalIgnoreCase);
        if (!isRenamed && configured.Addresses.SequenceEqual(found.Addresses, StringComparer.OrdinalIgnoreCase))
            return;
        var outcome = await desk.ExecuteAsync(new TakeOverIdentity(configured.Id, found.UserPrincipalName, found.Addresses), Actor, basis: null, cancellation);
        if (isRenamed && outcome is AdminOutcome.Done { Changed: true })
            await store.CommitAsync(
                MailboxTable.Partition, [EngineJobs.Tell(new AdminNotice(AdminNoticeKind.Renamed, configured.Id), time.GetUtcNow())], cancellation);
        else if (outcome is AdminOutcome.Refused)
            log.RenameRefused(configured.Id);
    }
}
