using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>The duty switch and the reachability of agents, and what they make possible: tasks that wait are offered the moment somebody can take them.</summary>
internal sealed class AgentDuty(
    AgentTable agents, PresenceBoard presence, IAgentDesk desk, IConfigurationSource configuration, TimeProvider time)
{
    public async Task<AgentStatus?> SetAsync(AgentId agent, bool onDuty, CancellationToken cancellation)
    {
        if (configuration.Current.User(agent) is not { } user || !user.Roles.HasFlag(Roles.Agent))
            return null;
        var now = time.GetUtcNow();
        await agents.ChangeAsync(
            agent,
            state => state.OnDuty == onDuty ? null : state with { OnDuty = onDuty, Misses = 0, IdleSince = onDuty ? now : state.IdleSince, AfterWorkUntil = null },
            state => state.OnDuty ? Distributions(agent, now) : [],
            cancellation);
        return await StatusAsync(agent, cancellation);
    }

    /// <summary>Somebody else sets the agent off duty, and he is told who did; false when he is not on duty.</summary>
    public async Task<bool> SetOffAsync(AgentId agent, AgentId by, CancellationToken cancellation) => await agents.ChangeAsync(
        agent,
        state => state.OnDuty ? state with { OnDuty = false, Misses = 0 } : null,
        _ => [EngineJobs.Tell(new TellJob(agent, NoticeKind.SetOffDutyByOther) { By = by }, time.GetUtcNow())],
        cancellation) is not null;

    public async Task<AgentStatus?> StatusAsync(AgentId agent, CancellationToken cancellation)
    {
        var current = configuration.Current;
        if (current.User(agent) is not { } user || !user.Roles.HasFlag(Roles.Agent))
            return null;
        var state = (await agents.FindAsync(agent, cancellation))?.Value;
        var services = current.Services.Where(service => service.Serves(agent)).ToList();
        if (services.Count == 0)
            return new(state?.OnDuty ?? false, [Reasons.NotMember]);
        if (!current.Tenant.EmailEnabled || !services.Any(service => service.IsLive))
            return new(state?.OnDuty ?? false, [Reasons.ServiceNotLive]);

        // As soon as one service would offer, mail can come.
        var reading = state is { OnDuty: true } ? (await presence.OfAsync([agent], cancellation)).GetValueOrDefault(agent) : null;
        IReadOnlyList<Reason> fewest = [];
        foreach (var service in services.Where(service => service.IsLive))
        {
            var against = Eligibility.Against(user, state, reading, service, current.Tenant.AllowGuests, time.GetUtcNow());
            if (against.Count == 0)
                return new(true, await desk.UnreachableAsync(agent, cancellation) is { } why ? [Reasons.Unreachable(DeskCodes.Of(why))] : []);
            if (fewest.Count == 0 || against.Count < fewest.Count)
                fewest = against;
        }

        return new(state?.OnDuty ?? false, fewest);
    }

    public async Task ReachableAsync(AgentId agent, CancellationToken cancellation)
    {
        if (configuration.Current.User(agent) is null)
            return;
        var now = time.GetUtcNow();
        await agents.ChangeAsync(
            agent, state => state.Unreachable is null ? null : state with { Unreachable = null }, _ => Distributions(agent, now), cancellation);
    }

    /// <summary>Ends the agent's after-work time; null when the person may not work on mail.</summary>
    public async Task<AgentStatus?> EndAfterWorkAsync(AgentId agent, CancellationToken cancellation)
    {
        await agents.ChangeAsync(
            agent, state => state.AfterWorkUntil is null ? null : state with { AfterWorkUntil = null }, _ => Distributions(agent, time.GetUtcNow()), cancellation);
        return await StatusAsync(agent, cancellation);
    }

    /// <summary>Looks for work for the agent in all his services.</summary>
    public IEnumerable<EntityWrite> Distributions(AgentId agent, DateTimeOffset now) =>
        configuration.Current.Services.Where(service => service.IsLive && service.Serves(agent)).Select(service => EngineJobs.DistributeFor(service.Id, now));
}
