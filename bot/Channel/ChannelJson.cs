using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Channel.Conversations;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>JSON of the Activity protocol. Nulls are left out: Teams answers 400 to some of them (teams.md 2).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(CreateConversationBody))]
[JsonSerializable(typeof(ResourceAnswer))]
[JsonSerializable(typeof(ConversationReference))]
[JsonSerializable(typeof(SeenMark))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonNode))]
internal sealed partial class ChannelJson : JsonSerializerContext;

/// <summary>The same as it goes to Teams: letters of every script as they are, so that a card is as large as it was measured (F-57).</summary>
internal static class ChannelWire
{
    public static readonly ChannelJson Json = new(new JsonSerializerOptions(ChannelJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
