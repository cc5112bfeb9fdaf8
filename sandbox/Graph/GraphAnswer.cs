using System.Text.Json.Nodes;

namespace TeamsEmailBot.Sandbox.Graph;

/// <summary>An answer of Graph before it is written.</summary>
internal sealed record GraphAnswer(int Status, JsonNode? Json = null)
{
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Instead of JSON.</summary>
    public byte[]? Bytes { get; init; }

    public string ContentType { get; init; } = "application/json";

    public static GraphAnswer Ok(JsonNode json) => new(200, json);

    public static GraphAnswer Created(JsonNode json) => new(201, json);

    public static GraphAnswer Accepted() => new(202);

    public static GraphAnswer NoContent() => new(204);
}
