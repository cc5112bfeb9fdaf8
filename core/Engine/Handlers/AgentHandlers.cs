using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Gives an agent's place back and draws the consequences: misses are counted, the one who misses too often is set off duty and told so.</summary>
internal sealed class ReleaseAgentHandler(AgentTable agents, AgentDuty duty, IConfigurationSource configuration, TimeProvider time)
    : JobHandler<AgentJob>(EngineJobs.ReleaseAgent, EngineJson.Default.AgentJob)
{
    protected override async Task<Failure?> RunAsync(AgentJob payload, Job job, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var distribution = configuration.Current.Service(payload.HandedTo ?? payload.Task.Service)?.Distribution;
        var limit = distribution?.MissesUntilOffDuty ?? int.MaxValue;
        var ready = payload.Cause == ReleaseCause.Finished && distribution is { AfterWorkSeconds: > 0 } ? now + distribution.AfterWorkTime : default(DateTimeOffset?);
        var misses = 0;
        await agents.ChangeAsync(
            payload.Agent,
            state =>
            {
                misses = 0;
                if (!state.Has(payload.Offer))
                    return null;
                if (payload.Cause == ReleaseCause.Accepted)
                    return state.Misses == 0 ? null : state with { Misses = 0 };
                var free = state.GiveBack(payload.Offer, now);
                if (ready is not null)
                    return free with { AfterWorkUntil = ready > free.AfterWorkUntil || free.AfterWorkUntil is null ? ready : free.AfterWorkUntil };
                if (payload.Cause == ReleaseCause.Unreachable)
                    return free with { Unreachable = payload.Code };
                if (payload.Cause != ReleaseCause.Missed)
                    return free;
                if (free.Misses + 1 < limit || !free.OnDuty)
                    return free with { Misses = free.Misses + 1 };
                misses = free.Misses + 1;
                return free with { Misses = 0, OnDuty = false };
            },
            after => Consequences(payload, misses, ready is null ? now : after.AfterWorkUntil!.Value, now),
            cancellation);
        return null;
    }

    private IEnumerable<EntityWrite> Consequences(AgentJob payload, int misses, DateTimeOffset free, DateTimeOffset now)
    {
        if (payload.Cause == ReleaseCause.Accepted)
            return [];
        var writes = duty.Distributions(payload.Agent, free);
        return misses > 0 ? writes.Append(EngineJobs.Tell(new TellJob(payload.Agent, NoticeKind.SetOffDuty, misses), now)) : writes;
    }
}

/// <summary>Gives back a place that was taken for an offer which then was not made: the process died in between, or somebody was faster.</summary>
internal sealed class CheckReservationHandler(TaskTable tasks, AgentTable agents, AgentDuty duty, TimeProvider time)
    : JobHandler<AgentJob>(EngineJobs.CheckReservation, EngineJson.Default.AgentJob)
{
    protected override async Task<Failure?> RunAsync(AgentJob payload, Job job, CancellationToken cancellation)
    {
        var task = (await tasks.FindAsync(payload.Task, cancellation))?.Value;
        if (task is not null && task.State != TaskState.Done && task.Offer?.Id == payload.Offer)
            return null;
        var now = time.GetUtcNow();
        await agents.ChangeAsync(
            payload.Agent,
            state => state.Has(payload.Offer) ? state.GiveBack(payload.Offer, now) : null,
            _ => duty.Distributions(payload.Agent, now),
            cancellation);
        return null;
    }
}

/// <summary>Tells an agent something.</summary>
internal sealed class TellAgentHandler(IAgentDesk desk, IConfigurationSource configuration, TimeProvider time) : JobHandler<TellJob>(EngineJobs.TellAgent, EngineJson.Default.TellJob)
{
    protected override async Task<Failure?> RunAsync(TellJob payload, Job job, CancellationToken cancellation)
    {
        var told = await desk.TellAsync(
            payload.Agent,
            new Notice(payload.Kind, payload.Number, payload.ServiceName, payload.Task) { ByName = payload.By is { } by ? configuration.Current.User(by)?.DisplayName : null },
            cancellation);
        return told.Result == DeskResult.Later ? new Failure(FailureCategory.Throttled, told.Code ?? "teams_later", told.NotBefore ?? time.GetUtcNow()) : null;
    }
}
