using System.Globalization;
using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>Graph's subscriptions, and the notifications that they cause: delivered, lost, doubled, late and out of order.</summary>
internal sealed class SimSubscriptions(SimWorld world)
{
    private readonly List<Subscription> alive = [];
    private readonly Random chance = world.Plan.Chance("notifications");
    private int numbers;

    public SimAnswer Serve(SimRequest request)
    {
        alive.RemoveAll(subscription => subscription.ExpiresAt <= world.Now);
        return (request.Method, request.Path) switch
        {
            ("GET", ["subscriptions"]) => SimAnswer.Ok(new JsonObject { ["value"] = new JsonArray([.. alive.Select(Json)]) }),
            ("POST", ["subscriptions"]) => Create(request),
            ("PATCH", ["subscriptions", var id]) => Renew(id, request),
            ("DELETE", ["subscriptions", var id]) => alive.RemoveAll(subscription => subscription.Id == id) > 0
                ? SimAnswer.NoContent
                : SimAnswer.Error(404, "ResourceNotFound"),
            ("POST", ["subscriptions", var id, "reauthorize"]) => alive.Exists(subscription => subscription.Id == id)
                ? SimAnswer.NoContent
                : SimAnswer.Error(404, "ResourceNotFound"),
            _ => throw new NotSupportedException($"The simulated Graph does not know {request}."),
        };
    }

    /// <summary>Something arrived in the Inbox.</summary>
    public void Arrived(string mailbox)
    {
        foreach (var subscription in alive.Where(subscription => subscription.Mailbox == mailbox && subscription.ExpiresAt > world.Now))
        {
            var fate = chance.NextDouble() < world.NotificationFaults ? chance.Next(4) : 3;
            if (fate == 0)
            {
                world.Note("graph", $"the notification for {mailbox} is lost");
                if (chance.Next(2) == 0)
                    Send(subscription, TimeSpan.FromSeconds(chance.Next(5, 60)), "missed");
                continue;
            }

            Send(subscription, TimeSpan.FromMilliseconds(fate == 1 ? chance.Next(60_000) : chance.Next(10, 1500)), null);
            if (fate == 2)
                Send(subscription, TimeSpan.FromMilliseconds(chance.Next(30_000)), null);
        }
    }

    /// <summary>Graph drops a subscription, and mostly says so; or it only asks for a new authorization.</summary>
    public void Endanger()
    {
        if (alive.Count == 0)
            return;
        var subscription = alive[chance.Next(alive.Count)];
        if (chance.Next(3) == 0)
        {
            Send(subscription, TimeSpan.FromSeconds(1), "reauthorizationRequired");
            return;
        }

        alive.Remove(subscription);
        world.Note("graph", $"the subscription {subscription.Id} is gone");
        if (chance.Next(2) == 0)
            Send(subscription, TimeSpan.FromSeconds(chance.Next(1, 30)), "subscriptionRemoved");
    }

    private SimAnswer Create(SimRequest request)
    {
        var wish = request.Json();
        var mailbox = ((string)wish["resource"]!).Split('/')[1];
        if (alive.Exists(other => other.Mailbox == mailbox))
            return SimAnswer.Error(409, "Conflict");
        if (!world.IsAnybodyListening)
            return SimAnswer.Error(400, "ValidationError");
        var made = new Subscription(
            $"sub-{++numbers}", mailbox, (string)wish["resource"]!, (string)wish["clientState"]!, (string)wish["notificationUrl"]!, Time(wish));
        alive.Add(made);
        return SimAnswer.Created(Json(made));
    }

    private SimAnswer Renew(string id, SimRequest request)
    {
        if (alive.Find(subscription => subscription.Id == id) is not { } found)
            return SimAnswer.Error(404, "ResourceNotFound");
        found.ExpiresAt = Time(request.Json());
        return SimAnswer.Ok(Json(found));
    }

    private void Send(Subscription subscription, TimeSpan delay, string? lifecycle)
    {
        var item = new JsonObject { ["subscriptionId"] = subscription.Id, ["clientState"] = subscription.ClientState };
        item[lifecycle is null ? "changeType" : "lifecycleEvent"] = lifecycle ?? "created";
        world.Notify(new JsonObject { ["value"] = new JsonArray(item) }.ToJsonString(), delay);
    }

    private static DateTimeOffset Time(JsonNode json) => DateTimeOffset.Parse((string)json["expirationDateTime"]!, CultureInfo.InvariantCulture);

    private static JsonObject Json(Subscription subscription) => new()
    {
        ["id"] = subscription.Id,
        ["resource"] = subscription.Resource,
        ["notificationUrl"] = subscription.NotificationUrl,
        ["expirationDateTime"] = subscription.ExpiresAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
    };

    private sealed class Subscription(string id, string mailbox, string resource, string clientState, string notificationUrl, DateTimeOffset expiresAt)
    {
        public string Id => id;

        public string Mailbox => mailbox;

        public string Resource => resource;

        public string ClientState => clientState;

        public string NotificationUrl => notificationUrl;

        public DateTimeOffset ExpiresAt { get; set; } = expiresAt;
    }
}
