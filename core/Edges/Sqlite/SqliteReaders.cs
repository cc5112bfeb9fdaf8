using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>Lends read-only connections; as many as are needed at once, of which a few are kept.</summary>
internal sealed class SqliteReaders(SqliteSettings settings) : IDisposable
{
    private static readonly int Kept = Environment.ProcessorCount * 2;
    private readonly ConcurrentBag<SqliteReader> free = [];
    private volatile bool isClosed;

    public T Read<T>(Func<SqliteReader, T> read)
    {
        ObjectDisposedException.ThrowIf(isClosed, typeof(SqliteEntityStore));
        var reader = default(SqliteReader);
        try
        {
            if (!free.TryTake(out reader))
                reader = new(settings);
            var value = read(reader);
            Return(reader);
            return value;
        }
        catch (SqliteException exception)
        {
            // The next caller gets a new connection.
            reader?.Dispose();
            throw SqliteErrors.Translate(exception, settings.Path);
        }
    }

    public void Dispose()
    {
        isClosed = true;
        while (free.TryTake(out var reader))
            reader.Dispose();
    }

    private void Return(SqliteReader reader)
    {
        if (free.Count >= Kept)
        {
            reader.Dispose();
            return;
        }

        free.Add(reader);
        // Closed meanwhile: what was just put back must not stay open.
        if (isClosed)
            Dispose();
    }
}
