using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;

namespace TeamsEmailBot.Sandbox.Graph.Subscriptions;

/// <summary>Reads and judges the body of POST /subscriptions (graph.md 1.1).</summary>
internal sealed record SubscriptionRequest(
    string ChangeType, IReadOnlyList<ChangeKind> Kinds, Uri NotificationUrl, Uri? LifecycleUrl, string Resource, DateTimeOffset ExpiresAt, string? ClientState, string TlsVersion)
{
    private const int MostClientState = 128;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10_080);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(45);
    private static readonly string[] TlsVersions = ["v1_0", "v1_1", "v1_2", "v1_3"];

    public static SubscriptionRequest Read(JsonObject json, DateTimeOffset now)
    {
        Json.OnlyKnown(
            json, "subscription", "changeType", "notificationUrl", "lifecycleNotificationUrl", "resource", "expirationDateTime", "clientState",
            "latestSupportedTlsVersion", "includeResourceData");
        if (json["includeResourceData"] is { } rich && Json.Bool(rich, "includeResourceData"))
            throw GraphRefusal.BadRequest("Rich notifications need an encryption certificate.");
        var changeType = Required(json, "changeType");
        var clientState = Json.Text(json["clientState"], "clientState");
        if (clientState?.Length > MostClientState)
            throw new GraphRefusal(400, "InvalidRequest", "The clientState is longer than 128 characters.");
        var tls = Json.Text(json["latestSupportedTlsVersion"], "latestSupportedTlsVersion") ?? "v1_2";
        if (!TlsVersions.Contains(tls))
            throw new GraphRefusal(400, "InvalidRequest", "The latestSupportedTlsVersion is not valid.");
        return new SubscriptionRequest(
            changeType,
            Kind(changeType),
            Url(Required(json, "notificationUrl"), "notificationUrl"),
            Json.Text(json["lifecycleNotificationUrl"], "lifecycleNotificationUrl") is { } lifecycle ? Url(lifecycle, "lifecycleNotificationUrl") : null,
            Required(json, "resource"),
            Expiry(Required(json, "expirationDateTime"), now),
            clientState,
            tls);
    }

    /// <summary>Raised to 45 minutes when shorter, refused when longer than 7 days or already over (graph.md 1.8).</summary>
    public static DateTimeOffset Expiry(string text, DateTimeOffset now)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiry))
            throw Json.WrongType("expirationDateTime", "Edm.DateTimeOffset");
        if (expiry <= now)
            throw new GraphRefusal(400, "InvalidRequest", "Subscription expiration must be in the future.");
        if (expiry > now + Longest)
            throw new GraphRefusal(400, "InvalidRequest", "Subscription expiration can only be 10080 minutes in the future.");
        return expiry < now + Shortest ? now + Shortest : expiry;
    }

    /// <summary>HTTPS; plain HTTP only because this is a sandbox, and only on loopback.</summary>
    public static Uri Url(string text, string property)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(url.Host, out var ip) && IPAddress.IsLoopback(ip))))
            return url;
        throw new GraphRefusal(400, "InvalidRequest", $"The property {property} must be an HTTPS URL.");
    }

    private static string Required(JsonObject json, string property) =>
        Json.Text(json[property], property) is { Length: > 0 } text ? text : throw new GraphRefusal(400, "InvalidRequest", $"The property {property} is required.");

    private static List<ChangeKind> Kind(string changeType) => [.. changeType.Split(',').Select(part => part.Trim() switch
    {
        "created" => ChangeKind.Created,
        "updated" => ChangeKind.Updated,
        "deleted" => ChangeKind.Deleted,
        _ => throw new GraphRefusal(400, "InvalidRequest", $"The changeType '{changeType}' is not valid."),
    })];
}
