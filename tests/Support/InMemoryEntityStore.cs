using System.Globalization;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Tests.Support;

/// <summary>What goes wrong with a commit.</summary>
public enum CommitFault
{
    /// <summary>The store refuses before anything is written.</summary>
    BeforeEffect,

    /// <summary>The commit is applied, but its answer is lost.</summary>
    AfterEffect,

    /// <summary>Nothing is applied, and the caller cannot know that.</summary>
    UnknownWithoutEffect,
}

/// <summary>
/// The store contract in memory, as strict as the adapters. Keeps its content for as long as it is referenced, so a "restart" is a new engine on the same instance.
/// </summary>
public sealed class InMemoryEntityStore : IEntityStore
{
    private static readonly Comparer<Entity> ByRow = Comparer<Entity>.Create((a, b) => string.CompareOrdinal(a.Row, b.Row));
    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedSet<Entity>> partitions = new(StringComparer.Ordinal);
    private readonly Dictionary<long, CommitFault> planned = [];
    private long lastETag;

    /// <summary>How many commits were asked for (refused arguments not counted).</summary>
    public long Commits { get; private set; }

    /// <summary>How many rows were put or deleted by applied commits.</summary>
    public long RowWrites { get; private set; }

    /// <summary>How many rows queries returned.</summary>
    public long RowsRead { get; private set; }

    /// <summary>While set, every call fails as if the store could not be reached.</summary>
    public bool Unreachable { get; set; }

    /// <summary>Decides the fate of every commit; null = no fault. Asked after <see cref="FailCommit"/>'s plan.</summary>
    public Func<string, IReadOnlyList<EntityWrite>, CommitFault?>? Fault { get; set; }

    /// <summary>Lets the <paramref name="number"/>-th commit from now (1 = the next) fail.</summary>
    public void FailCommit(int number, CommitFault fault)
    {
        lock (gate)
            planned[Commits + number] = fault;
    }

    /// <summary>Everything stored, in order of partition and row; for assertions.</summary>
    public IReadOnlyList<Entity> Dump()
    {
        lock (gate)
            return [.. partitions.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => p.Value)];
    }

    public ValueTask<Entity?> GetAsync(string partition, string row, CancellationToken cancellation)
    {
        EntityKeys.CheckKey(partition, nameof(partition));
        EntityKeys.CheckKey(row, nameof(row));
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            ThrowIfUnreachable();
            return new(Find(partition, row));
        }
    }

    public ValueTask<EntityPage> QueryAsync(string partition, RowRange range, int take, CancellationToken cancellation)
    {
        EntityKeys.CheckQuery(partition, range, take);
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            ThrowIfUnreachable();
            if (!partitions.TryGetValue(partition, out var rows) || rows.Max is not { } last || string.CompareOrdinal(range.From, last.Row) > 0)
                return new(new EntityPage([], null));
            var found = rows.GetViewBetween(Probe(partition, range.From), last)
                .TakeWhile(e => range.Before is null || string.CompareOrdinal(e.Row, range.Before) < 0)
                .Take(take + 1).ToList();
            RowsRead += Math.Min(take, found.Count);
            return new(found.Count <= take
                ? new EntityPage(found, null)
                : new EntityPage(found[..take], range with { From = found[take].Row }));
        }
    }

    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation)
    {
        EntityKeys.CheckCommit(partition, writes);
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            ThrowIfUnreachable();
            Commits++;
            var fault = planned.Remove(Commits, out var p) ? p : Fault?.Invoke(partition, writes);
            if (fault == CommitFault.BeforeEffect)
                throw new StoreUnavailableException("The store refused the commit.", "Nothing to do: a test wanted it.", effectUnknown: false);
            var result = fault == CommitFault.UnknownWithoutEffect ? null : Apply(partition, writes);
            if (fault is not null)
                throw new StoreUnavailableException("The answer of the store was lost.", "Nothing to do: a test wanted it.", effectUnknown: true);
            return new(result!);
        }
    }

    private static Entity Probe(string partition, string row) => new(partition, row, "", default);

    private void ThrowIfUnreachable()
    {
        if (Unreachable)
            throw new StoreUnavailableException("The store cannot be reached.", "Nothing to do: a test wanted it.", effectUnknown: false);
    }

    private Entity? Find(string partition, string row) =>
        partitions.TryGetValue(partition, out var rows) && rows.TryGetValue(Probe(partition, row), out var entity) ? entity : null;

    private CommitResult Apply(string partition, IReadOnlyList<EntityWrite> writes)
    {
        var etags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var write in writes)
        {
            var there = Find(partition, write.Row);
            var holds = write.Precondition switch
            {
                Precondition.Absent => there is null,
                Precondition.Matches => there is not null && there.ETag == write.ETag,
                _ => true,
            };
            if (!holds)
                return new(write.Row, etags);
        }

        if (!partitions.TryGetValue(partition, out var rows))
            partitions[partition] = rows = new(ByRow);
        foreach (var write in writes)
        {
            RowWrites++;
            rows.Remove(Probe(partition, write.Row));
            if (write.Value is not { } value)
                continue;
            etags[write.Row] = (++lastETag).ToString(CultureInfo.InvariantCulture);
            rows.Add(new(partition, write.Row, etags[write.Row], value.ToArray()));
        }

        return new(null, etags);
    }
}
