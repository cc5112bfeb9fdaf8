using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>What an activity of the bot shows.</summary>
internal sealed record ChatContent(string? Text, JsonObject? Card, string? Summary)
{
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Messages the activity turns into: text and each attachment are one each (teams.md 2.7).</summary>
    public static IReadOnlyList<ChatContent> Read(JsonObject activity)
    {
        var text = ConnectorJson.Text(activity["text"]);
        var summary = ConnectorJson.Text(activity["summary"]);
        List<ChatContent> parts = [];
        if (!string.IsNullOrEmpty(text))
            parts.Add(new ChatContent(text, null, summary));
        if (activity["attachments"] is null)
            return parts;
        if (activity["attachments"] is not JsonArray attachments)
            throw ConnectorRefusal.BadSyntax("attachments must be a list.");
        foreach (var attachment in attachments)
        {
            if (attachment is not JsonObject json || ConnectorJson.Text(json["contentType"]) is not { Length: > 0 } type)
                throw ConnectorRefusal.BadSyntax("An attachment needs a contentType.");
            if (type != CardType)
                throw ConnectorRefusal.BadArgument($"The attachment type {type} is not supported here.");
            if (json["content"] is not JsonObject card || ConnectorJson.Text(card["type"]) != "AdaptiveCard")
                throw ConnectorRefusal.BadSyntax("The content of the attachment is no Adaptive Card.");
            parts.Add(new ChatContent(null, (JsonObject)card.DeepClone(), summary));
        }

        return parts;
    }

    /// <summary>Teams refuses nulls anywhere in an activity (teams.md 2).</summary>
    public static void RefuseNulls(JsonNode node)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json)
                    RefuseNulls(value ?? throw ConnectorRefusal.BadSyntax($"The property {name} is null."));
                break;
            case JsonArray list:
                foreach (var value in list)
                    RefuseNulls(value ?? throw ConnectorRefusal.BadSyntax("A list holds null."));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Null:
                throw ConnectorRefusal.BadSyntax("A value is null.");
        }
    }
}
