using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>
/// A row as it lies in the table: the value in binary properties of at most 64 KiB, and the id of the commit that wrote it.
/// Without value it is a grave: it stands for "deleted" until it is cleared away (decision 0009).
/// </summary>
internal sealed partial record TablesRow(string Partition, string Row, string ETag, string? Commit, ReadOnlyMemory<byte>? Value)
{
    /// <summary>An etag of the right form that no row ever has.</summary>
    public const string NoETag = "W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"";

    private const int PropertyBytes = 64 * 1024;
    private static readonly string[] Properties =
        [.. Enumerable.Range(0, (EntityLimits.ValueBytes + PropertyBytes - 1) / PropertyBytes).Select(i => string.Create(CultureInfo.InvariantCulture, $"Value{i}"))];

    public Entity? ToEntity() => Value is { } value ? new(Partition, Row, ETag, value) : null;

    /// <summary>The etag as it may be sent. What the service never gave is replaced: it would refuse the form instead of the match.</summary>
    public static string Sendable(string etag) => Given().IsMatch(etag) ? etag : NoETag;

    public static void Write(Utf8JsonWriter json, string partition, string row, string commit, ReadOnlyMemory<byte>? value)
    {
        json.WriteStartObject();
        json.WriteString("PartitionKey", partition);
        json.WriteString("RowKey", row);
        json.WriteString(nameof(Commit), commit);
        var rest = value ?? default;
        for (var i = 0; rest.Length > 0; i++)
        {
            var part = rest[..Math.Min(rest.Length, PropertyBytes)];
            json.WriteString(Properties[i] + "@odata.type", "Edm.Binary");
            json.WriteBase64String(Properties[i], part.Span);
            rest = rest[part.Length..];
        }

        json.WriteEndObject();
    }

    public static TablesRow Read(JsonElement entity)
    {
        byte[]? value = null;
        foreach (var property in Properties)
        {
            if (!entity.TryGetProperty(property, out var part))
                break;
            value = value is null ? part.GetBytesFromBase64() : [.. value, .. part.GetBytesFromBase64()];
        }

        return new(
            entity.GetProperty("PartitionKey").GetString()!,
            entity.GetProperty("RowKey").GetString()!,
            entity.GetProperty("odata.etag").GetString()!,
            entity.TryGetProperty(nameof(Commit), out var commit) ? commit.GetString() : null,
            value);
    }

    [GeneratedRegex("""^W/"datetime'[0-9A-Za-z%:.+-]+'"$""", RegexOptions.CultureInvariant)]
    private static partial Regex Given();
}
