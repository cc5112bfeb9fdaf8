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
