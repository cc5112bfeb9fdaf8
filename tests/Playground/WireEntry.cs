using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Playground;

/// <summary>One call between bot and Playground, as the Playground's wire tap tells it (teams.md 9.4).</summary>
internal sealed record WireEntry(string Name, string? Conversation, string? MessageId, bool FromBot, JsonNode? Request, int Status, JsonNode? Answer)
{
    /// <summary>The Adaptive Card the bot sent with this call, or null.</summary>
    public JsonNode? Card => (Request?["attachments"] as JsonArray)?.Select(attachment => attachment?["content"]).FirstOrDefault(content => content is not null);

    /// <summary>Null for lines that are no call, such as a changed one.</summary>
    public static WireEntry? Read(string line)
    {
        if (JsonNode.Parse(line)?["log"] is not { } log)
        {
            return null;
        }

        return new(
            (string?)log["activityName"] ?? "",
            (string?)log["conversationId"],
            (string?)log["messageId"],
            (string?)log["from"] == "User Application",
            log["request"]?["body"],
            (int?)log["response"]?["statusCode"] ?? 0,
            log["response"]?["body"]);
    }
}
