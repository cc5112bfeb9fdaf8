using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Brings a parked task back.</summary>
internal sealed class WakeTaskHandler(Waking waking) : JobHandler<TaskJob>(EngineJobs.WakeTask, EngineJson.Default.TaskJob)
{
    protected override async Task<Failure?> RunAsync(TaskJob payload, Job job, CancellationToken cancellation)
    {
        await waking.RunAsync(payload.Task, cancellation);
        return null;
    }
}

/// <summary>Counts an agent's place as free while his task is parked, where the service wants it so, and as taken again when the task goes on.</summary>
internal sealed class CountPlaceHandler(TaskTable tasks, AgentTable agents, AgentDuty duty, TimeProvider time)
    : JobHandler<TaskJob>(EngineJobs.CountPlace, EngineJson.Default.TaskJob)
{
    protected override async Task<Failure?> RunAsync(TaskJob payload, Job job, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(payload.Task, cancellation) is not { Value: { State: not TaskState.Done, Holder: { } agent, Offer: { } offer } task })
            return null;
        var isFree = task.Parked is { FreesPlace: true };
        await agents.ChangeAsync(
            agent, state => state.Count(offer.Id, isFree, task.Version), _ => isFree ? duty.Distributions(agent, time.GetUtcNow()) : [], cancellation);
        return null;
    }
}
