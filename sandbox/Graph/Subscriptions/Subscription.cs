using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Query;

namespace TeamsEmailBot.Sandbox.Graph.Subscriptions;

/// <summary>A subscription of the app. Guarded by the tenant's lock.</summary>
internal sealed class Subscription
{
    public required Guid Id { get; init; }

    public required string Resource { get; init; }

    public required Mailbox Mailbox { get; init; }

    /// <summary>Null: the whole mailbox.</summary>
    public required MailFolder? Folder { get; init; }

    public required FilterNode? Filter { get; init; }

    public required IReadOnlyList<ChangeKind> Kinds { get; init; }

    public required string ChangeType { get; init; }

    public required Uri NotificationUrl { get; set; }

    public required Uri? LifecycleUrl { get; init; }

    public required string? ClientState { get; init; }

    public required string TlsVersion { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The Prefer header at creation decides, for good (graph.md 3).</summary>
    public required bool ImmutableIds { get; init; }

    /// <summary>After reauthorizationRequired nothing is delivered until the app reauthorizes.</summary>
    public bool IsPaused { get; set; }

    public JsonObject Write(string appId, bool withClientState) => new()
    {
        ["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity",
        ["id"] = Id.ToString(),
        ["resource"] = Resource,
        ["applicationId"] = appId,
        ["changeType"] = ChangeType,
        ["clientState"] = withClientState ? ClientState : null,
        ["notificationUrl"] = NotificationUrl.OriginalString,
        ["notificationQueryOptions"] = null,
        ["lifecycleNotificationUrl"] = LifecycleUrl?.OriginalString,
        ["expirationDateTime"] = Json.Time(ExpiresAt),
        ["creatorId"] = "8ee44408-0679-472c-bc2a-692812af3437",
        ["includeResourceData"] = null,
        ["latestSupportedTlsVersion"] = TlsVersion,
        ["encryptionCertificate"] = null,
        ["encryptionCertificateId"] = null,
        ["notificationUrlAppId"] = null,
    };
}
