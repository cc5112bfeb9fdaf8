using System.Text;
using Azure.Core;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>One request to the Table service; path and query are escaped already.</summary>
internal sealed record TablesCall(RequestMethod Method, string Path)
{
    public const string Json = "application/json;odata=minimalmetadata";

    public string? Query { get; init; }

    public string Accept { get; init; } = Json;

    public string ContentType { get; init; } = "application/json";

    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The path of one entity.</summary>
    public static string EntityPath(string table, string partition, string row) => $"{table}(PartitionKey={Literal(partition)},RowKey={Literal(row)})";

    public static TablesCall Get(string table, string partition, string row) => new(RequestMethod.Get, EntityPath(table, partition, row));

    public static TablesCall Range(string table, string partition, RowRange range, int take, TablesMark? mark)
    {
        var filter = new StringBuilder("PartitionKey eq ").Append(Quote(partition));
        if (range.From.Length > 0)
            filter.Append(" and RowKey ge ").Append(Quote(range.From));
        if (range.Before is not null)
            filter.Append(" and RowKey lt ").Append(Quote(range.Before));
        var query = $"$filter={Uri.EscapeDataString(filter.ToString())}&$top={take}";
        if (mark is not null)
            query += $"&NextPartitionKey={Uri.EscapeDataString(mark.Partition)}";
        if (mark?.Row is { } row)
            query += $"&NextRowKey={Uri.EscapeDataString(row)}";
        return new(RequestMethod.Get, table + "()") { Query = query };
    }

    // The service ends a request after this many seconds, so that one that we gave up cannot take effect much later.
    public static TablesCall Batch(string boundary, ReadOnlyMemory<byte> body, TimeSpan limit) => new(RequestMethod.Post, "$batch")
    {
        Query = $"timeout={Math.Max(1, (int)limit.TotalSeconds)}",
        ContentType = $"multipart/mixed; boundary={boundary}",
        Body = body,
    };

    public static TablesCall CreateTable(string table) => new(RequestMethod.Post, "Tables")
    {
        // A table's name is letters and digits.
        Body = Encoding.ASCII.GetBytes($$"""{"TableName":"{{table}}"}"""),
    };

    private static string Literal(string key) => Uri.EscapeDataString(Quote(key));

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <summary>Where the service stopped reading: the continuation token of an answer, to be sent back as it came.</summary>
internal sealed record TablesMark(string Partition, string? Row);
