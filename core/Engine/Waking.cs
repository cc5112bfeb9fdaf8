using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Brings parked tasks back when their time has come: to who parked them while he is there, even beyond his limit, else to the queue (I12). What a service that is not live
/// any more had given out stays with its agent, who finishes it (N-056).
/// </summary>
internal sealed class Waking(TaskTable tasks, TaskSteps steps, AgentTable agents, IAgentDesk desk, IConfigurationSource configuration)
{
    public async Task RunAsync(TaskKey key, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(key, cancellation) is not { Value: { State: TaskState.Parked, Holder: { } agent } task })
            return;
        var away = await WhyAwayAsync(agent, task, cancellation);
        await steps.TakeAsync(
            key,
            (before, now) => before.Holder != agent || before.Parked is not { } parked || parked.Until > now ? null
                : away is null ? before.TakeUp(agent, parked.WokenBy ?? "due", now)
                : before.TakeUpByOthers(away, now),
            Follow.BackFromParking,
            cancellation);
    }

    // Presence and places do not matter: the task is his already.
    private async Task<string?> WhyAwayAsync(AgentId agent, EmailTask task, CancellationToken cancellation)
    {
        var current = configuration.Current;
        if (!current.Tenant.EmailEnabled || current.Service(task.Service) is not { IsLive: true } service)
            return null;
        var state = (await agents.FindAsync(agent, cancellation))?.Value;
        var against = Eligibility.Against(current.User(agent), state, presence: null, service, current.Tenant.AllowGuests, now: null);
        if (against.FirstOrDefault(reason => reason.Code != Reasons.AtLimitCode) is { } reason)
            return reason.Code;
        return await desk.UnreachableAsync(agent, cancellation) is { } unreachable ? Reasons.Unreachable(DeskCodes.Of(unreachable)).Code : null;
    }
}
