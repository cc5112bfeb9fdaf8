using System.Text.Json;
using Azure.Core;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Subscriptions;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Change notification subscriptions of this app (graph.md 1).</summary>
internal sealed class GraphSubscriptions(GraphHttp http) : ISubscriptions
{
    public Task<Outcome<IReadOnlyList<GraphSubscription>>> ListAsync(CancellationToken cancellation) =>
        http.AllAsync(Call(RequestMethod.Get, "ListSubscriptions", "subscriptions"), Read, cancellation);

    public Task<Outcome<GraphSubscription>> CreateAsync(SubscriptionRequest request, CancellationToken cancellation) =>
        http.SendAsync(
            Call(RequestMethod.Post, "CreateSubscription", "subscriptions") with
            {
                Repeatable = false,
                Body = GraphBody.Of(new SubscriptionWire(
                    "created",
                    request.NotificationUrl.AbsoluteUri,
                    request.LifecycleUrl.AbsoluteUri,
                    $"users/{GraphUrl.Segment(request.Mailbox.Value)}/mailFolders('inbox')/messages",
                    GraphUrl.Time(request.ExpiresAt),
                    request.ClientState,
                    "v1_2")),
            },
            ReadOne,
            cancellation);

    public Task<Outcome<GraphSubscription>> RenewAsync(string subscriptionId, DateTimeOffset expiresAt, CancellationToken cancellation) =>
        http.SendAsync(
            Call(RequestMethod.Patch, "RenewSubscription", $"subscriptions/{GraphUrl.Segment(subscriptionId)}") with
            {
                Body = GraphBody.Of(new RenewalWire(GraphUrl.Time(expiresAt))),
            },
            ReadOne,
            cancellation);

    public async Task<Outcome<Done>> DeleteAsync(string subscriptionId, CancellationToken cancellation)
    {
        var deleted = await http.SendForNothingAsync(
            Call(RequestMethod.Delete, "DeleteSubscription", $"subscriptions/{GraphUrl.Segment(subscriptionId)}"), cancellation);
        return deleted.Failure?.Category == FailureCategory.NotFound ? Done.It : deleted;
    }

    /// <summary>Graph spells the same resource <c>users/id/…</c>, <c>Users('id')/…</c>, <c>users/id@tenant/…</c>, with and without a leading slash (graph.md 1.3).</summary>
    public bool Watches(GraphSubscription subscription, MailboxId mailbox)
    {
        var path = subscription.Resource.Split('?', 2)[0]
            .Replace("('", "/", StringComparison.Ordinal)
            .Replace("')", "", StringComparison.Ordinal);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 5
            && Same(parts[0], "users")
            && (Same(Uri.UnescapeDataString(parts[1]), mailbox.Value) || Same(parts[1].Split('@', 2)[0], mailbox.Value))
            && Same(parts[2], "mailFolders") && Same(parts[3], "inbox") && Same(parts[4], "messages");
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static GraphCall Call(RequestMethod method, string operation, string url) =>
        new(method, operation, GraphTarget.Subscription, "subscriptions", url);

    private static Outcome<GraphSubscription> ReadOne(JsonElement answer) =>
        Read(answer) is { } subscription ? subscription : GraphErrors.Unreadable;

    /// <summary>An expiry that cannot be read counts as past, so that the subscription is renewed at once.</summary>
    private static GraphSubscription? Read(JsonElement subscription) =>
        subscription.Text("id") is { Length: > 0 } id
            ? new GraphSubscription(
                id, subscription.Text("resource") ?? "", subscription.Text("notificationUrl"),
                subscription.Time("expirationDateTime") ?? DateTimeOffset.MinValue)
            : null;
}
