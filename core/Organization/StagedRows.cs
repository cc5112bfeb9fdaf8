using System.Globalization;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Organization;

/// <summary>
/// A change with more rows than one commit takes. It is first written beside the configuration, where nobody looks; then one conditional commit of the head
/// makes it hold; then its rows are copied into place, each batch together with a conditional write of the head, so that a slow copier cannot overwrite a later
/// change. A crash before the head leaves waste that is swept later; a crash after it is finished by whoever loads next.
/// </summary>
internal sealed class StagedRows(IEntityStore store, TimeProvider clock)
{
    private const string Prefix = "staged~";

    // A copy of a row and the head go in one commit.
    private const int BatchRows = EntityLimits.WritesPerCommit - 1;

    /// <summary>A change that did not come to hold within this time is abandoned by its writer …</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <summary>… and its rows are waste after this time. The gap is room for clocks that differ.</summary>
    private static readonly TimeSpan WasteAge = TimeSpan.FromHours(2);

    private static readonly ReadOnlyMemory<byte> Gone = "null"u8.ToArray();

    public string NewId() => string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().ToUnixTimeMilliseconds():D15}-{Guid.NewGuid():N}");

    public bool IsTooOld(string id) => Age(id) > Deadline;

    /// <summary>Writes the rows beside the configuration.</summary>
    public async Task StageAsync(string id, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        foreach (var batch in Batches(changes, change => change.After?.Length ?? 0))
            await store.CommitAsync(
                ConfigurationStore.Partition, [.. batch.Select(change => EntityWrite.Put(Row(id, change.Row), change.After ?? Gone))], cancellation);
    }

    /// <summary>Copies the rows of the head's change into place and marks it done; harmless when several do it at once. Returns the head afterwards.</summary>
    public async Task<StoredHead> FoldAsync(StoredHead head, CancellationToken cancellation)
    {
        var id = head.Value.Staged!;
        var staged = await RowsAsync(Row(id, ""), cancellation);
        foreach (var batch in Batches(staged, entity => entity.Value.Length))
        {
            head = await TouchAsync(head, head.Value, [.. batch.Select(entity => Copy(id, entity))], cancellation);
            if (head.Value.Staged != id)
                return head;
        }

        head = await TouchAsync(head, head.Value with { Staged = null }, [], cancellation);
        await DeleteAsync(staged, cancellation);
        return head;
    }

    /// <summary>Removes what a change left that never came to hold.</summary>
    public async Task DropAsync(string id, CancellationToken cancellation) => await DeleteAsync(await RowsAsync(Row(id, ""), cancellation), cancellation);

    /// <summary>Removes the rows of changes that cannot come to hold any more; call when the head names no change.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var waste = (await RowsAsync(Prefix, cancellation)).Where(entity => Age(IdOf(entity.Row)) > WasteAge).ToArray();
        await DeleteAsync(waste, cancellation);
    }

    /// <summary>Writes under the head until it succeeds or the change is no longer the head's (another copier has finished it).</summary>
    private async Task<StoredHead> TouchAsync(
        StoredHead head, ConfigurationHead next, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation)
    {
        var id = head.Value.Staged;
        while (head.Value.Staged == id)
        {
            if (await head.WriteAsync(store, next, writes, cancellation) is { } written)
                return written;
            head = await StoredHead.ReadAsync(store, cancellation);
        }

        return head;
    }

    private static string Row(string id, string row) => $"{Prefix}{id}~{row}";

    private static string IdOf(string row) => row.Split('~')[1];

    private static EntityWrite Copy(string id, Entity entity)
    {
        var row = entity.Row[Row(id, "").Length..];
        return entity.Value.Span.SequenceEqual(Gone.Span) ? EntityWrite.DeleteAny(row) : EntityWrite.Put(row, entity.Value);
    }

    private TimeSpan Age(string id) =>
        long.TryParse(id.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : TimeSpan.MaxValue;

    private async Task<List<Entity>> RowsAsync(string prefix, CancellationToken cancellation)
    {
        var rows = new List<Entity>();
        for (RowRange? range = RowRange.Prefix(prefix); range is not null;)
        {
            var page = await store.QueryAsync(ConfigurationStore.Partition, range, EntityLimits.PageRows, cancellation);
            rows.AddRange(page.Entities);
            range = page.Next;
        }

        return rows;
    }

    private async Task DeleteAsync(IReadOnlyList<Entity> rows, CancellationToken cancellation)
    {
        foreach (var batch in rows.Chunk(EntityLimits.WritesPerCommit))
            await store.CommitAsync(ConfigurationStore.Partition, [.. batch.Select(entity => EntityWrite.DeleteAny(entity.Row))], cancellation);
    }

    private static IEnumerable<List<T>> Batches<T>(IEnumerable<T> items, Func<T, int> size)
    {
        var batch = new List<T>();
        var bytes = 0;
        foreach (var item in items)
        {
            // A third of the room is left for keys and the head.
            if (batch.Count == BatchRows || (batch.Count > 0 && bytes + size(item) > EntityLimits.CommitBytes * 2 / 3))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(item);
            bytes += size(item);
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
