using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>The subscription that watches a mailbox.</summary>
/// <param name="ClientState">Our secret; notifications without it are not ours (graph.md 1.6).</param>
/// <param name="RenewAt">Half of its life is over then.</param>
public sealed record SubscriptionState(string Id, string ClientState, DateTimeOffset ExpiresAt, DateTimeOffset RenewAt)
{
    /// <summary>Where Graph was told to notify. When our address is another one now, the subscription is replaced.</summary>
    public string? NotificationUrl { get; init; }

    /// <summary>What arrived before was never notified by it.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was created or renewed last.</summary>
    public DateTimeOffset RenewedAt { get; init; }
}

/// <summary>What Graph says is wrong with a subscription (graph.md 1.7).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SubscriptionRisk>))]
public enum SubscriptionRisk
{
    /// <summary><c>reauthorizationRequired</c>: notifications stop soon unless it is renewed.</summary>
    Reauthorize,

    /// <summary><c>subscriptionRemoved</c>: it is gone.</summary>
    Removed,
}

/// <summary>Graph's warning, until it is dealt with.</summary>
public sealed record SubscriptionAlarm(SubscriptionRisk Risk, DateTimeOffset At);

/// <summary>Which mailbox a Graph subscription belongs to, and its secret.</summary>
public sealed record SubscriptionOwner(MailboxId Mailbox, string ClientState);
