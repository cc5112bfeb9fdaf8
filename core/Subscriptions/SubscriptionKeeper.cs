using System.Security.Cryptography;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Subscriptions;

/// <summary>Where Graph reaches us; null when there is no public address, then the Inbox is only looked at in intervals (graph.md 11.1).</summary>
public sealed record NotificationAddresses(Uri Notifications, Uri Lifecycle);

/// <summary>What keeping a subscription came to.</summary>
/// <param name="Subscription">The one that is alive now; null when there is none.</param>
/// <param name="IsNew">True when it began now: what arrived before must be looked for.</param>
public sealed record KeptSubscription(SubscriptionState? Subscription, bool IsNew, Failure? Failure = null);

/// <summary>
/// Keeps one subscription alive: creates it, renews it at half of its life, creates it anew when Graph dropped it. A subscription of ours with a secret we do not
/// know is deleted, never trusted (graph.md 1.1, 1.6, 1.8).
/// </summary>
public sealed class SubscriptionKeeper(ISubscriptions subscriptions, TimeProvider time)
{
    /// <summary>Graph allows 10,080 minutes; five less leave room for clocks that differ (graph.md 1.8).</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10_075);

    public async Task<KeptSubscription> KeepAsync(MailboxId mailbox, SubscriptionState? current, NotificationAddresses? addresses, CancellationToken cancellation)
    {
        if (addresses is null)
            return new(null, false);
        var now = time.GetUtcNow();
        if (current is not null && now < current.RenewAt && now < current.ExpiresAt)
            return new(current, false);
        if (current is not null && now < current.ExpiresAt)
        {
            var renewed = await subscriptions.RenewAsync(current.Id, now + Lifetime, cancellation);
            if (renewed.Succeeded)
                return new(Alive(renewed.Value, current.ClientState, now), false);
            if (renewed.Failure.Category != FailureCategory.NotFound)
                return new(current, false, renewed.Failure);
        }

        return await CreateAsync(mailbox, addresses, cancellation);
    }

    /// <summary>Deletes the subscription; a failure may be ignored, because it expires by itself and its notifications are not ours any more.</summary>
    public Task<Outcome<Done>> DropAsync(SubscriptionState subscription, CancellationToken cancellation) =>
        subscriptions.DeleteAsync(subscription.Id, cancellation);

    private async Task<KeptSubscription> CreateAsync(MailboxId mailbox, NotificationAddresses addresses, CancellationToken cancellation)
    {
        var listed = await subscriptions.ListAsync(cancellation);
        if (!listed.Succeeded)
            return new(null, false, listed.Failure);
        foreach (var stranger in listed.Value.Where(subscription => subscriptions.Watches(subscription, mailbox)))
            if (await subscriptions.DeleteAsync(stranger.Id, cancellation) is { Succeeded: false } undeleted)
                return new(null, false, undeleted.Failure);

        var now = time.GetUtcNow();
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var created = await subscriptions.CreateAsync(
            new SubscriptionRequest(mailbox, addresses.Notifications, addresses.Lifecycle, secret, now + Lifetime), cancellation);
        return created.Succeeded ? new(Alive(created.Value, secret, now), true) : new(null, false, created.Failure);
    }

    // The expiry that Graph answered counts, not the one we asked for.
    private static SubscriptionState Alive(GraphSubscription subscription, string secret, DateTimeOffset now) =>
        new(subscription.Id, secret, subscription.ExpiresAt, now + (subscription.ExpiresAt - now) / 2);
}
