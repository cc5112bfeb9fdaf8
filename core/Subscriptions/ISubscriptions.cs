using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Subscriptions;

/// <summary>A Graph subscription as Graph lists it. The secret is not readable (graph.md 1.6).</summary>
public sealed record GraphSubscription(string Id, string Resource, string? NotificationUrl, DateTimeOffset ExpiresAt);

/// <summary>What a new subscription shall be: <c>created</c> in the mailbox's Inbox, immutable ids.</summary>
public sealed record SubscriptionRequest(MailboxId Mailbox, Uri NotificationUrl, Uri LifecycleUrl, string ClientState, DateTimeOffset ExpiresAt);

/// <summary>Port: Graph's subscriptions of this app in this tenant (graph.md 1).</summary>
public interface ISubscriptions
{
    Task<Outcome<IReadOnlyList<GraphSubscription>>> ListAsync(CancellationToken cancellation);

    /// <summary>Creates; Graph validates both URLs before it answers. <see cref="FailureCategory.Conflict"/>: one for the same resource exists.</summary>
    Task<Outcome<GraphSubscription>> CreateAsync(SubscriptionRequest request, CancellationToken cancellation);

    /// <summary>Moves the expiry (this also reauthorizes). <see cref="FailureCategory.NotFound"/>: it expired or was removed.</summary>
    Task<Outcome<GraphSubscription>> RenewAsync(string subscriptionId, DateTimeOffset expiresAt, CancellationToken cancellation);

    /// <summary>Deletes; a missing one is no failure.</summary>
    Task<Outcome<Done>> DeleteAsync(string subscriptionId, CancellationToken cancellation);

    /// <summary>True when <paramref name="subscription"/> watches the Inbox of <paramref name="mailbox"/>, however Graph spells the resource.</summary>
    bool Watches(GraphSubscription subscription, MailboxId mailbox);
}
