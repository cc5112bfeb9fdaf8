using System.Diagnostics.Metrics;

namespace TeamsEmailBot.Core.Storage;

/// <summary>Passes everything on to the store and measures its commits.</summary>
internal sealed class MeteredEntityStore : IEntityStore
{
    public const string Name = "TeamsEmailBot.Storage";

    private readonly IEntityStore inner;
    private readonly TimeProvider time;
    private readonly Histogram<double> duration;

    public MeteredEntityStore(IEntityStore inner, IMeterFactory meters, TimeProvider time)
    {
        (this.inner, this.time) = (inner, time);
        duration = meters.Create(Name).CreateHistogram<double>("teamsemailbot.store.commit.duration", "s", "Time from asking for a commit until it is durable, by outcome.");
    }

    public ValueTask<Entity?> GetAsync(string partition, string row, CancellationToken cancellation) => inner.GetAsync(partition, row, cancellation);

    public ValueTask<EntityPage> QueryAsync(string partition, RowRange range, int take, CancellationToken cancellation) =>
        inner.QueryAsync(partition, range, take, cancellation);

    public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation)
    {
        var (started, outcome) = (time.GetTimestamp(), "failed");
        try
        {
            var result = await inner.CommitAsync(partition, writes, cancellation);
            outcome = result.Applied ? "applied" : "conflict";
            return result;
        }
        finally
        {
            duration.Record(time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
