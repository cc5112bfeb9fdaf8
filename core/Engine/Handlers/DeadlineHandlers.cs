using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Reminds the holder of a deadline, once: that he was is committed together with the message that tells him.</summary>
internal sealed class RemindHandler(TaskSteps steps) : JobHandler<DeadlineJob>(EngineJobs.RemindOfDeadline, EngineJson.Default.DeadlineJob)
{
    protected override async Task<Failure?> RunAsync(DeadlineJob payload, Job job, CancellationToken cancellation)
    {
        await steps.TakeAsync(
            payload.Task,
            (before, now) => before.Remind(payload.Kind, payload.At, now),
            (_, after, now) => [EngineJobs.TellOfDeadline(payload, after.Holder!.Value, now)],
            cancellation);
        return null;
    }
}

/// <summary>Tells the holder that a deadline is near; says nothing any more when he was faster.</summary>
internal sealed class TellDeadlineHandler(TaskTable tasks, IAgentDesk desk, IConfigurationSource configuration, TimeProvider time)
    : JobHandler<DeadlineTellJob>(EngineJobs.TellDeadline, EngineJson.Default.DeadlineTellJob)
{
    protected override async Task<Failure?> RunAsync(DeadlineTellJob payload, Job job, CancellationToken cancellation)
    {
        var (key, kind, at) = payload.Deadline;
        if (await tasks.FindAsync(key, cancellation) is not { Value: { } task } || task.Holder != payload.Holder
            || task.State is not (TaskState.Accepted or TaskState.Sending or TaskState.Parked) || !task.Deadlines.Any(deadline => deadline.Kind == kind && deadline.At == at && deadline.IsOpen))
            return null;
        var notice = new Notice(NoticeKind.DeadlineNear, ServiceName: configuration.Current.Service(task.Service)?.Name) { Near = new NearDeadline(key, task.Version, kind, at, time.GetUtcNow()) };
        var told = await desk.TellAsync(payload.Holder, notice, cancellation);
        return told.Result == DeskResult.Later ? new Failure(FailureCategory.Throttled, told.Code ?? "teams_later", told.NotBefore ?? time.GetUtcNow()) : null;
    }
}

/// <summary>Notes that a deadline passed.</summary>
internal sealed class MissHandler(TaskSteps steps) : JobHandler<DeadlineJob>(EngineJobs.MissDeadline, EngineJson.Default.DeadlineJob)
{
    protected override async Task<Failure?> RunAsync(DeadlineJob payload, Job job, CancellationToken cancellation)
    {
        await steps.NoteAsync(payload.Task, (before, now) => before.Miss(payload.Kind, payload.At, now), cancellation);
        return null;
    }
}
