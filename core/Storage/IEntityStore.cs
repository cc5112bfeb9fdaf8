using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TeamsEmailBot.Core.Storage;

/// <summary>
/// The one storage port, shaped like Azure Tables (design.md 4). Atomic within a partition, nothing across partitions.
/// Keys are 1–512 characters without control characters, surrogates and <c>/ \ # ?</c> (<see cref="EntityKeys"/>); they are compared ordinally, case matters (F-20).
/// A value is UTF-8 JSON of at most <see cref="EntityLimits.ValueBytes"/> bytes. Expected refusals are results; an unreachable, full or locked store throws
/// <see cref="StoreUnavailableException"/>, and then nothing was written or, when <see cref="StoreUnavailableException.EffectUnknown"/> is set, it is not known.
/// Bad arguments throw <see cref="ArgumentException"/> before anything is sent.
/// </summary>
public interface IEntityStore
{
    /// <summary>The entity, or null when there is none.</summary>
    ValueTask<Entity?> GetAsync(string partition, string row, CancellationToken cancellation);

    /// <summary>One page of at most <paramref name="take"/> entities (1–1000) of the partition, ordered by row key.</summary>
    ValueTask<EntityPage> QueryAsync(string partition, RowRange range, int take, CancellationToken cancellation);

    /// <summary>
    /// Applies 1–100 writes to different rows of one partition: all, or none when a precondition does not hold.
    /// A cancellation never tears a commit: <see cref="OperationCanceledException"/> means that nothing was written; once the commit has begun the token is not heeded.
    /// </summary>
    ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation);
}

/// <summary>A stored value with the etag that changes on every write. No row ever has the same etag twice, not even when it is deleted and written anew.</summary>
public sealed record Entity(string Partition, string Row, string ETag, ReadOnlyMemory<byte> Value);

/// <summary>Entities in row order. <paramref name="Next"/> is the range that continues the query, or null at the end; a page may be short and still have a next.</summary>
public sealed record EntityPage(IReadOnlyList<Entity> Entities, RowRange? Next);

/// <summary>Rows from <paramref name="From"/> (inclusive) to <paramref name="Before"/> (exclusive; null = to the end), ordinal.</summary>
public sealed record RowRange(string From, string? Before = null)
{
    public static readonly RowRange All = new("");

    /// <summary>All rows that start with <paramref name="prefix"/>; an empty prefix is <see cref="All"/>.</summary>
    public static RowRange Prefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var end = prefix.AsSpan().TrimEnd(char.MaxValue);
        if (end.IsEmpty)
            return new(prefix);
        // A lone surrogate has no UTF-8 form, so the character after U+D7FF is U+E000.
        var after = end[^1] == '\uD7FF' ? '\uE000' : (char)(end[^1] + 1);
        return new(prefix, string.Concat(end[..^1], [after]));
    }
}

/// <summary>What must hold for a write.</summary>
public enum Precondition
{
    /// <summary>Write whatever is there.</summary>
    None,

    /// <summary>The row must not exist.</summary>
    Absent,

    /// <summary>The row must exist with the given etag.</summary>
    Matches,
}

/// <summary>One write of a commit: put a value, or delete (<see cref="Value"/> null). Deleting an absent row without precondition is no error.</summary>
public sealed record EntityWrite
{
    private EntityWrite(string row, ReadOnlyMemory<byte>? value, Precondition precondition, string? etag) =>
        (Row, Value, Precondition, ETag) = (row, value, precondition, etag);

    public string Row { get; }

    public ReadOnlyMemory<byte>? Value { get; }

    public Precondition Precondition { get; }

    public string? ETag { get; }

    public bool IsDelete => Value is null;

    public static EntityWrite Insert(string row, ReadOnlyMemory<byte> value) => new(row, value, Precondition.Absent, null);

    public static EntityWrite Update(string row, ReadOnlyMemory<byte> value, string etag) => new(row, value, Precondition.Matches, etag);

    /// <summary>Inserts or replaces without a precondition.</summary>
    public static EntityWrite Put(string row, ReadOnlyMemory<byte> value) => new(row, value, Precondition.None, null);

    public static EntityWrite Delete(string row, string etag) => new(row, null, Precondition.Matches, etag);

    public static EntityWrite DeleteAny(string row) => new(row, null, Precondition.None, null);

    public static EntityWrite Insert<T>(string row, T value, JsonTypeInfo<T> type) => Insert(row, JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static EntityWrite Put<T>(string row, T value, JsonTypeInfo<T> type) => Put(row, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Replaces what was read, if nobody changed it meanwhile.</summary>
    public static EntityWrite Update<T>(Stored<T> read, T value, JsonTypeInfo<T> type) =>
        Update(read.Row, JsonSerializer.SerializeToUtf8Bytes(value, type), read.ETag);

    /// <summary>Deletes what was read, if nobody changed it meanwhile.</summary>
    public static EntityWrite Delete<T>(Stored<T> read) => Delete(read.Row, read.ETag);
}

/// <summary>Whether a commit was applied. <see cref="ConflictRow"/> names one row whose precondition did not hold; <see cref="ETags"/> are those of the puts, by row.</summary>
public sealed record CommitResult(string? ConflictRow, IReadOnlyDictionary<string, string> ETags)
{
    public bool Applied => ConflictRow is null;
}

/// <summary>Limits every adapter keeps, so that a change of adapter never surprises.</summary>
public static class EntityLimits
{
    /// <summary>Azure Tables allows 1 MiB per entity with at most 64 KiB a property; we stay well below.</summary>
    public const int ValueBytes = 512 * 1024;

    public const int WritesPerCommit = 100;

    public const int KeyCharacters = 512;

    /// <summary>Largest page of a query; Azure Tables gives no more.</summary>
    public const int PageRows = 1000;

    /// <summary>Azure Tables allows 4 MiB on the way per entity group transaction, where values grow by a third (Base64) and every row has its framing.</summary>
    public const int CommitBytes = 5 * ValueBytes;
}

/// <summary>The store cannot work now: disk full, file locked, network gone. <paramref name="remedy"/> tells the operator what to do.</summary>
public sealed class StoreUnavailableException(string message, string remedy, bool effectUnknown, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the operator should do, in one sentence.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>True when the commit may have been applied (answer lost). False: surely nothing was written.</summary>
    public bool EffectUnknown { get; } = effectUnknown;
}
