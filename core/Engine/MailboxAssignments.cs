using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Begins and ends the assignments of mailboxes to services (N-052 to N-062). An end cancels the subscription and withdraws what nobody had accepted; a beginning sets
/// a new baseline and counts what lies before it.
/// </summary>
internal sealed class MailboxAssignments(
    IEntityStore store, MailboxTable mailboxes, TaskTable tasks, IMailReader reader, IConfigurationSource configuration, TimeProvider time)
{
    /// <summary>True when what the configuration wants differs from what is; an older configuration than the state's wants nothing (I8).</summary>
    public static bool IsToChange(MailboxState state, Service? service, long revision) =>
        revision >= state.Revision && (service is null ? state.EndedAt is null : !IsOf(state, service));

    /// <summary>Ends and begins what is to end and begin. True when the mailbox is watched as the configuration wants.</summary>
    public async Task<bool> BringAboutAsync(MailboxId mailbox, Service? service, CancellationToken cancellation)
    {
        var revision = configuration.Current.Revision;
        var stored = await mailboxes.FindAsync(mailbox, cancellation);
        if (stored is not null && stored.Value.Revision > revision)
            return false;
        if (stored is { Value: { EndedAt: null } state } && (service is null || !IsOf(state, service)))
        {
            await EndAsync(state, revision, cancellation);
            stored = await mailboxes.FindAsync(mailbox, cancellation);
        }

        if (service is null)
            return false;
        if (stored is { Value.EndedAt: null })
            return IsOf(stored.Value, service);
        var begin = service.WatchedSince ?? time.GetUtcNow();
        var next = new MailboxState(mailbox, service.Id) { Baseline = ReceiptOf(begin), AssignedAt = begin, Revision = revision, Directory = stored?.Value.Directory };
        return await mailboxes.BeginAsync(stored, ReachingBack(next, service), cancellation);
    }

    /// <summary>True when an administrator wants older mail than so far (N-061).</summary>
    public static bool IsToReachBack(MailboxState state, Service service) => service.BackfillFrom < state.Baseline;

    /// <summary>The state with the baseline that an administrator wants; the whole Inbox is to be looked through and counted again then.</summary>
    public static MailboxState ReachingBack(MailboxState state, Service service) => IsToReachBack(state, service)
        ? state with { Baseline = service.BackfillFrom!.Value, SweptAt = null, Unprocessed = null }
        : state;

    /// <summary>The writes that go with a subscription in place of the former one.</summary>
    public static IEnumerable<EntityWrite> Ownership(MailboxState before, SubscriptionState? after, DateTimeOffset now)
    {
        if (before.Subscription is { } old && old.Id != after?.Id)
        {
            yield return MailboxTable.Disown(old.Id);
            yield return EngineJobs.Drop(old.Id, old.ExpiresAt, now);
        }

        if (after is not null)
            yield return MailboxTable.Own(after.Id, new SubscriptionOwner(before.Mailbox, after.ClientState));
    }

    /// <summary>Deletes a subscription that has no mailbox.</summary>
    public async Task DropAsync(SubscriptionState orphan, CancellationToken cancellation) => await store.CommitAsync(
        MailboxTable.Partition, [MailboxTable.Disown(orphan.Id), EngineJobs.Drop(orphan.Id, orphan.ExpiresAt, time.GetUtcNow())], cancellation);

    /// <summary>
    /// Counts the mails that lie in the Inbox unprocessed and belong to no open task: those from before the baseline, or, when the assignment has ended, all. Has
    /// administrators told when there are any (N-056, N-062). Null when that succeeded.
    /// </summary>
    public async Task<Failure?> CountAsync(MailboxState state, CancellationToken cancellation)
    {
        // After the end nothing is processed, so all there is counts; the minute is room for clocks that differ.
        var until = state.EndedAt is null ? state.Baseline : time.GetUtcNow() + TimeSpan.FromMinutes(1);
        var counted = await reader.CountInboxAsync(state.Mailbox, until, cancellation);
        if (!counted.Succeeded)
            return counted.Failure;
        var inWork = 0;
        await foreach (var task in tasks.OpenAsync(state.Service, cancellation))
            if (task.Value.Mailbox == state.Mailbox)
                inWork += task.Value.Mails.Skip(task.Value.FiledMails).Count(mail => mail.ReceivedAt < until);
        var left = Math.Max(0, counted.Value - inWork);
        var notice = new AdminNotice(state.EndedAt is null ? AdminNoticeKind.Unprocessed : AdminNoticeKind.Ended, state.Mailbox, left);
        await mailboxes.ChangeAsync(
            state.Mailbox,
            before => before.IsSameAssignment(state) && before.Unprocessed is null ? before with { Unprocessed = left } : null,
            cancellation,
            left > 0 ? [EngineJobs.Tell(notice, time.GetUtcNow())] : []);
        return null;
    }

    // Exchange tells when a mail came in whole seconds: with a finer baseline, what comes in the rest of the first second would count as older and be lost.
    private static DateTimeOffset ReceiptOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private static bool IsOf(MailboxState state, Service service) =>
        state.EndedAt is null && state.Service == service.Id && (service.WatchedSince is null || state.AssignedAt == service.WatchedSince);

    private Task<MailboxState?> EndAsync(MailboxState ending, long revision, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return mailboxes.ChangeAsync(
            ending.Mailbox,
            before => before.IsSameAssignment(ending)
                ? new MailboxState(before.Mailbox, before.Service)
                {
                    Baseline = before.Baseline, AssignedAt = before.AssignedAt, EndedAt = now, Revision = revision, Directory = before.Directory,
                    NotifiedAt = before.NotifiedAt, SweptAt = before.SweptAt, ContactAt = before.ContactAt, TakenIn = before.TakenIn,
                }
                : null,
            (before, _) => [.. Ownership(before, null, now), EngineJobs.Withdraw(before.Mailbox, before.Service, now)],
            cancellation);
    }
}
