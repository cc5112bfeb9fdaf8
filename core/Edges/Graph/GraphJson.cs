using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

internal sealed record FolderWire(string DisplayName);

internal sealed record MoveWire(string DestinationId);

internal sealed record ExtendedPropertyWire(string Id, string Value);

internal sealed record BodyWire(string ContentType, string Content);

internal sealed record AddressWire(string Address, string? Name);

internal sealed record RecipientWire(AddressWire EmailAddress)
{
    public static IReadOnlyList<RecipientWire> Of(IReadOnlyList<MailAddress> addresses) =>
        [.. addresses.Select(Of)];

    public static RecipientWire Of(MailAddress address) => new(new AddressWire(address.Address, address.Name));
}

/// <summary>The parts of a message that we write.</summary>
internal sealed record MessageWire(BodyWire Body, IReadOnlyList<RecipientWire> ToRecipients, IReadOnlyList<RecipientWire> CcRecipients)
{
    public RecipientWire? From { get; init; }

    public IReadOnlyList<ExtendedPropertyWire>? SingleValueExtendedProperties { get; init; }
}

/// <summary>A mail that answers none.</summary>
internal sealed record TestMailWire(string Subject, BodyWire Body, IReadOnlyList<RecipientWire> ToRecipients)
{
    public RecipientWire? From { get; init; }

    public required IReadOnlyList<ExtendedPropertyWire> SingleValueExtendedProperties { get; init; }
}

/// <summary>A reply draft that gets its words later.</summary>
internal sealed record PreparedWire(IReadOnlyList<ExtendedPropertyWire> SingleValueExtendedProperties);

internal sealed record PreparedReplyWire(PreparedWire Message);

/// <summary>A file that fits into one request.</summary>
internal sealed record FileWire(string Name, string? ContentType, ReadOnlyMemory<byte> ContentBytes)
{
    [JsonPropertyName("@odata.type")]
    public string Type { get; } = "#microsoft.graph.fileAttachment";
}

internal sealed record UploadItemWire(string AttachmentType, string Name, long Size, string? ContentType);

internal sealed record UploadWire([property: JsonPropertyName("AttachmentItem")] UploadItemWire Item);

internal sealed record ReplyWire(MessageWire Message);

internal sealed record SubscriptionWire(
    string ChangeType, string NotificationUrl, string LifecycleNotificationUrl, string Resource, string ExpirationDateTime, string ClientState,
    string LatestSupportedTlsVersion);

internal sealed record RenewalWire(string ExpirationDateTime);

internal sealed record InstallationWire([property: JsonPropertyName("teamsApp@odata.bind")] string App);

internal sealed record IdsWire(IReadOnlyList<string> Ids);

/// <summary>What we write to Graph. Answers are read by <see cref="GraphReading"/> instead: one odd value must not cost the rest.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FolderWire))]
[JsonSerializable(typeof(MoveWire))]
[JsonSerializable(typeof(MessageWire))]
[JsonSerializable(typeof(ReplyWire))]
[JsonSerializable(typeof(PreparedReplyWire))]
[JsonSerializable(typeof(FileWire))]
[JsonSerializable(typeof(UploadWire))]
[JsonSerializable(typeof(TestMailWire))]
[JsonSerializable(typeof(SubscriptionWire))]
[JsonSerializable(typeof(RenewalWire))]
[JsonSerializable(typeof(IdsWire))]
[JsonSerializable(typeof(InstallationWire))]
internal sealed partial class GraphJson : JsonSerializerContext;
