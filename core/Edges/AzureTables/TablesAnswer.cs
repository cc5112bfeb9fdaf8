using System.Text.Json;
using Azure;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>What came back for one request; status 0 when nothing did.</summary>
internal sealed record TablesAnswer(int Status)
{
    /// <summary>The service's word for what is wrong, e.g. <c>EntityAlreadyExists</c>.</summary>
    public string? Code { get; init; }

    /// <summary>Of a refused batch: the number of the write that is in the way, from 0; null when the answer does not say.</summary>
    public int? Index { get; init; }

    /// <summary>Of an applied batch: the etag of each write, null for deletes.</summary>
    public IReadOnlyList<string?> ETags { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    public TablesMark? Mark { get; init; }

    public string? RetryAfter { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Why nothing came back.</summary>
    public Exception? Cause { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsTableMissing => Status == 404 && Code == "TableNotFound";

    /// <summary>The row is not there.</summary>
    public bool IsRowMissing => Status == 404 && Code is "ResourceNotFound" or "EntityNotFound";

    /// <summary>A precondition did not hold.</summary>
    public bool IsConflict => IsRowMissing || Status == 412 || (Status == 409 && Code == "EntityAlreadyExists");

    public static TablesAnswer Of(Response response)
    {
        var headers = response.Headers;
        var body = response.Content.ToMemory();
        // A "200" from something in between (a proxy's log-in page) is no answer of the account.
        var isForeign = !response.IsError && headers.ContentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true;
        return new(isForeign ? 0 : response.Status)
        {
            Code = Header("x-ms-error-code") ?? (response.IsError ? ErrorCode(body) : null),
            Body = body,
            Mark = Header("x-ms-continuation-NextPartitionKey") is { } partition ? new(partition, Header("x-ms-continuation-NextRowKey")) : null,
            RetryAfter = Header("Retry-After"),
            RequestId = Header("x-ms-request-id"),
        };

        string? Header(string name) => headers.TryGetValue(name, out var value) ? value : null;
    }

    /// <summary>The code in an error's JSON, null when it has none.</summary>
    public static string? ErrorCode(ReadOnlyMemory<byte> body) =>
        Error(body) is { } error && error.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>The sentence in an error's JSON, null when it has none.</summary>
    public static string? ErrorText(ReadOnlyMemory<byte> body) =>
        Error(body) is { } error && error.TryGetProperty("message", out var message) && message.TryGetProperty("value", out var text) ? text.GetString() : null;

    private static JsonElement? Error(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("odata.error", out var error)
                ? error.Clone()
                : null;
        }
        catch (JsonException)
        {
            // Gateways answer in HTML, some errors come as XML.
            return null;
        }
    }
}
