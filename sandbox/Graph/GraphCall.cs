using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Sandbox.Graph.Query;

namespace TeamsEmailBot.Sandbox.Graph;

/// <summary>One request to Graph, taken apart.</summary>
internal sealed class GraphCall(
    IReadOnlyDictionary<string, string> values, ODataQuery query, IHeaderDictionary headers, byte[] body, string requestUrl, FaultKind? fault)
{
    public ODataQuery Query { get; } = query;

    public IHeaderDictionary Headers { get; } = headers;

    /// <summary>Scheme, host and path, for next links.</summary>
    public string RequestUrl { get; } = requestUrl;

    public byte[] Body { get; } = body;

    /// <summary>A planned fault that the handler itself must act out (moves).</summary>
    public FaultKind? Fault { get; } = fault;

    public Preferences Prefer { get; } = Preferences.Read(headers["Prefer"]);

    /// <summary>The mailbox of the path; only to be read by routes below users/{user} that need one.</summary>
    public required Mailbox Mailbox { get; init; }

    public string this[string name] => values[name];

    /// <summary>The body as an object; an empty body is an empty object.</summary>
    public JsonObject Json()
    {
        if (Body.Length == 0)
            return [];
        if (Headers.ContentType.ToString() is var type && !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            throw new GraphRefusal(415, "RequestBodyRead", $"Content-Type '{type}' is not supported here.");
        try
        {
            // Duplicate names would make the node throw late and oddly; Graph calls such a body unreadable.
            return JsonNode.Parse(Body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw GraphRefusal.BadRequest("Empty Payload. JSON content expected.");
        }
        catch (JsonException)
        {
            throw GraphRefusal.BadRequest("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
        }
    }
}
