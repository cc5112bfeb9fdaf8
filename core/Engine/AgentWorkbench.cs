using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <inheritdoc cref="IAgentWorkbench"/>
internal sealed class AgentWorkbench(
    TaskTable tasks,
    TaskSlots slots,
    TaskSteps steps,
    TaskViews views,
    Answering answering,
    Enclosing enclosing,
    Merging merging,
    Transferring transferring,
    AgentDuty duty,
    AgentTable agents,
    IConfigurationSource configuration,
    TimeProvider time) : IAgentWorkbench
{
    public Task<ActionResult> AcceptAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) =>
        configuration.Current.User(agent) is { HasEmailLicence: false }
            ? RefuseAsync(agent, task, Refusal.NotLicensed, cancellation)
            : ActAsync(
                agent,
                task,
                version,
                (before, now) => before.Accept(agent, now),
                (before, after, now) => [EngineJobs.Release(after, after.Offer!, ReleaseCause.Accepted, now), EngineJobs.Show(after, now)],
                isCarriedOut: now => now.IsHeldBy(agent),
                cancellation);

    public Task<ActionResult> DeclineAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) =>
        ActAsync(
            agent,
            task,
            version,
            (before, now) => before.Decline(agent, now),
            (before, after, now) => Follow.Requeued(before, after, ReleaseCause.Ended, now),
            isCarriedOut: now => Last(now, agent) == TaskEvent.Declined,
            cancellation);

    public Task<ActionResult> ReturnToQueueAsync(AgentId agent, TaskKey task, long version, ReturnReason reason, CancellationToken cancellation) =>
        ActAsync(
            agent,
            task,
            version,
            (before, now) => before.ReturnToQueue(agent, reason, now),
            (before, after, now) => Follow.Requeued(before, after, ReleaseCause.Ended, now),
            isCarriedOut: now => Last(now, agent) == TaskEvent.ReturnedToQueue,
            cancellation);

    public async Task<ActionResult> ParkAsync(AgentId agent, TaskKey task, long version, ParkKind kind, DateTimeOffset until, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return until <= now || until - now > Parking.Longest
            ? await RefuseAsync(agent, task, Refusal.BadTime, cancellation)
            : await ActAsync(
                agent,
                task,
                version,
                (before, now) => before.Park(agent, kind, until, FreesPlace(before, kind), now),
                Follow.Parked,
                isCarriedOut: now => now.State == TaskState.Parked && now.Holder == agent && now.Version == version + 1,
                cancellation);
    }

    public Task<ActionResult> TransferAsync(AgentId agent, TaskKey task, long version, AgentId to, string comment, CancellationToken cancellation) =>
        TransferAsync(agent, task, version, () => transferring.ToColleagueAsync(agent, task, version, to, comment, cancellation), cancellation);

    public Task<ActionResult> TransferAsync(AgentId agent, TaskKey task, long version, ServiceId to, CancellationToken cancellation) =>
        TransferAsync(agent, task, version, () => transferring.ToServiceAsync(agent, task, version, to, cancellation), cancellation);

    public async Task<TransferTargets?> TargetsAsync(AgentId agent, ServiceId service, CancellationToken cancellation) =>
        IsAgent(agent) ? await transferring.TargetsAsync(agent, service, cancellation) : null;

    public Task<ActionResult> TakeUpAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) =>
        ActAsync(
            agent,
            task,
            version,
            (before, now) => before.TakeUp(agent, "by_hand", now),
            Follow.TakenUp,
            isCarriedOut: now => now.IsHeldBy(agent) && Last(now, agent) == TaskEvent.TakenUp,
            cancellation);

    public Task<ActionResult> FinishWithoutReplyAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) =>
        ActAsync(
            agent,
            task,
            version,
            (before, now) => before.Finish(agent, now),
            Follow.Ended,
            isCarriedOut: now => now.Holder == agent && now.End == TaskEnd.FinishedWithoutReply,
            cancellation);

    public async Task<ActionResult> ReplyAsync(AgentId agent, TaskKey task, long version, string text, bool toAll, string? from, CancellationToken cancellation)
    {
        if (!IsAgent(agent))
            return new(null, Refusal.NotAllowed);
        if (await tasks.FindAsync(task, cancellation) is not { Value: { } now } || !now.Concerns(agent))
            return new(null, Refusal.UnknownTask);
        if (now.Holder == agent && (now.State == TaskState.Sending || now.End == TaskEnd.Answered))
            return new(await views.ForAsync(now, agent, cancellation));
        if (!now.IsHeldBy(agent) || now.Version != version)
            return new(await views.ForAsync(now, agent, cancellation), WhyNot(now, agent, version));
        if (now.Outside is { Accepted: false })
            return new(await views.ForAsync(now, agent, cancellation), Refusal.AnsweredInOutlook);
        if (now.Enclosures is { Upload: not null })
            return new(await views.ForAsync(now, agent, cancellation), Refusal.FilesUnderWay);
        if (string.IsNullOrWhiteSpace(text))
            return new(await views.ForAsync(now, agent, cancellation), Refusal.TextMissing);
        if (text.Length > ReplyLimits.TextCharacters)
            return new(await views.ForAsync(now, agent, cancellation), Refusal.TextTooLong);
        if (from is not null && !configuration.Current.SendersOf(now.Mailbox).Any(sender => sender.SameAs(from)))
            return new(await views.ForAsync(now, agent, cancellation), Refusal.SenderNotAllowed);
        var press = await answering.PressAsync(now, agent, version, text, toAll, from, cancellation);
        var after = await tasks.FindAsync(task, cancellation);
        return new(await views.ForAsync(after?.Value ?? press.Task ?? now, agent, cancellation), press.Refusal, press.Code);
    }

    public async Task<FilesResult> AddFilesAsync(AgentId agent, TaskKey task, IReadOnlyList<OutgoingFile> files, CancellationToken cancellation)
    {
        if (!IsAgent(agent))
            return new(null, 0, Refusal.NotAllowed);
        if (await tasks.FindAsync(task, cancellation) is not { Value: { } now } || !now.Concerns(agent))
            return new(null, 0, Refusal.UnknownTask);
        var refusal = now.TakesFilesOf(agent) ? Enclosing.Check(now, files) : WhyNot(now, agent, now.Version - 1);
        var done = refusal is null ? await enclosing.AddAsync(now, agent, files, cancellation) : new Enclosed(0, refusal);
        var after = await tasks.FindAsync(task, cancellation);
        return new(await views.ForAsync(after?.Value ?? now, agent, cancellation, inFull: false), done.Added, done.Refusal ?? Why(done.Failure), done.Failure?.Code, done.Failure?.NotBefore);
    }

    public Task<ActionResult> RemoveFilesAsync(AgentId agent, TaskKey task, CancellationToken cancellation) =>
        ActAsync(
            agent,
            task,
            null,
            (before, now) => before.RemoveFiles(agent, now),
            (_, _, _) => [],
            isCarriedOut: now => now.TakesFilesOf(agent) && now.Enclosures is null,
            cancellation);

    public async Task<ActionResult> SettleUnsureAsync(AgentId agent, TaskKey task, long version, bool wasSent, CancellationToken cancellation) =>
        await ActAsync(
            agent,
            task,
            version,
            (before, now) => before.IsHeldBy(agent) && before.Answer is { State: AnswerState.Unsure } answer
                ? wasSent ? before.Sent(answer.Id, now) : before.NotSent(answer.Id, "agent_said_not_sent", now)
                : null,
            (before, after, now) => wasSent ? Follow.Ended(before, after, now) : [EngineJobs.Show(after, now, agent)],
            isCarriedOut: now => now.Holder == agent && (wasSent ? now.End == TaskEnd.Answered : now.Answer?.State == AnswerState.NotSent),
            cancellation);

    public Task<ActionResult> AnswerAllTheSameAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) =>
        ActAsync(
            agent,
            task,
            version,
            (before, now) => before.AnswerAllTheSame(agent, now),
            (_, after, now) => [EngineJobs.Show(after, now)],
            isCarriedOut: now => now.IsHeldBy(agent) && now.Outside is { Accepted: true },
            cancellation);

    public async Task<ActionResult> MergeAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) =>
        IsAgent(agent)
            ? await SeenAsync(agent, task, await merging.MergeAsync(agent, task, version, cancellation), now => now.Holder == agent && now.MergedInto is not null, cancellation)
            : new(null, Refusal.NotAllowed);

    public async Task<ActionResult> SplitAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation) =>
        IsAgent(agent)
            ? await SeenAsync(agent, task, await merging.SplitAsync(agent, task, version, cancellation), now => Last(now, agent) == TaskEvent.SplitOff, cancellation)
            : new(null, Refusal.NotAllowed);

    public async Task<ActionResult> ReopenAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation)
    {
        // A slot for the time until it ends again; one too many for a moment is better than an agent who must wait to mend a mistake.
        if (await tasks.FindAsync(task, cancellation) is { Value: { ThankedWith: not null } thanked } && thanked.Holder == agent && thanked.Version == version)
            await slots.TakeAsync(task, int.MaxValue, cancellation, EngineJobs.CheckSlot(task, time.GetUtcNow()));
        return await ActAsync(
            agent,
            task,
            version,
            (before, now) => before.ReopenForThanks(agent, now),
            (_, after, now) => [EngineJobs.Show(after, now), EngineJobs.DistributeFor(after.Service, now)],
            isCarriedOut: now => now.Version > version && now.Timeline.Any(entry => entry.Agent == agent && entry.Event == TaskEvent.Reopened),
            cancellation);
    }

    public async Task<ActionResult> ViewAsync(AgentId agent, TaskKey task, CancellationToken cancellation)
    {
        if (!IsAgent(agent))
            return new(null, Refusal.NotAllowed);
        return await tasks.FindAsync(task, cancellation) is { Value: { } now } && now.Concerns(agent)
            ? new(await views.ForAsync(now, agent, cancellation))
            : new(null, Refusal.UnknownTask);
    }

    public async Task<IReadOnlyList<TaskView>> ListAsync(AgentId agent, CancellationToken cancellation)
    {
        var list = new List<TaskView>();
        if (!IsAgent(agent) || await agents.FindAsync(agent, cancellation) is not { Value: { } state })
            return list;
        foreach (var hold in state.Holds)
            if (await tasks.FindAsync(hold.Task, cancellation) is { Value: { } task } && (task.IsWith(agent) || task.IsOfferedTo(agent)))
                list.Add(await views.ForAsync(task, agent, cancellation, inFull: false));
        foreach (var asked in state.Consults)
            if (await tasks.FindAsync(asked, cancellation) is { Value: { } task } && task.IsConsulted(agent))
                list.Add(await views.ForAsync(task, agent, cancellation, inFull: false));
        return [.. list.OrderBy(view => view.ReceivedAt)];
    }

    public Task<AgentStatus?> SetDutyAsync(AgentId agent, bool onDuty, CancellationToken cancellation) => duty.SetAsync(agent, onDuty, cancellation);

    public Task<AgentStatus?> EndAfterWorkAsync(AgentId agent, CancellationToken cancellation) => duty.EndAfterWorkAsync(agent, cancellation);

    public Task<AgentStatus?> StatusAsync(AgentId agent, CancellationToken cancellation) => duty.StatusAsync(agent, cancellation);

    public Task ReachableAsync(AgentId agent, CancellationToken cancellation) => duty.ReachableAsync(agent, cancellation);

    // The shape of every action: right, state and version are checked on the task as it is committed (I9); what was carried out before is not done again.
    private async Task<ActionResult> ActAsync(
        AgentId agent,
        TaskKey task,
        long? version,
        Func<EmailTask, DateTimeOffset, EmailTask?> step,
        Func<EmailTask, EmailTask, DateTimeOffset, IEnumerable<EntityWrite>> follows,
        Func<EmailTask, bool> isCarriedOut,
        CancellationToken cancellation)
    {
        if (!IsAgent(agent))
            return new(null, Refusal.NotAllowed);
        var result = await steps.TakeAsync(task, (before, now) => version is null || before.Version == version ? step(before, now) : null, follows, cancellation);
        if (result.Now is not { } after || !after.Concerns(agent))
            return new(null, Refusal.UnknownTask);
        var view = await views.ForAsync(after, agent, cancellation);
        return result.Taken || isCarriedOut(after) ? new(view) : new(view, WhyNot(after, agent, version ?? after.Version - 1));
    }

    private async Task<ActionResult> TransferAsync(
        AgentId agent, TaskKey task, long version, Func<Task<(Refusal? Refusal, string? Code)>> transfer, CancellationToken cancellation)
    {
        if (!IsAgent(agent))
            return new(null, Refusal.NotAllowed);
        if (await tasks.FindAsync(task, cancellation) is not { Value: { } before } || !before.Concerns(agent))
            return new(null, Refusal.UnknownTask);
        if (before.Version != version && Last(before, agent) == TaskEvent.Transferred)
            return new(await views.ForAsync(before, agent, cancellation));
        if (before.Version != version || !before.IsHeldBy(agent))
            return new(await views.ForAsync(before, agent, cancellation), WhyNot(before, agent, version));
        var (refusal, code) = await transfer();
        var after = await tasks.FindAsync(task, cancellation);
        return new(await views.ForAsync(after?.Value ?? before, agent, cancellation), refusal, code);
    }

    private async Task<ActionResult> SeenAsync(
        AgentId agent, TaskKey task, Refusal? refusal, Func<EmailTask, bool> isCarriedOut, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(task, cancellation) is not { Value: { } now } || !now.Concerns(agent))
            return new(null, Refusal.UnknownTask);
        return new(await views.ForAsync(now, agent, cancellation), refusal == Refusal.Stale && isCarriedOut(now) ? null : refusal);
    }

    private async Task<ActionResult> RefuseAsync(AgentId agent, TaskKey task, Refusal refusal, CancellationToken cancellation)
    {
        var view = await ViewAsync(agent, task, cancellation);
        return view.View is null ? view : view with { Refusal = refusal };
    }

    private static Refusal WhyNot(EmailTask task, AgentId agent, long version)
    {
        if (task.Holder is { } holder && holder != agent)
            return Refusal.Taken;
        if (task.State == TaskState.Done)
            return Refusal.AlreadyDone;
        if (task.IsWith(agent) || task.IsOfferedTo(agent) && task.Version != version)
            return Refusal.Stale;
        return task.Timeline.Any(entry => entry.Agent == agent) ? Refusal.OfferEnded : Refusal.NotYours;
    }

    private bool FreesPlace(EmailTask task, ParkKind kind) => configuration.Current.Service(task.Service)?.Distribution.ParkedFreesPlace switch
    {
        ParkedPlace.Always => true,
        ParkedPlace.WaitingForCustomer => kind == ParkKind.WaitingForCustomer,
        _ => false,
    };

    private static Refusal? Why(Failure? failure) => failure switch
    {
        null => null,
        { Category: FailureCategory.TooLarge } => Refusal.FilesTooLarge,
        { MayRetry: true } or { Category: FailureCategory.NotFound } => Refusal.ExchangeUnavailable,
        _ => Refusal.ExchangeRefused,
    };

    private static TaskEvent? Last(EmailTask task, AgentId agent) => task.Timeline.LastOrDefault(entry => entry.Agent == agent)?.Event;

    private bool IsAgent(AgentId agent) => configuration.Current.User(agent) is { } user && user.Roles.HasFlag(Roles.Agent);
}
