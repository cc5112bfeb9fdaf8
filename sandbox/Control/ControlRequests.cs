using System.Text.Json.Nodes;

namespace TeamsEmailBot.Sandbox.Control;

// What the control API takes; absent members are null.
internal sealed record DeliverRequest(
    AddressView? From,
    string? Subject,
    string? Text,
    string? Html,
    IReadOnlyList<AddressView>? To,
    IReadOnlyList<AddressView>? Cc,
    IReadOnlyList<AddressView>? ReplyTo,
    IReadOnlyList<HeaderView>? Headers,
    IReadOnlyList<DeliverAttachment>? Attachments,
    string? InternetMessageId,
    string? InReplyTo,
    string? References,
    string? Importance,
    string? MessageClass,
    DeliverMeeting? Meeting);

internal sealed record DeliverMeeting(DateTimeOffset Start, DateTimeOffset End, string? Location);

internal sealed record DeliverAttachment(string Name, string? ContentType, string ContentBase64, bool? IsInline, string? ContentId);

internal sealed record MoveRequest(string? FolderId);

internal sealed record SayRequest(string? Text);

internal sealed record InvokeRequest(string? ActivityId, JsonObject? Action, string? Trigger);

internal sealed record SubmitRequest(string? ActivityId, JsonObject? Data);

internal sealed record SearchRequest(string? ActivityId, string? Dataset, string? QueryText);

internal sealed record ScopeRequest(IReadOnlyList<string>? Mailboxes, double? DelaySeconds);

internal sealed record ClockRequest(double? AdvanceSeconds);

internal sealed record FaultsRequest(
    bool? GraphDown, bool? GraphThrottled, double? GraphSlowSeconds, bool? TeamsDown, bool? TeamsThrottled, bool? DropNotifications);
