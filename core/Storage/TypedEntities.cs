using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TeamsEmailBot.Core.Storage;

/// <summary>Typed reading on top of the port; the JSON shape comes from the room's source-generated context.</summary>
public static class TypedEntities
{
    /// <summary>The value of a row, or null when there is none.</summary>
    /// <exception cref="InvalidDataException">The stored JSON is not a <typeparamref name="T"/>.</exception>
    public static async ValueTask<Stored<T>?> ReadAsync<T>(
        this IEntityStore store, string partition, string row, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        await store.GetAsync(partition, row, cancellation) is { } entity ? entity.As(type) : null;

    /// <summary>All values of a range in row order, read page by page while enumerated. Not a snapshot: a row written meanwhile may or may not be seen.</summary>
    public static async IAsyncEnumerable<Stored<T>> ScanAsync<T>(
        this IEntityStore store, string partition, RowRange range, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (RowRange? rest = range; rest is not null;)
        {
            var page = await store.QueryAsync(partition, rest, EntityLimits.PageRows, cancellation);
            foreach (var entity in page.Entities)
                yield return entity.As(type);
            rest = page.Next;
        }
    }

    /// <summary>Reads the JSON of an entity.</summary>
    public static Stored<T> As<T>(this Entity entity, JsonTypeInfo<T> type)
    {
        try
        {
            var value = JsonSerializer.Deserialize(entity.Value.Span, type)
                ?? throw new InvalidDataException($"Row {entity.Partition}/{entity.Row} holds null instead of a {typeof(T).Name}.");
            return new(entity.Row, value, entity.ETag);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Row {entity.Partition}/{entity.Row} does not hold a {typeof(T).Name}.", exception);
        }
    }
}
