using Azure;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>What came back over the wire: status, the few headers that decide something, and a body that is never larger than the limit.</summary>
internal sealed record GraphAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>32 MB: more than any message Exchange accepts by default as text, little enough to be held in memory a few times.</summary>
    public const int LargestBody = 32 * 1024 * 1024;

    /// <summary>The body was larger than <see cref="LargestBody"/> and was not read.</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>Graph's own id of the request, for Microsoft's support; null when it is not a GUID.</summary>
    public string? RequestId { get; init; }

    public string? RetryAfter { get; init; }

    public string? Date { get; init; }

    /// <summary>Begins with what was throttled, for example <c>Tenant_Application/ReadWrite/…</c>.</summary>
    public string? ThrottleScope { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public static async Task<GraphAnswer> ReadAsync(Response response, CancellationToken cancellation)
    {
        var answer = new GraphAnswer(response.Status, default)
        {
            RequestId = Header(response, "request-id") is { } id && Guid.TryParse(id, out var guid) ? guid.ToString() : null,
            RetryAfter = Header(response, "Retry-After"),
            Date = Header(response, "Date"),
            ThrottleScope = Header(response, "x-ms-throttle-scope"),
        };
        if (response.ContentStream is not { } stream)
            return answer;
        if (response.Headers.ContentLengthLong > LargestBody)
            return answer with { IsTooLarge = true };

        // Read by hand: the pipeline's own buffering has no limit, and a small compressed answer may unfold into a huge one.
        using var body = new MemoryStream();
        var block = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(block, cancellation)) > 0)
        {
            if (body.Length + read > LargestBody)
                return answer with { IsTooLarge = true };
            body.Write(block, 0, read);
        }

        return answer with { Body = body.GetBuffer().AsMemory(0, (int)body.Length) };
    }

    private static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out var value) ? value : null;
}
