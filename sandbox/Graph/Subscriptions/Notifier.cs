using System.Globalization;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Messages;
using TeamsEmailBot.Sandbox.Http;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Graph.Subscriptions;

/// <summary>
/// Delivers change and lifecycle notifications (graph.md 1.3, 1.5, 1.7): what comes while a POST is under way goes out together in the next one;
/// without a 2xx within 3 s it is tried again, with growing pauses, for 4 h by the tenant's clock.
/// </summary>
internal sealed class Notifier(TenantState tenant, OutboundHttp http) : IDisposable
{
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RetryPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(4);

    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<Uri, List<JsonObject>> waiting = [];
    private int underWay;

    /// <summary>True when nothing waits and nothing is being posted or retried. Read under the tenant's lock.</summary>
    public bool IsIdle => underWay == 0;

    /// <summary>Called under the tenant's lock for every change of a message.</summary>
    public void OnChange(MailChange change)
    {
        foreach (var subscription in tenant.Subscriptions.Living)
        {
            var watches = subscription.Mailbox == change.Mailbox && (subscription.Folder is null || subscription.Folder == change.Folder);
            if (!watches || subscription.IsPaused || !subscription.Kinds.Contains(change.Kind))
                continue;
            if (tenant.Faults.DropNotifications || subscription.Filter?.Matches(new MessageTarget(change.Message)) == false)
                continue;
            Enqueue(subscription.NotificationUrl, Write(subscription, change), tenant.Faults.NotificationDelay);
            if (tenant.Faults.DoubleNotifications)
                Enqueue(subscription.NotificationUrl, Write(subscription, change), tenant.Faults.NotificationDelay);
        }
    }

    /// <summary>Sends a lifecycle event (missed, subscriptionRemoved, reauthorizationRequired). Call it under the tenant's lock.</summary>
    public void Lifecycle(Subscription subscription, string lifecycleEvent)
    {
        if (subscription.LifecycleUrl is not { } url)
            return;
        Enqueue(url, new JsonObject
        {
            ["subscriptionId"] = subscription.Id.ToString(),
            ["subscriptionExpirationDateTime"] = Long(subscription.ExpiresAt),
            ["tenantId"] = tenant.World.TenantId,
            ["clientState"] = subscription.ClientState,
            ["lifecycleEvent"] = lifecycleEvent,
        }, TimeSpan.Zero);
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private static string Long(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);

    private JsonObject Write(Subscription subscription, MailChange change)
    {
        var id = subscription.ImmutableIds ? change.Message.ImmutableId : change.Message.MutableId;
        var resource = $"Users/{subscription.Mailbox.Id}/Messages/{id}";
        return new JsonObject
        {
            ["subscriptionId"] = subscription.Id.ToString(),
            ["subscriptionExpirationDateTime"] = Long(subscription.ExpiresAt),
            ["changeType"] = change.Kind switch { ChangeKind.Created => "created", ChangeKind.Updated => "updated", _ => "deleted" },
            ["resource"] = resource,
            ["resourceData"] = new JsonObject
            {
                ["@odata.type"] = "#Microsoft.Graph.Message",
                ["@odata.id"] = resource,
                ["@odata.etag"] = MessageShape.ETag(change.Message),
                ["id"] = id,
            },
            ["clientState"] = subscription.ClientState,
            ["tenantId"] = tenant.World.TenantId,
        };
    }

    private void Enqueue(Uri url, JsonObject item, TimeSpan delay)
    {
        underWay++;
        if (delay > TimeSpan.Zero)
            _ = Task.Run(() => AddLaterAsync(url, item, delay), CancellationToken.None);
        else
            Add(url, item);
    }

    private async Task AddLaterAsync(Uri url, JsonObject item, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, tenant.Clock, stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (tenant.Sync)
            Add(url, item);
    }

    private void Add(Uri url, JsonObject item)
    {
        if (waiting.TryGetValue(url, out var others))
        {
            others.Add(item);
            return;
        }

        waiting[url] = [item];
        _ = Task.Run(() => DeliverAsync(url), CancellationToken.None);
    }

    private async Task DeliverAsync(Uri url)
    {
        try
        {
            while (Take(url) is { Count: > 0 } batch)
            {
                await PostAsync(url, batch);
                lock (tenant.Sync)
                    underWay -= batch.Count;
                tenant.Signals.Pulse();
            }
        }
        catch (OperationCanceledException)
        {
            // The tenant stops; what was not delivered is lost, as after a real outage of four hours.
        }
    }

    /// <summary>Everything that waits for the URL; an empty answer ends the run for it.</summary>
    private List<JsonObject> Take(Uri url)
    {
        lock (tenant.Sync)
        {
            var batch = waiting[url];
            if (batch.Count == 0)
                waiting.Remove(url);
            else
                waiting[url] = [];
            if (tenant.Faults.ReorderNotifications)
                batch.Reverse();
            return batch;
        }
    }

    /// <summary>Posts; a failed delivery is retried on its own so that it does not hold up newer ones.</summary>
    private async Task PostAsync(Uri url, List<JsonObject> batch)
    {
        var kind = batch.Exists(i => i.ContainsKey("lifecycleEvent")) ? "lifecycle" : "notification";
        var summary = kind == "lifecycle" ? $"lifecycle: {batch[0]["lifecycleEvent"]}" : $"notify: {batch.Count} change{(batch.Count == 1 ? "" : "s")}";
        var body = new JsonObject { ["value"] = new JsonArray([.. batch]) }.ToJsonString();
        var request = new OutboundRequest(url, body, "application/json", WireDirection.GraphToBot, summary, kind);
        if (await http.PostAsync(request, FirstPatience, stopping.Token) is { Status: >= 200 and < 300 } || tenant.Faults.DropNotifications)
            return;
        lock (tenant.Sync)
            underWay++;
        _ = Task.Run(() => RetryAsync(request), CancellationToken.None);
    }

    private async Task RetryAsync(OutboundRequest request)
    {
        try
        {
            var until = tenant.Now + GiveUpAfter;
            var pause = TimeSpan.FromSeconds(5);
            while (tenant.Now + pause < until)
            {
                await Task.Delay(pause, tenant.Clock, stopping.Token);
                if (await http.PostAsync(request, RetryPatience, stopping.Token) is { Status: >= 200 and < 300 } || tenant.Faults.DropNotifications)
                    return;
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
        catch (OperationCanceledException)
        {
            // As above.
        }
        finally
        {
            lock (tenant.Sync)
                underWay--;
            tenant.Signals.Pulse();
        }
    }
}
