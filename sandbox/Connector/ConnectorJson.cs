using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>Reads the connector's JSON leniently: a wrong type counts as absent.</summary>
internal static class ConnectorJson
{
    public static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static bool? Bool(JsonNode? node) => node is JsonValue value && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
        ? node.GetValue<bool>()
        : null;
}
