using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Subscriptions;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Brings each mailbox from what it is to what the configuration wants: assignment, folders, subscription, and a look through the Inbox in every interval. Safe to
/// repeat and to run in several instances: one at a time tends a mailbox (I8).
/// </summary>
internal sealed class MailboxKeeper(
    MailboxTable mailboxes,
    MailboxAssignments assignments,
    IMailFolders folders,
    SubscriptionKeeper subscriptions,
    InboxWatch watch,
    IConfigurationSource configuration,
    EngineOptions options,
    JobOptions jobs,
    TimeProvider time,
    ILogger<MailboxKeeper> log)
{
    /// <summary>What hangs is given up after this time, so that one mailbox never stops for hours (F-14).</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    /// <summary>So long another instance keeps off; it is longer than the limit, and what a dead instance leaves ends with it.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(6);

    /// <summary>Graph delivers within three minutes (graph.md 1.9); mail that is not notified for longer shows a silent subscription.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>A subscription that stays silent is not replaced more often than this.</summary>
    private static readonly TimeSpan ReplacementPause = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<MailboxId, Task> tending = new();

    /// <summary>True when there is something to do for a mailbox whose state is as given; costs nothing.</summary>
    public bool IsDue(MailboxId mailbox, MailboxState? state)
    {
        var current = configuration.Current;
        var service = current.WatchingService(mailbox);
        if (state is null || MailboxAssignments.IsToChange(state, service, current.Revision))
            return service is not null || state is not null;
        if (service is null || state.Revision > current.Revision || !IsFree(state))
            return false;
        var now = time.GetUtcNow();
        return state.Trouble is { } trouble
            ? now >= trouble.NextTry
            : state.Folders is null || IsSweepDue(state, now) || MailboxAssignments.IsToReachBack(state, service) || IsSubscriptionDue(state, now);
    }

    /// <summary>Does what is due; trouble is noted on the mailbox's state and tried again later.</summary>
    public async Task TendAsync(MailboxId mailbox, CancellationToken cancellation)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!tending.TryAdd(mailbox, mine.Task))
            // What falls due while it is being tended is done next.
            await tending.GetValueOrDefault(mailbox, Task.CompletedTask).WaitAsync(cancellation);
        try
        {
            var service = configuration.Current.WatchingService(mailbox);
            if (await assignments.BringAboutAsync(mailbox, service, cancellation) && await ClaimAsync(mailbox, service!, cancellation) is { } state)
                await TendAsync(configuration.Current.Mailbox(mailbox)!, state, cancellation);
        }
        finally
        {
            tending.TryRemove(mailbox, out _);
            mine.SetResult();
        }
    }

    /// <summary>Tries at once what waits for its next try: an administrator thinks it works now (N-057, F-60).</summary>
    public async Task RetryAsync(MailboxId mailbox, CancellationToken cancellation)
    {
        await mailboxes.ChangeAsync(
            mailbox,
            state => state.Trouble is null && state.SubscriptionTrouble is null
                ? null
                : state with { Trouble = Now(state.Trouble), SubscriptionTrouble = Now(state.SubscriptionTrouble) },
            cancellation);
        await TendAsync(mailbox, cancellation);

        static MailboxTrouble? Now(MailboxTrouble? trouble) => trouble is null ? null : trouble with { NextTry = DateTimeOffset.MinValue };
    }

    private bool IsFree(MailboxState state) => jobs.SoleProcess || state.TendedUntil is not { } until || until <= time.GetUtcNow();

    private bool IsSweepDue(MailboxState state, DateTimeOffset now) => state.SweptAt is not { } swept || now - swept >= options.ReconcileInterval;

    private bool IsSubscriptionDue(MailboxState state, DateTimeOffset now) =>
        (state.SubscriptionTrouble is not { } trouble || now >= trouble.NextTry) && subscriptions.IsDue(state.Subscription, Need(state, now), options.Addresses);

    private static SubscriptionNeed Need(MailboxState state, DateTimeOffset now) => state.Alarm?.Risk switch
    {
        SubscriptionRisk.Removed => SubscriptionNeed.Replacement,
        SubscriptionRisk.Reauthorize => SubscriptionNeed.Reauthorization,
        _ => IsSilent(state, now) ? SubscriptionNeed.Replacement : SubscriptionNeed.None,
    };

    private static bool IsSilent(MailboxState state, DateTimeOffset now) =>
        state is { UnnotifiedSince: { } since, Subscription: { } subscription } && now - since >= Grace
        && (state.SilentSince is null || now - subscription.StartedAt >= ReplacementPause);

    private async Task<MailboxState?> ClaimAsync(MailboxId mailbox, Service service, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await mailboxes.ChangeAsync(
            mailbox,
            state => IsFree(state) && IsDue(mailbox, state) ? MailboxAssignments.ReachingBack(state, service) with { TendedUntil = now + Lease } : null,
            cancellation);
    }

    private async Task TendAsync(Mailbox mailbox, MailboxState state, CancellationToken cancellation)
    {
        var isKnown = false;
        Failure? failure = null;
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            failure = await KeepAsync(mailbox, state, either.Token);
            isKnown = true;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            failure = new Failure(FailureCategory.Transient, "TookTooLong");
            isKnown = true;
        }
        finally
        {
            // Also when the process stops or the store failed for a moment: another instance need not wait for the lease to end.
            await ReleaseAsync(state, isKnown, failure, cancellation.IsCancellationRequested ? CancellationToken.None : cancellation);
        }
    }

    // Null when the mailbox can be read; a lacking subscription is trouble of its own, because mail is looked for without it.
    private async Task<Failure?> KeepAsync(Mailbox mailbox, MailboxState state, CancellationToken cancellation)
    {
        if (state.Folders is null)
        {
            var ensured = await folders.EnsureAsync(mailbox.Id, mailbox.Folders, cancellation);
            if (!ensured.Succeeded)
                return ensured.Failure;
            await ChangeAsync(state, before => before with { Folders = ensured.Value }, cancellation);
        }

        if (state.Unprocessed is null)
            await assignments.CountAsync(state, cancellation);
        var mayHaveMissed = await KeepSubscriptionAsync(state, cancellation);
        return mayHaveMissed || state.Trouble is not null || IsSweepDue(state, time.GetUtcNow())
            ? await watch.LookAsync(mailbox.Id, whole: true, cancellation, onSchedule: true)
            : null;
    }

    private async Task<bool> KeepSubscriptionAsync(MailboxState state, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!IsSubscriptionDue(state, now))
            return false;
        var need = Need(state, now);
        var isSilent = need == SubscriptionNeed.Replacement && state.Alarm is null;
        if (isSilent)
            log.SubscriptionSilent(state.Mailbox);
        var kept = await subscriptions.KeepAsync(state.Mailbox, state.Subscription, need, options.Addresses, cancellation);
        if (kept.Failure is { } failure)
            log.SubscriptionInTrouble(state.Mailbox, failure);
        var stored = await ChangeAsync(
            state,
            before => before with
            {
                Subscription = kept.Subscription,
                Alarm = kept.Failure is null && before.Alarm == state.Alarm ? null : before.Alarm,
                SubscriptionTrouble = kept.Failure is { } trouble ? MailboxTrouble.After(before.SubscriptionTrouble, trouble, now) : null,
                SilentSince = isSilent ? before.SilentSince ?? before.UnnotifiedSince : options.Addresses is null ? null : before.SilentSince,
                UnnotifiedSince = isSilent && kept.Failure is null ? null : before.UnnotifiedSince,
            },
            cancellation,
            [.. MailboxAssignments.Ownership(state, kept.Subscription, now)]);
        if (stored is null && kept.Subscription is { } orphan)
            // The mailbox was taken off meanwhile, and whoever did it did not know of this one.
            await assignments.DropAsync(orphan, cancellation);
        return kept.MayHaveMissed;
    }

    private Task<MailboxState?> ChangeAsync(
        MailboxState mine, Func<MailboxState, MailboxState> change, CancellationToken cancellation, params IReadOnlyList<Storage.EntityWrite> follows) =>
        mailboxes.ChangeAsync(mine.Mailbox, before => before.IsSameAssignment(mine) ? change(before) : null, cancellation, follows);

    private async Task ReleaseAsync(MailboxState mine, bool isKnown, Failure? failure, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var worksAgain = false;
        await ChangeAsync(
            mine,
            state =>
            {
                worksAgain = isKnown && failure is null && state.Trouble is not null;
                return state with
                {
                    Trouble = !isKnown ? state.Trouble : failure is null ? null : MailboxTrouble.After(state.Trouble, failure, now),
                    TendedUntil = state.TendedUntil == mine.TendedUntil ? null : state.TendedUntil,
                };
            },
            cancellation);
        if (failure is not null)
            log.MailboxInTrouble(mine.Mailbox, failure);
        else if (worksAgain)
            log.MailboxWorksAgain(mine.Mailbox);
    }
}
