using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Organization;

/// <summary>The head as it was read. Its etag guards every write of the configuration: who does not hold the latest writes nothing.</summary>
internal sealed record StoredHead(ConfigurationHead Value, string? ETag)
{
    private const string Row = "revision";

    public static async Task<StoredHead> ReadAsync(IEntityStore store, CancellationToken cancellation) =>
        await store.GetAsync(ConfigurationStore.Partition, Row, cancellation) is { } entity
            ? new(ConfigurationRows.Read(Row, entity.Value, ConfigurationJson.Default.ConfigurationHead), entity.ETag)
            : new(new(0), null);

    /// <summary>Writes the head and, with it, <paramref name="others"/>. Null = somebody else was faster, nothing was written.</summary>
    public async Task<StoredHead?> WriteAsync(
        IEntityStore store, ConfigurationHead next, IEnumerable<EntityWrite> others, CancellationToken cancellation)
    {
        var value = ConfigurationRows.Write(next, ConfigurationJson.Default.ConfigurationHead);
        var write = ETag is null ? EntityWrite.Insert(Row, value) : EntityWrite.Update(Row, value, ETag);
        var result = await store.CommitAsync(ConfigurationStore.Partition, [write, .. others], cancellation);
        return result.Applied ? new(next, result.ETags[Row]) : null;
    }
}
