using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>Passes everything on to the store and signals the jobs that a commit added.</summary>
public sealed class SignallingEntityStore(IEntityStore inner, JobSignal signal) : IEntityStore
{
    public ValueTask<Entity?> GetAsync(string partition, string row, CancellationToken cancellation) => inner.GetAsync(partition, row, cancellation);

    public ValueTask<EntityPage> QueryAsync(string partition, RowRange range, int take, CancellationToken cancellation) =>
        inner.QueryAsync(partition, range, take, cancellation);

    public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation)
    {
        CommitResult result;
        try
        {
            result = await inner.CommitAsync(partition, writes, cancellation);
        }
        catch (StoreUnavailableException exception) when (exception.EffectUnknown)
        {
            // The jobs may be there.
            Signal(partition, writes);
            throw;
        }

        if (result.Applied)
            Signal(partition, writes);
        return result;
    }

    // Jobs are added by puts; an update that matches an etag is a worker taking or freeing a job, which it knows itself.
    private void Signal(string partition, IReadOnlyList<EntityWrite> writes)
    {
        foreach (var write in writes)
            if (write is { IsDelete: false, Precondition: not Precondition.Matches } && JobKey.IsJob(write.Row))
                signal.Notify(partition, JobKey.Time(write.Row));
    }
}
