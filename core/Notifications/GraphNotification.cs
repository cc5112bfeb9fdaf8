using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Notifications;

/// <summary>One item of a notification; only what is used, everything optional, because the payload comes from outside (graph.md 1.3, 1.7).</summary>
internal sealed record GraphNotification(string? SubscriptionId, string? ClientState, string? LifecycleEvent);

/// <summary>Body of a POST by Graph.</summary>
internal sealed record GraphNotifications(IReadOnlyList<GraphNotification?>? Value);

/// <summary>JSON of notifications.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GraphNotifications))]
internal sealed partial class NotificationJson : JsonSerializerContext;
