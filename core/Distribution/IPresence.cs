using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Distribution;

/// <summary>Presence as Graph spells it, for example <c>Busy</c> / <c>InAMeeting</c>; compared without case, unknown words allowed (graph.md 8.1).</summary>
public sealed record PresenceReading(string Availability, string Activity);

/// <summary>Port: presence of people; missing ids are unknown.</summary>
public interface IPresence
{
    /// <summary>Reads presence in batches of at most 650 ids.</summary>
    Task<Outcome<IReadOnlyDictionary<AgentId, PresenceReading>>> ReadAsync(IReadOnlyCollection<AgentId> agents, CancellationToken cancellation);
}
