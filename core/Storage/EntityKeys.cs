using System.Buffers;

namespace TeamsEmailBot.Core.Storage;

/// <summary>
/// The checks that every adapter makes before it does anything, so that a change of adapter never surprises.
/// The forbidden characters are those of Azure Tables; surrogates are refused because UTF-8 and UTF-16 order them differently.
/// </summary>
public static class EntityKeys
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. @"/\#?", .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Concat(Enumerable.Range(0xD800, 0x800)).Select(c => (char)c)]);

    /// <summary>Throws <see cref="ArgumentException"/> unless <paramref name="key"/> may be a partition or row key.</summary>
    public static void CheckKey(string key, string name)
    {
        ArgumentNullException.ThrowIfNull(key, name);
        if (key.Length is 0 or > EntityLimits.KeyCharacters)
            throw new ArgumentException($"A key has 1 to {EntityLimits.KeyCharacters} characters; this one has {key.Length}.", name);
        if (key.AsSpan().IndexOfAny(Forbidden) is var at and >= 0)
            throw new ArgumentException($"A key must not contain U+{(int)key[at]:X4} (at position {at}).", name);
    }

    /// <summary>Throws unless the arguments of a query are sound. Bounds need not be keys, but must have a UTF-8 form.</summary>
    public static void CheckQuery(string partition, RowRange range, int take)
    {
        CheckKey(partition, nameof(partition));
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(range.From, nameof(range));
        if (range.From.Any(char.IsSurrogate) || range.Before?.Any(char.IsSurrogate) == true)
            throw new ArgumentException("A bound must not contain surrogates.", nameof(range));
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, EntityLimits.PageRows);
    }

    /// <summary>Throws unless the writes may be one commit: 1–100 different rows, every value and the whole within its limit.</summary>
    public static void CheckCommit(string partition, IReadOnlyList<EntityWrite> writes)
    {
        CheckKey(partition, nameof(partition));
        ArgumentNullException.ThrowIfNull(writes);
        if (writes.Count is 0 or > EntityLimits.WritesPerCommit)
            throw new ArgumentException($"A commit has 1 to {EntityLimits.WritesPerCommit} writes; this one has {writes.Count}.", nameof(writes));

        var bytes = 0L;
        var rows = writes.Count > 1 ? new HashSet<string>(writes.Count, StringComparer.Ordinal) : null;
        foreach (var write in writes)
        {
            CheckKey(write.Row, nameof(writes));
            if (rows?.Add(write.Row) == false)
                throw new ArgumentException($"Row {write.Row} appears twice in one commit.", nameof(writes));
            if (write.Precondition == Precondition.Matches && string.IsNullOrEmpty(write.ETag))
                throw new ArgumentException($"Row {write.Row} is to match an etag, but has none.", nameof(writes));
            if (write.Value is not { } value)
                continue;
            if (value.Length is 0 or > EntityLimits.ValueBytes)
                throw new ArgumentException($"A value has 1 to {EntityLimits.ValueBytes} bytes; that of row {write.Row} has {value.Length}.", nameof(writes));
            bytes += value.Length;
        }

        if (bytes > EntityLimits.CommitBytes)
            throw new ArgumentException($"A commit has at most {EntityLimits.CommitBytes} bytes of values; this one has {bytes}.", nameof(writes));
    }
}
