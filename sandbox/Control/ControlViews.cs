using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Control;

// What the control API sends and takes.
internal sealed record StateView(
    DateTimeOffset Now,
    ClockView Clock,
    string TenantId,
    string TenantName,
    string BotName,
    IReadOnlyList<PersonView> People,
    IReadOnlyList<AddressView> Customers,
    IReadOnlyList<MailboxView> Mailboxes,
    FaultsView Faults,
    AccessView? Access);

internal sealed record ClockView(double OffsetSeconds, string TimeZone);

internal sealed record PersonView(
    string Id, string Name, string UserPrincipalName, string Address, string Role, PresenceView Presence, bool Installed, bool Blocked);

internal sealed record PresenceView(string Availability, string? Activity);

internal sealed record AddressView(string? Name, string Address);

/// <summary>What administrators have granted; absent where everything is allowed.</summary>
internal sealed record AccessView(IReadOnlyList<string> Consented, IReadOnlyDictionary<string, DateTimeOffset> Mailboxes);

internal sealed record MailboxView(string Id, string Name, string Address, IReadOnlyList<FolderView> Folders);

internal sealed record FolderView(string Id, string Name, string? WellKnownName, int Total, int Unread);

internal sealed record MessagesView(IReadOnlyList<MessageLineView> Messages);

internal sealed record MessageLineView(
    string Id, string Subject, AddressView? From, DateTimeOffset ReceivedAt, string Preview, bool IsRead, bool HasAttachments, bool IsDraft);

internal sealed record MessageView(
    string Id,
    string Subject,
    AddressView? From,
    IReadOnlyList<AddressView> To,
    IReadOnlyList<AddressView> Cc,
    DateTimeOffset ReceivedAt,
    string Html,
    string Text,
    IReadOnlyList<HeaderView> Headers,
    IReadOnlyList<AttachmentView> Attachments,
    string FolderId,
    string InternetMessageId);

internal sealed record HeaderView(string Name, string Value);

internal sealed record AttachmentView(string Name, string ContentType, int Size);

internal sealed record CustomerMailsView(IReadOnlyList<CustomerMailView> Mails);

internal sealed record CustomerMailView(
    string Id,
    AddressView From,
    IReadOnlyList<AddressView> To,
    string Subject,
    string Html,
    DateTimeOffset ReceivedAt,
    string InternetMessageId,
    string? InReplyTo);

internal sealed record ChatView(string? ConversationId, IReadOnlyList<ChatActivityView> Activities);

internal sealed record ChatActivityView(
    string Id, string From, string? Text, JsonObject? Card, string? Summary, string? Notice, DateTimeOffset Time, DateTimeOffset? UpdatedAt);

internal sealed record BotAnswerView(int Status, JsonNode? Body);

internal sealed record WireEntriesView(IReadOnlyList<WireView> Entries);

internal sealed record WireView(
    long N,
    DateTimeOffset Time,
    string Direction,
    string Method,
    string Path,
    int Status,
    long Milliseconds,
    long RequestBytes,
    long ResponseBytes,
    string Summary)
{
    public static WireView Of(WireEntry e) =>
        new(e.N, e.Time, e.Direction, e.Method, e.Path, e.Status, e.Milliseconds, e.RequestBytes, e.ResponseBytes, e.Summary);
}

internal sealed record FaultsView(
    bool GraphDown, bool GraphThrottled, double GraphSlowSeconds, bool TeamsDown, bool TeamsThrottled, bool DropNotifications);

internal sealed record CreatedView(string Id);

internal sealed record NowView(DateTimeOffset Now);

internal sealed record DoneView(bool Done = true);

internal sealed record ErrorView(string Error);

internal sealed record ClockEvent(DateTimeOffset Now);

internal sealed record PersonEvent(string PersonId);

internal sealed record MailboxEvent(string MailboxId);

internal sealed record CustomerEvent(string Address);
