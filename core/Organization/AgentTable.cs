using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Organization;

/// <summary>The states of all agents, in one partition, so that distribution reads them with one query.</summary>
public sealed class AgentTable(IEntityStore store)
{
    public const string Partition = "agents";

    /// <summary>Up to so many rows are read one by one, at the same time; more are a burden for a storage account.</summary>
    private const int MostSingles = 64;

    /// <summary>In a scan a row costs about this part of what it costs to read it by itself (measured with SQLite).</summary>
    private const int ScanGain = 8;

    private static readonly RowRange Agents = RowRange.Prefix("agent~");

    public static string Row(AgentId agent) => $"agent~{agent}";

    public ValueTask<Stored<AgentState>?> FindAsync(AgentId agent, CancellationToken cancellation) =>
        store.ReadAsync(Partition, Row(agent), AgentJson.Default.AgentState, cancellation);

    /// <summary>The states of some agents; who never had one is missing, and others may be there, too.</summary>
    /// <param name="outOf">How many agents there may be in all: of few among many each is read by himself, so that a service does not pay for the whole tenant.</param>
    public async Task<IReadOnlyDictionary<AgentId, Stored<AgentState>>> OfAsync(IReadOnlyCollection<AgentId> agents, int outOf, CancellationToken cancellation)
    {
        if (agents.Count > MostSingles || agents.Count * ScanGain >= outOf)
            return await AllAsync(cancellation);
        var states = await Task.WhenAll(agents.Distinct().Select(agent => FindAsync(agent, cancellation).AsTask()));
        return states.OfType<Stored<AgentState>>().ToDictionary(state => state.Value.Agent);
    }

    public async Task<IReadOnlyDictionary<AgentId, Stored<AgentState>>> AllAsync(CancellationToken cancellation)
    {
        var states = new Dictionary<AgentId, Stored<AgentState>>();
        await foreach (var state in store.ScanAsync(Partition, Agents, AgentJson.Default.AgentState, cancellation))
            states[state.Value.Agent] = state;
        return states;
    }

    /// <summary>
    /// Changes the state of an agent and commits what follows with it; repeats when somebody else was faster. <paramref name="change"/> returns null when there
    /// is nothing to change. Returns the state afterwards, or null when nothing was changed.
    /// </summary>
    public async Task<AgentState?> ChangeAsync(
        AgentId agent, Func<AgentState, AgentState?> change, Func<AgentState, IEnumerable<EntityWrite>> follows, CancellationToken cancellation)
    {
        while (true)
        {
            var before = await FindAsync(agent, cancellation);
            if (change(before?.Value ?? new AgentState(agent)) is not { } after)
                return null;
            var write = before is null
                ? EntityWrite.Insert(Row(agent), after, AgentJson.Default.AgentState)
                : EntityWrite.Update(before, after, AgentJson.Default.AgentState);
            if ((await store.CommitAsync(Partition, [write, .. follows(after)], cancellation)).Applied)
                return after;
        }
    }
}

/// <summary>JSON of the agents' rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AgentState))]
internal sealed partial class AgentJson : JsonSerializerContext;
