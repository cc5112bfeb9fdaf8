using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>What the bot answered to an activity.</summary>
/// <param name="Status">HTTP status; 504 when there was no answer in time, 502 when there was none at all.</param>
/// <param name="Body">JSON of the answer, or null.</param>
public sealed record BotAnswer(int Status, JsonNode? Body)
{
    /// <summary>Card of an adaptiveCard/action answer, or of a dialog.</summary>
    public JsonObject? Card => Body?["value"] is JsonObject value && IsType("application/vnd.microsoft.card.adaptive")
        ? value
        : Body?["task"]?["value"] is JsonObject task ? task["card"]?["content"] as JsonObject : null;

    /// <summary>Text of an adaptiveCard/action answer, or of a dialog that closes with one.</summary>
    public string? Text => IsType("application/vnd.microsoft.activity.message") ? ConnectorJson.Text(Body?["value"]) : ConnectorJson.Text(Body?["task"]?["value"]);

    /// <summary>The status inside the body, which is what Teams shows by.</summary>
    public int? InvokeStatus => Body is JsonObject json && json["statusCode"] is JsonValue code && code.GetValueKind() == JsonValueKind.Number ? code.GetValue<int>() : null;

    private bool IsType(string type) => Body is JsonObject json && ConnectorJson.Text(json["type"]) == type;
}
