using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Tests.Journeys.Support;

/// <summary>
/// The line of one instance to the account, which a test cuts at a commit: from there on the instance changes nothing any more, as if it were dead, and yet
/// lives on and may come back.
/// </summary>
internal sealed class CutLine(IEntityStore inner) : IEntityStore
{
    private int commitsLeft = int.MaxValue;

    /// <summary>True when a commit was refused.</summary>
    public bool IsCut => Volatile.Read(ref commitsLeft) < 0;

    /// <summary>So many commits still go through; that which follows does not, nor does anything after it.</summary>
    public void CutAfter(int commits) => Volatile.Write(ref commitsLeft, commits);

    public void Mend() => Volatile.Write(ref commitsLeft, int.MaxValue);

    public ValueTask<Entity?> GetAsync(string partition, string row, CancellationToken cancellation)
    {
        ThrowIfCut();
        return inner.GetAsync(partition, row, cancellation);
    }

    public ValueTask<EntityPage> QueryAsync(string partition, RowRange range, int take, CancellationToken cancellation)
    {
        ThrowIfCut();
        return inner.QueryAsync(partition, range, take, cancellation);
    }

    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation) =>
        !IsCut && Interlocked.Decrement(ref commitsLeft) >= 0 ? inner.CommitAsync(partition, writes, cancellation) : throw Cut();

    private static StoreUnavailableException Cut() => new("The line is cut.", "Nothing to do: a test wanted it.", effectUnknown: false);

    private void ThrowIfCut()
    {
        if (IsCut)
            throw Cut();
    }
}
