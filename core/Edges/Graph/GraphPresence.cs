using System.Text.Json;
using Azure.Core;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Presence by question; an app cannot subscribe to it (graph.md 8.1).</summary>
internal sealed class GraphPresence(GraphHttp http) : IPresence
{
    /// <summary>More ids in one request are refused (graph.md 8.1).</summary>
    private const int Most = 650;

    public async Task<Outcome<IReadOnlyDictionary<AgentId, PresenceReading>>> ReadAsync(
        IReadOnlyCollection<AgentId> agents, CancellationToken cancellation)
    {
        var readings = new Dictionary<AgentId, PresenceReading>();
        // One id that is no GUID would have the whole batch refused; such a person is unknown to Graph anyway.
        var known = agents.Distinct().Where(agent => Guid.TryParse(agent.Value, out _)).ToList();
        foreach (var batch in known.Chunk(Most))
        {
            var answered = await http.SendAsync<List<Reading>>(
                new GraphCall(RequestMethod.Post, "ReadPresence", GraphTarget.Directory, "presence", "communications/getPresencesByUserId")
                {
                    Body = GraphBody.Of(new IdsWire([.. batch.Select(agent => agent.Value)])),
                },
                answer => answer.HasItems("value") ? answer.Items("value").Select(Read).OfType<Reading>().ToList() : GraphErrors.Unreadable,
                cancellation);
            if (!answered.Succeeded)
                return answered.Failure;
            var byId = answered.Value.DistinctBy(reading => reading.Id, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(reading => reading.Id, reading => reading.Presence, StringComparer.OrdinalIgnoreCase);
            foreach (var agent in batch)
                if (byId.TryGetValue(agent.Value, out var presence))
                    readings[agent] = presence;
        }

        return readings;
    }

    private static Reading? Read(JsonElement presence) =>
        presence.Text("id") is { } id && presence.Text("availability") is { } availability
            ? new Reading(id, new PresenceReading(availability, presence.Text("activity") ?? ""))
            : null;

    private sealed record Reading(string Id, PresenceReading Presence);
}
