using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Notifications;

/// <summary>What a POST by Graph asks for, after the checks.</summary>
public enum NotificationKind
{
    /// <summary>Mail arrived: look what is new.</summary>
    Arrived,

    /// <summary>Notifications were lost: look through the whole Inbox.</summary>
    Missed,

    /// <summary>The subscription must be reauthorized.</summary>
    Reauthorize,

    /// <summary>The subscription is gone.</summary>
    Removed,
}

/// <summary>A checked hint about one mailbox, given by one of its subscriptions.</summary>
public sealed record NotificationHint(MailboxId Mailbox, NotificationKind Kind, string Subscription);

/// <summary>The checked hints of a POST, each subscription and kind once. <paramref name="IsReadable"/> is false when the body is no notification at all.</summary>
public sealed record NotificationPost(bool IsReadable, IReadOnlyList<NotificationHint> Hints);

/// <summary>
/// The gate for Graph's notifications (graph.md 1.4): an item counts only when we know its subscription and it carries that subscription's secret (I9). What
/// does not is counted and dropped, and the sender learns nothing.
/// </summary>
public sealed class NotificationGate(MailboxTable mailboxes, ILogger<NotificationGate> log)
{
    /// <summary>Graph's POSTs are far smaller.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<string, SubscriptionOwner> owners = new(StringComparer.Ordinal);

    public async Task<NotificationPost> CheckAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (Read(body) is not { } items)
        {
            log.Unreadable();
            return new(false, []);
        }

        var hints = new HashSet<NotificationHint>();
        var dropped = 0;
        foreach (var item in items)
            if (item is { SubscriptionId: { Length: > 0 and <= 128 } id } && await OwnerAsync(id, cancellation) is { } owner && SameSecret(owner.ClientState, item.ClientState))
                hints.Add(new NotificationHint(owner.Mailbox, Kind(item.LifecycleEvent), id));
            else
                dropped++;
        if (dropped > 0)
            log.Dropped(dropped);
        return new(true, [.. hints]);
    }

    private static IReadOnlyList<GraphNotification?>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, NotificationJson.Default.GraphNotifications)?.Value;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A known subscription keeps its secret for life, so it may be remembered; an unknown one may be created any moment.
    private async ValueTask<SubscriptionOwner?> OwnerAsync(string subscription, CancellationToken cancellation)
    {
        if (owners.TryGetValue(subscription, out var known))
            return known;
        if (subscription.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '-'))
            return null;
        if (await mailboxes.OwnerAsync(subscription, cancellation) is not { } owner)
            return null;
        if (owners.Count >= MaxRemembered)
            owners.Clear();
        owners[subscription] = owner;
        return owner;
    }

    private static bool SameSecret(string ours, string? theirs) =>
        theirs is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ours), Encoding.UTF8.GetBytes(theirs));

    private static NotificationKind Kind(string? lifecycleEvent) => lifecycleEvent?.ToUpperInvariant() switch
    {
        null or "" => NotificationKind.Arrived,
        "MISSED" => NotificationKind.Missed,
        "SUBSCRIPTIONREMOVED" => NotificationKind.Removed,

        // An event of a kind we do not know is about the subscription's life, too: renewing it tells whether it still lives.
        _ => NotificationKind.Reauthorize,
    };
}
