using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Distribution;

/// <summary>What the bot gets to see of presence.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PresenceSight>))]
public enum PresenceSight
{
    /// <summary>Nobody was asked about yet, or Graph could not be reached.</summary>
    NotKnown,

    /// <summary>Presence of somebody at least.</summary>
    Seen,

    /// <summary>Answers that tell nobody's presence: privacy mode .</summary>
    Hidden,

    /// <summary>Graph refuses to tell: the permission is missing .</summary>
    Refused,
}

/// <summary>Presence as it was read a moment ago; read anew when older, and only for those who are asked about. Kept in memory for minutes only.</summary>
public sealed class PresenceBoard(IPresence presence, TimeProvider time)
{
    /// <summary>Presence is up to a minute late anyway (F-69); this keeps a burst of offers from asking for each mail.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    /// <summary>Whose presence was seen in this time counts for what the bot gets to see at all.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<AgentId, (DateTimeOffset At, PresenceReading? Reading)> known = new();

    /// <summary>What the last question showed.</summary>
    public PresenceSight Sight { get; private set; }

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
            Forget(now);
            Sight = SightOf(read.Failure, now);
        }

        return agents.Distinct().ToDictionary(agent => agent, agent => known.TryGetValue(agent, out var entry) ? entry.Reading : null);
    }

    // Of who went off duty or left.
    private void Forget(DateTimeOffset now)
    {
        foreach (var (agent, entry) in known)
            if (now - entry.At > Recent)
                known.TryRemove(KeyValuePair.Create(agent, entry));
    }

    // Trouble that passes says nothing about what we may see.
    private PresenceSight SightOf(Failure? failure, DateTimeOffset now)
    {
        if (failure is not null)
            return failure.Category == FailureCategory.Refused ? PresenceSight.Refused : Sight;
        return known.Values.Any(entry => entry.Reading is { } reading && PresenceRules.Meaning(reading) != PresenceMeaning.Unknown)
            ? PresenceSight.Seen
            : PresenceSight.Hidden;
    }
}
