using System.Collections.Concurrent;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Distribution;

/// <summary>Presence as it was read a moment ago; read anew when older, and only for those who are asked about. Kept in memory for minutes only.</summary>
public sealed class PresenceBoard(IPresence presence, TimeProvider time)
{
    /// <summary>Presence is up to a minute late anyway (F-69); this keeps a burst of offers from asking for each mail.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<AgentId, (DateTimeOffset At, PresenceReading? Reading)> known = new();

    /// <summary>The presence of each agent, null when unknown. When Graph cannot tell now, everybody is unknown and the duty switch decides.</summary>
    public async Task<IReadOnlyDictionary<AgentId, PresenceReading?>> OfAsync(IReadOnlyCollection<AgentId> agents, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var stale = agents.Where(agent => !known.TryGetValue(agent, out var entry) || now - entry.At > MaxAge || entry.At > now).ToList();
        if (stale.Count > 0)
        {
            var read = await presence.ReadAsync(stale, cancellation);
            foreach (var agent in stale)
                known[agent] = (now, read.Succeeded ? read.Value.GetValueOrDefault(agent) : null);
        }

        return agents.Distinct().ToDictionary(agent => agent, agent => known.TryGetValue(agent, out var entry) ? entry.Reading : null);
    }
}
