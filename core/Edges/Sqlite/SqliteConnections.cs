using Microsoft.Data.Sqlite;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>Opens connections with the settings every connection must have.</summary>
internal static class SqliteConnections
{
    static SqliteConnections() => SQLitePCL.Batteries_V2.Init();

    /// <summary>The connection that writes. Creates the file when there is none; the folder must exist, for an empty store in the wrong place would hide the right one.</summary>
    public static SqliteConnection OpenWriter(SqliteSettings settings)
    {
        var connection = Open(settings, SqliteOpenMode.ReadWriteCreate);
        try
        {
            SqliteSchema.Prepare(connection, settings.Path);
            // SQLite opens a file that it may not write for reading, and would say so only at the first commit.
            if (SQLitePCL.raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
                throw SqliteErrors.Translate(new("attempt to write a readonly database", SqliteErrors.ReadOnly), settings.Path);
            // FULL: an acknowledged commit survives a power failure.
            connection.Run("PRAGMA synchronous = FULL");
            if (settings.MaxPages is { } pages)
                connection.Run($"PRAGMA max_page_count = {pages}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenReader(SqliteSettings settings) => Open(settings, SqliteOpenMode.ReadOnly);

    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static T Ask<T>(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(SqliteSettings settings, SqliteOpenMode mode)
    {
        if (!Directory.Exists(Path.GetDirectoryName(settings.Path)))
            throw new StoreUnavailableException(
                $"The folder of the database {settings.Path} does not exist.",
                "Create the folder, mount its volume, or correct Storage:Path.",
                effectUnknown: false);
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = settings.Path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)settings.BusyTimeout.TotalSeconds),
        };
        var connection = new SqliteConnection(text.ConnectionString);
        try
        {
            connection.Open();
            // Nothing that lies in a file may run code.
            connection.Run("PRAGMA trusted_schema = OFF");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
