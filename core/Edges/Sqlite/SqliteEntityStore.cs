using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>The store in one file, owned by one process: a single writer with group commit, and readers beside it (performance.md 1.2).</summary>
internal sealed class SqliteEntityStore : IEntityStore, IDisposable
{
    private readonly SqliteFileLock fileLock;
    private readonly SqliteReaders readers;
    private readonly SqliteWriter writer;

    private SqliteEntityStore(SqliteFileLock fileLock, SqliteReaders readers, SqliteWriter writer) =>
        (this.fileLock, this.readers, this.writer) = (fileLock, readers, writer);

    /// <summary>Groups written so far; each cost one fsync.</summary>
    public long Groups => writer.Groups;

    /// <exception cref="StoreUnavailableException">With the reason and what to do about it.</exception>
    public static SqliteEntityStore Open(SqliteSettings settings, ILogger<SqliteEntityStore> log)
    {
        var fileLock = SqliteFileLock.Take(settings.Path);
        try
        {
            var writer = new SqliteWriter(settings, log);
            SqliteLog.Opened(log, settings.Path, SqliteSchema.Version);
            return new(fileLock, new(settings), writer);
        }
        catch
        {
            fileLock.Dispose();
            throw;
        }
    }

    // Reads are answered on the caller's thread: they come from the page cache, and a detour over another thread costs more than they do.
    public ValueTask<Entity?> GetAsync(string partition, string row, CancellationToken cancellation)
    {
        EntityKeys.CheckKey(partition, nameof(partition));
        EntityKeys.CheckKey(row, nameof(row));
        cancellation.ThrowIfCancellationRequested();
        return new(readers.Read(reader => reader.Get(partition, row)));
    }

    public ValueTask<EntityPage> QueryAsync(string partition, RowRange range, int take, CancellationToken cancellation)
    {
        EntityKeys.CheckQuery(partition, range, take);
        cancellation.ThrowIfCancellationRequested();
        return new(readers.Read(reader => reader.Query(partition, range, take)));
    }

    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation)
    {
        EntityKeys.CheckCommit(partition, writes);
        cancellation.ThrowIfCancellationRequested();
        return writer.CommitAsync(new(partition, writes), cancellation);
    }

    public void Dispose()
    {
        // The readers first: the writer, closing last, then moves the log into the file.
        readers.Dispose();
        writer.Dispose();
        fileLock.Dispose();
    }
}
