using System.Text.Json;
using System.Text.Json.Serialization;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>
/// One activity of the Activity protocol, reduced to the members we use (teams.md 2); everything else is kept in <see cref="More"/>,
/// because receivers must accept unknown members (A2005). Every member may be absent: the guard decides what must be there.
/// </summary>
internal sealed record Activity
{
    /// <summary>For example <see cref="ActivityTypes.Message"/>; unknown types are accepted and ignored (A2006).</summary>
    public string? Type { get; init; }

    /// <summary>Given by the channel; we never send one (A2031).</summary>
    public string? Id { get; init; }

    /// <summary>Kept as text: order and duplicates are never judged by it (A2042).</summary>
    public string? Timestamp { get; init; }

    public string? ChannelId { get; init; }

    /// <summary>Where answers go. Trust it only after the guard passed; never sent (A2302).</summary>
    public string? ServiceUrl { get; init; }

    public ChannelAccount? From { get; init; }

    public ChannelAccount? Recipient { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    /// <summary>What toast and chat list show; set it on every activity that carries only a card.</summary>
    public string? Summary { get; init; }

    /// <summary>The user's language, for example <c>de-DE</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>Name of an invoke or event, for example <c>adaptiveCard/action</c>.</summary>
    public string? Name { get; init; }

    /// <summary>What a button or an invoke carries.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Of an installationUpdate: <c>add</c>, <c>remove</c>, <c>add-upgrade</c> or <c>remove-upgrade</c>.</summary>
    public string? Action { get; init; }

    /// <summary>On a click: the id of the activity that holds the card.</summary>
    public string? ReplyToId { get; init; }

    public string? DeliveryMode { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    public IReadOnlyList<ActivityEntity?>? Entities { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }

    public ChannelData? ChannelData { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>True in a one-to-one chat. A missing type with an <c>a:</c> id counts as personal (teams.md 2.1).</summary>
    [JsonIgnore]
    public bool IsPersonal => Conversation?.ConversationType is { Length: > 0 } type
        ? type == "personal"
        : Conversation?.Id?.StartsWith("a:", StringComparison.Ordinal) == true;

    [JsonIgnore]
    public bool IsInvoke => Type == ActivityTypes.Invoke;
}

/// <summary>The activity types that mean something to us.</summary>
internal static class ActivityTypes
{
    public const string Message = "message";
    public const string Invoke = "invoke";
    public const string InstallationUpdate = "installationUpdate";
    public const string ConversationUpdate = "conversationUpdate";
    public const string Typing = "typing";
}

/// <summary>A user or a bot. <paramref name="Id"/> is <c>29:…</c> or <c>28:…</c>, unique per bot and user; people are told apart by <paramref name="AadObjectId"/>.</summary>
internal sealed record ChannelAccount(string? Id = null, string? Name = null, string? AadObjectId = null)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

internal sealed record ConversationAccount(string? Id = null, string? ConversationType = null, string? TenantId = null)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

internal sealed record Attachment(string? ContentType = null, JsonElement? Content = null)
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    /// <summary>Of a picture: where it lies, behind the Connector's token.</summary>
    public string? ContentUrl { get; init; }

    /// <summary>Of a file: how it is called.</summary>
    public string? Name { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Of the many kinds of entity we read <c>clientInfo</c> only: the client's language and time zone.</summary>
internal sealed record ActivityEntity(string? Type = null, string? Locale = null, string? Timezone = null, string? Platform = null)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Teams' own members. <see cref="Notification"/> is outbound only: it raises the toast.</summary>
internal sealed record ChannelData(TenantInfo? Tenant = null, string? EventType = null, NotificationInfo? Notification = null)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

internal sealed record TenantInfo(string? Id = null);

internal sealed record NotificationInfo(bool? Alert = null);
