using System.Text.Json.Serialization;

namespace TeamsEmailBot.Sandbox.Control;

/// <summary>JSON of the control API: camelCase; nulls are written because the page's contract names them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StateView))]
[JsonSerializable(typeof(MessagesView))]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(CustomerMailsView))]
[JsonSerializable(typeof(ChatView))]
[JsonSerializable(typeof(BotAnswerView))]
[JsonSerializable(typeof(WireEntriesView))]
[JsonSerializable(typeof(FaultsView))]
[JsonSerializable(typeof(CreatedView))]
[JsonSerializable(typeof(NowView))]
[JsonSerializable(typeof(DoneView))]
[JsonSerializable(typeof(ErrorView))]
[JsonSerializable(typeof(ClockEvent))]
[JsonSerializable(typeof(PersonEvent))]
[JsonSerializable(typeof(MailboxEvent))]
[JsonSerializable(typeof(CustomerEvent))]
[JsonSerializable(typeof(DeliverRequest))]
[JsonSerializable(typeof(MoveRequest))]
[JsonSerializable(typeof(SayRequest))]
[JsonSerializable(typeof(InvokeRequest))]
[JsonSerializable(typeof(SubmitRequest))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(ClockRequest))]
[JsonSerializable(typeof(FaultsRequest))]
[JsonSerializable(typeof(ScopeRequest))]
[JsonSerializable(typeof(PresenceView))]
internal sealed partial class ControlJson : JsonSerializerContext;
