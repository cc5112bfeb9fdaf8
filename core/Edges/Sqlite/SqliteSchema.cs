using Microsoft.Data.Sqlite;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>The schema in numbered steps. A file is changed only when it is ours or empty, and never when a newer version wrote it.</summary>
internal static class SqliteSchema
{
    /// <summary>"TEMB" in the file's header tells our files from others'.</summary>
    public const int ApplicationId = 0x54454D42;

    // Never change a step that was released: add one. BINARY compares UTF-8 bytes, which is ordinal order because keys have no surrogates (F-20).
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE entity(
            partition TEXT NOT NULL COLLATE BINARY,
            row TEXT NOT NULL COLLATE BINARY,
            etag INTEGER NOT NULL,
            value BLOB NOT NULL,
            PRIMARY KEY (partition, row)) WITHOUT ROWID;
        CREATE TABLE etag_counter(last INTEGER NOT NULL);
        INSERT INTO etag_counter VALUES (0);
        """,
    ];

    public static int Version => Steps.Length;

    public static void Prepare(SqliteConnection connection, string path)
    {
        var found = Check(connection, path);
        // Checked, because some network file systems silently stay with the old mode, and readers would then block the writer.
        if (connection.Ask<string>("PRAGMA journal_mode = WAL") != "wal")
            throw new StoreUnavailableException(
                $"The disk of {path} does not support SQLite's write-ahead log.", "Put the database on a local disk.", effectUnknown: false);
        if (found == Version)
            return;

        connection.Run("BEGIN IMMEDIATE");
        try
        {
            foreach (var step in Steps.Skip(found))
                connection.Run(step);
            connection.Run($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}");
            connection.Run("COMMIT");
        }
        catch (SqliteException)
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
                connection.Run("ROLLBACK");
            throw;
        }
    }

    private static int Check(SqliteConnection connection, string path)
    {
        var version = (int)connection.Ask<long>("PRAGMA user_version");
        var application = (int)connection.Ask<long>("PRAGMA application_id");
        var isEmpty = version == 0 && application == 0 && connection.Ask<long>("SELECT count(*) FROM sqlite_master") == 0;
        if (application != ApplicationId && !isEmpty)
            throw new StoreUnavailableException(
                $"The file {path} is a database of another program.", "Correct Storage:Path; the file was not touched.", effectUnknown: false);
        if (version > Version)
            throw new StoreUnavailableException(
                $"The database {path} was written by a newer version of the bot (schema {version}, this version knows {Version}).",
                "Start the newer version, or restore the backup made before the update; the file was not touched.",
                effectUnknown: false);
        return version;
    }
}
