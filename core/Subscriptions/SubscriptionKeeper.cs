using System.Security.Cryptography;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Subscriptions;

/// <summary>Where Graph reaches us; null when there is no public address, then the Inbox is only looked at in intervals (graph.md 11.1).</summary>
public sealed record NotificationAddresses(Uri Notifications, Uri Lifecycle)
{
    /// <summary>As Graph lists it.</summary>
    public string Url => Notifications.AbsoluteUri;
}

/// <summary>What a subscription needs besides being alive.</summary>
public enum SubscriptionNeed
{
    /// <summary>Nothing but its renewal in time.</summary>
    None,

    /// <summary>Renewal now: Graph asked for it.</summary>
    Reauthorization,

    /// <summary>Another one in its place: it is gone, or silent.</summary>
    Replacement,
}

/// <summary>What keeping a subscription came to.</summary>
/// <param name="Subscription">The one that counts now; null when there is none.</param>
/// <param name="MayHaveMissed">True when notifications may have been lost until now: the whole Inbox must be looked through.</param>
public sealed record KeptSubscription(SubscriptionState? Subscription, bool MayHaveMissed, Failure? Failure = null);

/// <summary>
/// Keeps one subscription alive: creates it, renews it at half of its life or when Graph asks, creates it anew when it is gone. Of what stands in its place, only a
/// subscription whose secret we know is adopted; any other is deleted, never trusted (graph.md 1.1, 1.6, 1.8).
/// </summary>
public sealed class SubscriptionKeeper(ISubscriptions subscriptions, MailboxTable mailboxes, TimeProvider time)
{
    /// <summary>Graph allows 10,080 minutes; five less leave room for clocks that differ (graph.md 1.8).</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10_075);

    /// <summary>Requests for reauthorization can come in floods; one renewal in this time answers them all (F-23).</summary>
    private static readonly TimeSpan ReauthorizationPause = TimeSpan.FromMinutes(1);

    /// <summary>True when <see cref="KeepAsync"/> has something to do.</summary>
    public bool IsDue(SubscriptionState? current, SubscriptionNeed need, NotificationAddresses? addresses)
    {
        var now = time.GetUtcNow();
        return addresses is null
            ? current is not null
            : current is null || need == SubscriptionNeed.Replacement || now >= current.RenewAt || !Reaches(current, addresses)
                || (need == SubscriptionNeed.Reauthorization && now >= current.RenewedAt + ReauthorizationPause);
    }

    public async Task<KeptSubscription> KeepAsync(
        MailboxId mailbox, SubscriptionState? current, SubscriptionNeed need, NotificationAddresses? addresses, CancellationToken cancellation)
    {
        if (!IsDue(current, need, addresses))
            return new(current, false);
        if (addresses is null)
            return new(null, true);
        if (current is null || need == SubscriptionNeed.Replacement || !Reaches(current, addresses))
            return await CreateAsync(mailbox, current, addresses, cancellation);

        // An expired one is not there any more; asking is the same call.
        var now = time.GetUtcNow();
        var renewed = await subscriptions.RenewAsync(current.Id, now + Lifetime, cancellation);
        if (renewed.Succeeded)
            return new(Alive(renewed.Value, current.ClientState, addresses, now) with { StartedAt = current.StartedAt }, need == SubscriptionNeed.Reauthorization);
        return renewed.Failure.Category == FailureCategory.NotFound
            ? await CreateAsync(mailbox, null, addresses, cancellation)
            : new(current, false, renewed.Failure);
    }

    private static bool Reaches(SubscriptionState current, NotificationAddresses addresses) => current.NotificationUrl == addresses.Url;

    private async Task<KeptSubscription> CreateAsync(MailboxId mailbox, SubscriptionState? old, NotificationAddresses addresses, CancellationToken cancellation)
    {
        if (old is not null && await subscriptions.DeleteAsync(old.Id, cancellation) is { Succeeded: false } undeleted)
            return new(old, false, undeleted.Failure);
        var made = await PostAsync(mailbox, addresses, cancellation);
        if (made.Failure?.Category != FailureCategory.Conflict)
            return made;

        // One stands in the way: of a former life, of another instance, or of a creation whose answer was lost.
        var listed = await subscriptions.ListAsync(cancellation);
        if (!listed.Succeeded)
            return new(null, false, listed.Failure);
        foreach (var standing in listed.Value.Where(subscription => subscriptions.Watches(subscription, mailbox)))
        {
            if (await AdoptAsync(mailbox, standing, addresses, cancellation) is { } adopted)
                return adopted;
            if (await subscriptions.DeleteAsync(standing.Id, cancellation) is { Succeeded: false } stays)
                return new(null, false, stays.Failure);
        }

        return await PostAsync(mailbox, addresses, cancellation);
    }

    private async Task<KeptSubscription?> AdoptAsync(MailboxId mailbox, GraphSubscription standing, NotificationAddresses addresses, CancellationToken cancellation)
    {
        if (standing.NotificationUrl != addresses.Url || await mailboxes.OwnerAsync(standing.Id, cancellation) is not { } owner || owner.Mailbox != mailbox)
            return null;
        var now = time.GetUtcNow();
        var renewed = await subscriptions.RenewAsync(standing.Id, now + Lifetime, cancellation);
        return renewed.Succeeded ? new(Alive(renewed.Value, owner.ClientState, addresses, now), true) : null;
    }

    private async Task<KeptSubscription> PostAsync(MailboxId mailbox, NotificationAddresses addresses, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var created = await subscriptions.CreateAsync(
            new SubscriptionRequest(mailbox, addresses.Notifications, addresses.Lifecycle, secret, now + Lifetime), cancellation);
        return created.Succeeded ? new(Alive(created.Value, secret, addresses, now), true) : new(null, false, created.Failure);
    }

    // The expiry that Graph answered counts, not the one we asked for.
    private static SubscriptionState Alive(GraphSubscription subscription, string secret, NotificationAddresses addresses, DateTimeOffset now) =>
        new(subscription.Id, secret, subscription.ExpiresAt, now + (subscription.ExpiresAt - now) / 2)
        {
            NotificationUrl = addresses.Url,
            StartedAt = now,
            RenewedAt = now,
        };
}
