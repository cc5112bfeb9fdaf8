using TeamsEmailBot.Core.Subscriptions;

namespace TeamsEmailBot.Core.Engine;

/// <summary>What the host tells the engine.</summary>
public sealed record EngineOptions
{
    /// <summary>Where Graph reaches us; null = no notifications, the Inbox is looked at in intervals only.</summary>
    public NotificationAddresses? Addresses { get; init; }

    /// <summary>How often the whole Inbox is compared with the ledger (<c>Graph:ReconcileInterval</c>). Default 2 minutes.</summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often mailboxes are tended and waiting queues looked at. Default 10 seconds.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(10);
}
