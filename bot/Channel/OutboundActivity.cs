using System.Text.Json;
using System.Text.Json.Nodes;
using TeamsEmailBot.Bot.Channel.Conversations;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>Makes the two kinds of activity we send. A card never comes with text: Teams would split it in two and give no id (teams.md 2.7).</summary>
internal static class OutboundActivity
{
    /// <param name="summary">What the toast and the chat list show.</param>
    /// <param name="alert">True raises a toast.</param>
    public static Activity Card(ConversationReference to, JsonNode card, string summary, bool alert) => To(to) with
    {
        Summary = summary,
        Attachments = [new Attachment(Attachment.AdaptiveCard, JsonSerializer.SerializeToElement(card, ChannelWire.Json.JsonNode))],
        ChannelData = alert ? new ChannelData(Notification: new NotificationInfo(true)) : null,
    };

    /// <summary>Text that Teams shows as it is, without Markdown.</summary>
    public static Activity Text(ConversationReference to, string text) => To(to) with { Text = text, TextFormat = "plain" };

    private static Activity To(ConversationReference to) => new()
    {
        Type = ActivityTypes.Message,
        From = to.BotId is null ? null : new ChannelAccount(to.BotId),
        Recipient = new ChannelAccount(to.UserId, AadObjectId: to.PersonId),
    };
}
