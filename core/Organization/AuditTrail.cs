using System.Globalization;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Organization;

/// <summary>
/// Who changed what when, newest first, in a partition of its own that only grows. An entry is born as a row of the configuration, in the commit of the change
/// it tells of, and moved here afterwards: a crash between the two delays the entry and loses nothing.
/// </summary>
public sealed class AuditTrail(IEntityStore store)
{
    internal const string Partition = "audit";
    private const string Outbox = "audit~";

    /// <summary>At most <paramref name="take"/> (1–1000) entries, newest first, older than revision <paramref name="before"/> (null = from the newest).</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(int take, long? before, CancellationToken cancellation)
    {
        await PublishAsync(cancellation);
        var range = before is { } revision ? new RowRange(Key(revision - 1)) : RowRange.All;
        var entries = new List<AuditEntry>();
        for (RowRange? rest = range; rest is not null && entries.Count < take;)
        {
            var page = await store.QueryAsync(Partition, rest, take - entries.Count, cancellation);
            entries.AddRange(page.Entities.Select(Read));
            rest = page.Next;
        }

        return entries;
    }

    internal static EntityWrite Note(AuditEntry entry) =>
        EntityWrite.Put(Outbox + Key(entry.Revision), ConfigurationRows.Write(entry, ConfigurationJson.Default.AuditEntry));

    /// <summary>Moves the entries that are still beside the configuration; harmless when several do it at once.</summary>
    internal async Task PublishAsync(CancellationToken cancellation)
    {
        for (RowRange? range = RowRange.Prefix(Outbox); range is not null;)
        {
            // An entry may be as large as a value can be; one at a time keeps every commit small.
            var page = await store.QueryAsync(ConfigurationStore.Partition, range, 100, cancellation);
            foreach (var entity in page.Entities)
            {
                await store.CommitAsync(Partition, [EntityWrite.Put(entity.Row[Outbox.Length..], entity.Value)], cancellation);
                await store.CommitAsync(ConfigurationStore.Partition, [EntityWrite.DeleteAny(entity.Row)], cancellation);
            }

            range = page.Next;
        }
    }

    // Rows are read in rising order; counting down puts the newest first.
    private static string Key(long revision) => (long.MaxValue - revision).ToString("D19", CultureInfo.InvariantCulture);

    private static AuditEntry Read(Entity entity) => ConfigurationRows.Read(entity.Row, entity.Value, ConfigurationJson.Default.AuditEntry);
}
