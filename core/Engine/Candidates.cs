using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>An agent of a service and what speaks against any offer to him now; nothing when he could take a task.</summary>
/// <param name="State">Null for who never switched to duty.</param>
internal sealed record JudgedAgent(ServiceAgent Member, AgentState? State, IReadOnlyList<Reason> Against);

/// <summary>Judges the agents of a service: licence, duty, presence, free places, and whether Teams reaches them.</summary>
internal sealed class Candidates(AgentTable agents, PresenceBoard presence, IAgentDesk desk, TimeProvider time)
{
    /// <param name="withPresence">False: as if nothing were known of anybody's presence.</param>
    public async Task<IReadOnlyList<JudgedAgent>> JudgeAsync(Configuration current, Service service, CancellationToken cancellation, bool withPresence = true)
    {
        var states = await agents.OfAsync([.. service.AgentIds], current.Users.Count, cancellation);
        var asked = !withPresence ? [] : service.AgentIds.Where(agent => states.TryGetValue(agent, out var state) && state.Value.OnDuty).ToList();
        var readings = await presence.OfAsync(asked, cancellation);
        var judged = new List<JudgedAgent>(service.Agents.Count);
        foreach (var member in service.Agents)
        {
            var agent = member.Agent;
            var state = states.GetValueOrDefault(agent)?.Value;
            var against = Eligibility.Against(current.User(agent), state, readings.GetValueOrDefault(agent), service, current.Tenant.AllowGuests, time.GetUtcNow());
            if (against.Count == 0 && await desk.UnreachableAsync(agent, cancellation) is { } unreachable)
                against = [Reasons.Unreachable(DeskCodes.Of(unreachable))];
            judged.Add(new(member, state, against));
        }

        return judged;
    }
}
