namespace TeamsEmailBot.Bot.Channel.Conversations;

/// <summary>Whether a person can be reached.</summary>
internal enum Reach
{
    Active,

    /// <summary>The app was removed (F-70).</summary>
    Uninstalled,

    /// <summary>The person or an administrator blocked the bot (F-71).</summary>
    Blocked,
}

/// <summary>Where and how to reach a person in the personal chat (teams.md 2.6). Kept per person; refreshed from every inbound activity.</summary>
internal sealed record ConversationReference
{
    /// <summary>Entra object id.</summary>
    public required string PersonId { get; init; }

    public required string TenantId { get; init; }

    public required string ServiceUrl { get; init; }

    /// <summary>True when a token vouched for the service URL (A7560); false only without authentication and for Entra tokens, which name none.</summary>
    public bool ServiceUrlVerified { get; init; }

    /// <summary>The <c>a:…</c> id; null after the person removed the chat, until it is created anew.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The <c>29:…</c> id: for sending and for <c>refresh.userIds</c>.</summary>
    public required string UserId { get; init; }

    /// <summary>The <c>28:…</c> id.</summary>
    public string? BotId { get; init; }

    /// <summary>For example <c>de-DE</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>IANA name, for example <c>Europe/Berlin</c>.</summary>
    public string? TimeZone { get; init; }

    public Reach Reach { get; init; }

    /// <summary>The Connector's error code that led to <see cref="Reach"/>, when one did.</summary>
    public string? ReachCode { get; init; }
}
