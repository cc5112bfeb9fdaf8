using System.Globalization;
using Microsoft.Data.Sqlite;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>A read-only connection with its prepared statements; used by one caller at a time. It sees the last durable group and never blocks the writer.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand one;
    private readonly SqliteCommand from;
    private readonly SqliteCommand between;

    public SqliteReader(SqliteSettings settings)
    {
        connection = SqliteConnections.OpenReader(settings);
        one = Prepare("SELECT row, etag, value FROM entity WHERE partition = $partition AND row = $from");
        from = Prepare("SELECT row, etag, value FROM entity WHERE partition = $partition AND row >= $from ORDER BY row LIMIT $take");
        between = Prepare("SELECT row, etag, value FROM entity WHERE partition = $partition AND row >= $from AND row < $before ORDER BY row LIMIT $take");
    }

    public Entity? Get(string partition, string row)
    {
        one.Parameters["$partition"].Value = partition;
        one.Parameters["$from"].Value = row;
        using var reader = one.ExecuteReader();
        return reader.Read() ? ToEntity(partition, reader) : null;
    }

    public EntityPage Query(string partition, RowRange range, int take)
    {
        var command = range.Before is null ? from : between;
        command.Parameters["$partition"].Value = partition;
        command.Parameters["$from"].Value = range.From;
        // One more tells where the next page begins, and whether there is one.
        command.Parameters["$take"].Value = take + 1;
        if (range.Before is not null)
            command.Parameters["$before"].Value = range.Before;
        using var reader = command.ExecuteReader();
        var entities = new List<Entity>();
        while (reader.Read())
        {
            if (entities.Count == take)
                return new(entities, range with { From = reader.GetString(0) });
            entities.Add(ToEntity(partition, reader));
        }

        return new(entities, null);
    }

    public void Dispose() => connection.Dispose();

    private static Entity ToEntity(string partition, SqliteDataReader reader) =>
        new(partition, reader.GetString(0), reader.GetInt64(1).ToString(CultureInfo.InvariantCulture), reader.GetFieldValue<byte[]>(2));

    private SqliteCommand Prepare(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in (ReadOnlySpan<string>)["$partition", "$from", "$before", "$take"])
            if (sql.Contains(name, StringComparison.Ordinal))
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
