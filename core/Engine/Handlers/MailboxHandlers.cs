using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Looks into an Inbox. After a failure the whole of it is listed, without bodies: a page that times out with them comes through then (F-12).</summary>
internal sealed class LookHandler(InboxWatch watch) : JobHandler<LookJob>(EngineJobs.LookIntoInbox, EngineJson.Default.LookJob)
{
    protected override Task<Failure?> RunAsync(LookJob payload, Job job, CancellationToken cancellation) =>
        watch.LookAsync(payload.Mailbox, payload.Whole || job.Attempts > 1, cancellation, payload.Notified);
}

/// <summary>Sees to a subscription that Graph warned of. A warning about one that was replaced meanwhile is late, and nothing.</summary>
internal sealed class AlarmHandler(MailboxTable mailboxes, MailboxKeeper keeper, TimeProvider time)
    : JobHandler<AlarmJob>(EngineJobs.HeedAlarm, EngineJson.Default.AlarmJob)
{
    protected override async Task<Failure?> RunAsync(AlarmJob payload, Job job, CancellationToken cancellation)
    {
        await mailboxes.ChangeAsync(
            payload.Mailbox,
            state => state.Subscription?.Id != payload.Subscription || state.Alarm?.Risk == SubscriptionRisk.Removed
                ? null
                : state with { Alarm = new SubscriptionAlarm(payload.Risk, time.GetUtcNow()) },
            cancellation);
        await keeper.TendAsync(payload.Mailbox, cancellation);
        return null;
    }
}

/// <summary>Deletes a subscription that nobody wants any more.</summary>
internal sealed class DropSubscriptionHandler(Housekeeping housekeeping) : JobHandler<DropJob>(EngineJobs.DropSubscription, EngineJson.Default.DropJob)
{
    protected override Task<Failure?> RunAsync(DropJob payload, Job job, CancellationToken cancellation) =>
        housekeeping.DropAsync(payload.Subscription, payload.Expires, cancellation);
}

/// <summary>Deletes what a service no longer keeps, some at a time.</summary>
internal sealed class ForgetHandler(Retention retention, TimeProvider time) : IJobHandler
{
    public string Kind => EngineJobs.Forget;

    public async Task<JobResult> RunAsync(LeasedJob leased, CancellationToken cancellation) =>
        await retention.RunAsync(leased.Job.Read(EngineJson.Default.ServiceJob).Service, cancellation) is { } pause ? JobResult.Again(time.GetUtcNow() + pause) : JobResult.Done;
}

/// <summary>The day's housekeeping.</summary>
internal sealed class SweepHandler(Housekeeping housekeeping) : IJobHandler
{
    public string Kind => EngineJobs.SweepSubscriptions;

    public async Task<JobResult> RunAsync(LeasedJob leased, CancellationToken cancellation) =>
        await housekeeping.RunAsync(cancellation) is { } failure ? JobResult.Retry(failure) : JobResult.Done;
}

/// <summary>
/// Withdraws what nobody had accepted when a mailbox was taken off its service, and counts what stays unprocessed (N-056). What came in under a later assignment is
/// not its business.
/// </summary>
internal sealed class WithdrawHandler(Withdrawal withdrawal, MailboxTable mailboxes, MailboxAssignments assignments)
    : JobHandler<WithdrawJob>(EngineJobs.WithdrawTasks, EngineJson.Default.WithdrawJob)
{
    protected override async Task<Failure?> RunAsync(WithdrawJob payload, Job job, CancellationToken cancellation)
    {
        await withdrawal.RunAsync(payload.Service, task => task.Mailbox == payload.Mailbox && task.ReceivedAt <= payload.Ended, cancellation);
        if (await mailboxes.FindAsync(payload.Mailbox, cancellation) is not { } state || state.Value.EndedAt != payload.Ended)
            return null;
        // A mailbox that is closed to us is not counted; perhaps that is why it was taken off.
        return await assignments.CountAsync(state.Value, cancellation) is { MayRetry: true } failure ? failure : null;
    }
}
