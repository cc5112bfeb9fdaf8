using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Subscriptions;

/// <summary>Creating, renewing and removing subscriptions (graph.md 1).</summary>
internal sealed class SubscriptionRoutes(TenantState tenant, MailboxGate gate, Handshake handshake, RoleCheck roles)
{
    private const string Collection = "subscriptions";
    private const string One = "subscriptions/{subscription}";

    public IEnumerable<GraphRoute> All() =>
    [
        new("GET", Collection, "list subscriptions", List),
        new("POST", Collection, "create subscription", NotHere) { HandleAsync = CreateAsync },
        new("GET", One, "read subscription", call => GraphAnswer.Ok(Find(call).Write(tenant.World.AppId, withClientState: false))),
        new("PATCH", One, "renew subscription", NotHere) { HandleAsync = PatchAsync },
        new("DELETE", One, "delete subscription", Delete),
        new("POST", One + "/reauthorize", "reauthorize subscription", Reauthorize),
    ];

    private static GraphAnswer NotHere(GraphCall call) => throw new InvalidOperationException("This route waits for the bot and takes the lock itself.");

    private Subscription Find(GraphCall call) => tenant.Subscriptions.Find(call["subscription"])
        ?? throw new GraphRefusal(404, "ResourceNotFound", $"The object was not found.");

    private GraphAnswer List(GraphCall call)
    {
        call.Query.Only("$top", "$skip");
        // The secret cannot be read back (graph.md 1.6).
        return GraphAnswer.Ok(Query.Paging.Page(call, tenant.Subscriptions.Living, 100, 100, s => s.Write(tenant.World.AppId, withClientState: false)));
    }

    private async Task<GraphAnswer> CreateAsync(GraphCall call, CancellationToken cancellation)
    {
        call.Query.Only();
        var request = SubscriptionRequest.Read(call.Json(), tenant.Now);
        if (tenant.Faults.SubscriptionsRefused)
            throw new GraphRefusal(403, "ExtensionError", "Operation: Create; Exception: [Status Code: Forbidden; Reason: Access is denied.]");
        lock (tenant.Sync)
            roles.Mail(CheckNew(request).Mailbox, "Mail.Read", call.Headers);
        await handshake.ValidateAsync(request.NotificationUrl, cancellation);
        if (request.LifecycleUrl is { } lifecycle)
            await handshake.ValidateAsync(lifecycle, cancellation);
        lock (tenant.Sync)
        {
            var resource = CheckNew(request);
            var subscription = new Subscription
            {
                Id = tenant.Ids.NewGuid(),
                Resource = request.Resource,
                Mailbox = resource.Mailbox,
                Folder = resource.Folder,
                Filter = resource.Filter,
                Kinds = request.Kinds,
                ChangeType = request.ChangeType,
                NotificationUrl = request.NotificationUrl,
                LifecycleUrl = request.LifecycleUrl,
                ClientState = request.ClientState,
                TlsVersion = request.TlsVersion,
                ExpiresAt = request.ExpiresAt,
                ImmutableIds = call.Prefer.ImmutableIds,
            };
            tenant.Subscriptions.Add(subscription);
            return GraphAnswer.Created(subscription.Write(tenant.World.AppId, withClientState: true));
        }
    }

    /// <summary>The resource must exist, and no living subscription may have the same change type and resource.</summary>
    private SubscriptionResource CheckNew(SubscriptionRequest request)
    {
        var resource = SubscriptionResource.Parse(request.Resource, gate);
        var twin = tenant.Subscriptions.Living.FirstOrDefault(s =>
            s.ChangeType == request.ChangeType && string.Equals(s.Resource.Trim('/'), request.Resource.Trim('/'), StringComparison.OrdinalIgnoreCase));
        return twin is null ? resource : throw new GraphRefusal(409, "Conflict", $"Subscription Id {twin.Id} already exists for the requested combination");
    }

    private async Task<GraphAnswer> PatchAsync(GraphCall call, CancellationToken cancellation)
    {
        call.Query.Only();
        var json = call.Json();
        Json.OnlyKnown(json, "subscription", "expirationDateTime", "notificationUrl");
        Uri? url = Json.Text(json["notificationUrl"], "notificationUrl") is { } text ? SubscriptionRequest.Url(text, "notificationUrl") : null;
        lock (tenant.Sync)
            Find(call);
        if (url is not null)
            await handshake.ValidateAsync(url, cancellation);
        lock (tenant.Sync)
        {
            var subscription = Find(call);
            if (Json.Text(json["expirationDateTime"], "expirationDateTime") is { } expiry)
            {
                subscription.ExpiresAt = SubscriptionRequest.Expiry(expiry, tenant.Now);
                subscription.IsPaused = false;
            }

            subscription.NotificationUrl = url ?? subscription.NotificationUrl;
            return GraphAnswer.Ok(subscription.Write(tenant.World.AppId, withClientState: false));
        }
    }

    private GraphAnswer Delete(GraphCall call)
    {
        tenant.Subscriptions.Remove(Find(call));
        return GraphAnswer.NoContent();
    }

    private GraphAnswer Reauthorize(GraphCall call)
    {
        Find(call).IsPaused = false;
        return GraphAnswer.NoContent();
    }
}
