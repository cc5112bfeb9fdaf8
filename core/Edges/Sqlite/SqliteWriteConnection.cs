using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>The writing connection with its prepared statements. Used by the writer thread alone.</summary>
internal sealed class SqliteWriteConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<(bool IsDelete, Precondition Precondition), SqliteCommand> statements;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand savepoint;
    private readonly SqliteCommand undo;
    private readonly SqliteCommand release;
    private readonly SqliteCommand count;
    private readonly SqliteCommand commit;
    private long lastETag;

    public SqliteWriteConnection(SqliteSettings settings)
    {
        connection = SqliteConnections.OpenWriter(settings);
        try
        {
            lastETag = connection.Ask<long>("SELECT last FROM etag_counter");
            statements = new()
            {
                [(false, Precondition.None)] = Prepare(
                    "INSERT INTO entity VALUES ($partition, $row, $etag, $value) ON CONFLICT DO UPDATE SET etag = excluded.etag, value = excluded.value"),
                [(false, Precondition.Absent)] = Prepare("INSERT INTO entity VALUES ($partition, $row, $etag, $value) ON CONFLICT DO NOTHING"),
                [(false, Precondition.Matches)] = Prepare(
                    "UPDATE entity SET etag = $etag, value = $value WHERE partition = $partition AND row = $row AND etag = $match"),
                [(true, Precondition.None)] = Prepare("DELETE FROM entity WHERE partition = $partition AND row = $row"),
                [(true, Precondition.Matches)] = Prepare("DELETE FROM entity WHERE partition = $partition AND row = $row AND etag = $match"),
            };
            begin = Prepare("BEGIN IMMEDIATE");
            savepoint = Prepare("SAVEPOINT one");
            undo = Prepare("ROLLBACK TO one");
            release = Prepare("RELEASE one");
            count = Prepare("UPDATE etag_counter SET last = $etag");
            commit = Prepare("COMMIT");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Begin() => begin.ExecuteNonQuery();

    /// <summary>Applies one commit inside the open transaction; a conflict leaves no trace of it and does not disturb the others.</summary>
    public CommitResult Apply(SqliteCommit request)
    {
        // A single conditional statement needs no savepoint: it does nothing when its condition does not hold.
        var guarded = request.Writes.Count > 1;
        if (guarded)
            savepoint.ExecuteNonQuery();
        var etags = new Dictionary<string, string>(request.Writes.Count, StringComparer.Ordinal);
        var conflict = default(string);
        foreach (var write in request.Writes)
        {
            if (Write(request.Partition, write, etags))
                continue;
            conflict = write.Row;
            etags.Clear();
            if (guarded)
                undo.ExecuteNonQuery();
            break;
        }

        if (guarded)
            release.ExecuteNonQuery();
        return new(conflict, etags);
    }

    /// <summary>Makes the open transaction durable, together with the last etag given, so that none is given twice.</summary>
    public void Commit()
    {
        count.Parameters["$etag"].Value = lastETag;
        count.ExecuteNonQuery();
        commit.ExecuteNonQuery();
    }

    /// <summary>Ends the open transaction without effect; some errors have ended it already.</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
            connection.Run("ROLLBACK");
    }

    public void Dispose() => connection.Dispose();

    private static byte[] ToArray(ReadOnlyMemory<byte> value) =>
        MemoryMarshal.TryGetArray(value, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : value.ToArray();

    private bool Write(string partition, EntityWrite write, Dictionary<string, string> etags)
    {
        var statement = statements[(write.IsDelete, write.Precondition)];
        var parameters = statement.Parameters;
        parameters["$partition"].Value = partition;
        parameters["$row"].Value = write.Row;
        if (write.Precondition == Precondition.Matches)
        {
            // An etag that is no number was not given by this store.
            if (!long.TryParse(write.ETag, NumberStyles.None, CultureInfo.InvariantCulture, out var etag))
                return false;
            parameters["$match"].Value = etag;
        }

        if (write.Value is { } value)
        {
            parameters["$etag"].Value = ++lastETag;
            parameters["$value"].Value = ToArray(value);
            etags[write.Row] = lastETag.ToString(CultureInfo.InvariantCulture);
        }

        return statement.ExecuteNonQuery() > 0 || write is { IsDelete: true, Precondition: Precondition.None };
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in (ReadOnlySpan<string>)["$partition", "$row", "$etag", "$value", "$match"])
            if (sql.Contains(name, StringComparison.Ordinal))
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
