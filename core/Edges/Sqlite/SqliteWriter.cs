using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>
/// The one thread that writes. Commits that wait while the disk is busy share the next transaction and its one fsync;
/// each is acknowledged only after that transaction is durable. After any error the next commit finds a working writer again.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteSettings settings;
    private readonly ILogger log;
    private readonly BlockingCollection<SqliteCommit> queue = [];
    private readonly Thread thread;
    private SqliteWriteConnection? connection;

    public SqliteWriter(SqliteSettings settings, ILogger log)
    {
        (this.settings, this.log) = (settings, log);
        connection = Open();
        thread = new(Run) { IsBackground = true, Name = "SQLite writer" };
        thread.Start();
    }

    /// <summary>Groups written so far; each cost one fsync.</summary>
    public long Groups { get; private set; }

    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    public ValueTask<CommitResult> CommitAsync(SqliteCommit commit, CancellationToken cancellation)
    {
        try
        {
            queue.Add(commit, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(SqliteEntityStore));
        }

        return commit.WaitAsync(cancellation);
    }

    /// <summary>Writes what still waits, then closes; the last connection to close moves the log into the file.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
    }

    private SqliteWriteConnection Open()
    {
        try
        {
            return new(settings);
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Translate(exception, settings.Path);
        }
    }

    private void Run()
    {
        var group = new List<SqliteCommit>();
        foreach (var first in queue.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < settings.GroupSize && queue.TryTake(out var next))
                group.Add(next);
            group.RemoveAll(commit => !commit.TryBegin());
            if (group.Count > 0)
                WriteGroup(group);
            group.Clear();
        }

        Drop();
    }

    private void WriteGroup(List<SqliteCommit> group)
    {
        switch (TryWrite(group))
        {
            case null:
                break;
            case StoreUnavailableException { EffectUnknown: false, InnerException: SqliteException exception } when group.Count > 1 && SqliteErrors.ConcernsOneCommit(exception):
                foreach (var commit in group)
                    if (TryWrite([commit]) is { } failure)
                        commit.Fail(failure);
                break;
            case var failure:
                foreach (var commit in group)
                    commit.Fail(failure);
                break;
        }
    }

    /// <summary>Writes and acknowledges the commits, or says why none of them was.</summary>
    private Exception? TryWrite(List<SqliteCommit> commits)
    {
        var committing = false;
        try
        {
            connection ??= Open();
            connection.Begin();
            var results = commits.ConvertAll(connection.Apply);
            committing = true;
            connection.Commit();
            Groups++;
            for (var i = 0; i < commits.Count; i++)
                commits[i].Complete(results[i]);
            return null;
        }
        catch (SqliteException exception)
        {
            var failure = SqliteErrors.Translate(exception, settings.Path, committing);
            SqliteLog.Failed(log, commits.Count, failure.Message, failure.Remedy, failure.EffectUnknown);
            Recover(exception);
            return failure;
        }
        catch (StoreUnavailableException failure)
        {
            SqliteLog.Failed(log, commits.Count, failure.Message, failure.Remedy, failure.EffectUnknown);
            return failure;
        }
        catch (Exception exception)
        {
            // A bug; the callers learn of it, the writer goes on with a new connection.
            SqliteLog.WriterFailed(log, exception);
            Drop();
            return exception;
        }
    }

    private void Recover(SqliteException exception)
    {
        try
        {
            connection?.Rollback();
            if (SqliteErrors.ConcernsOneCommit(exception))
                return;
        }
        catch (SqliteException)
        {
            // The connection is beyond repair; closing it ends the transaction.
        }

        Drop();
    }

    private void Drop()
    {
        connection?.Dispose();
        connection = null;
    }
}
