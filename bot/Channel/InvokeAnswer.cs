using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>The HTTP answer to an invoke (teams.md 2.4, 5). Never empty: Teams takes an empty one for a failure and sends the click again.</summary>
internal sealed class InvokeAnswer
{
    private InvokeAnswer(int status, ReadOnlyMemory<byte> body) => (Status, Body) = (status, body);

    public int Status { get; }

    /// <summary>JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Replaces the clicked card, for the person who clicked only.</summary>
    public static InvokeAnswer Card(JsonNode card) => Execute(StatusCodes.Status200OK, Attachment.AdaptiveCard, card.DeepClone());

    /// <summary>A line under the card; also the answer of choice for refusals (teams.md 4.5).</summary>
    public static InvokeAnswer Message(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return Execute(StatusCodes.Status200OK, "application/vnd.microsoft.activity.message", JsonValue.Create(text));
    }

    /// <summary>Shows "something went wrong" to the person; for requests that cannot be understood.</summary>
    public static InvokeAnswer Error(int status, string code, string message) =>
        Execute(status, "application/vnd.microsoft.error", new JsonObject { ["code"] = code, ["message"] = message });

    /// <summary>Any other body, for example that of <c>task/fetch</c>.</summary>
    public static InvokeAnswer Json(JsonNode body) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(body, ChannelWire.Json.JsonNode));

    /// <summary>Closes a dialog.</summary>
    public static InvokeAnswer Close() => Json(new JsonObject());

    private static InvokeAnswer Execute(int statusCode, string type, JsonNode value) =>
        Json(new JsonObject { ["statusCode"] = statusCode, ["type"] = type, ["value"] = value });
}
