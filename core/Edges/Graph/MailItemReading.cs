using System.Globalization;
using System.Text.Json;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Graph's message → <see cref="MailItem"/>, with whatever of it can be read (F-12, F-13).</summary>
internal static class MailItemReading
{
    private const string Fields =
        "id,internetMessageId,conversationId,receivedDateTime,subject,from,replyTo,toRecipients,ccRecipients,bodyPreview,hasAttachments,"
        + "internetMessageHeaders,isDraft,parentFolderId,webLink,flag,importance";

    /// <summary>What even a spoiled mail tells.</summary>
    public const string Bare = "id,receivedDateTime,isDraft,parentFolderId";

    /// <summary>What to ask for: nothing that no <see cref="MailItem"/> holds.</summary>
    public static string Select(bool withBody) => withBody ? Fields + ",body" : Fields;

    public static string Expand =>
        $"singleValueExtendedProperties($filter=id eq '{ExtendedProperty.MessageClass}' or id eq '{ExtendedProperty.MessageSize}' "
        + $"or id eq '{ExtendedProperty.LastVerb}' or id eq '{ExtendedProperty.LastVerbTime}')";

    /// <summary>Null when there is not even an id: then nothing can be done with it.</summary>
    /// <param name="receivedAtLeast">Stands in for a time of receipt that cannot be read.</param>
    public static MailItem? Read(JsonElement message, DateTimeOffset receivedAtLeast)
    {
        if (message.Text("id") is not { Length: > 0 } id)
            return null;
        return new MailItem
        {
            Id = new MessageId(id),
            InternetMessageId = NullIfEmpty(message.Text("internetMessageId")),
            ConversationId = NullIfEmpty(message.Text("conversationId")),
            ReceivedAt = message.Time("receivedDateTime") ?? receivedAtLeast,
            Subject = message.Text("subject") ?? "",
            From = message.Object("from") is { } from ? Address(from) : null,
            ReplyTo = Addresses(message, "replyTo"),
            To = Addresses(message, "toRecipients"),
            Cc = Addresses(message, "ccRecipients"),
            Preview = message.Text("bodyPreview") ?? "",
            Body = message.Object("body") is { } body ? Body(body) : null,
            HasAttachments = message.Flag("hasAttachments"),
            Headers = [.. message.Items("internetMessageHeaders").Select(Header).OfType<MailHeader>()],
            MessageClass = NullIfEmpty(ExtendedProperty.Value(message, ExtendedProperty.MessageClass)),
            DerivedType = DerivedType(message.Text("@odata.type")),
            Size = long.TryParse(ExtendedProperty.Value(message, ExtendedProperty.MessageSize), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? size
                : null,
            IsDraft = message.Flag("isDraft"),
            ParentFolderId = NullIfEmpty(message.Text("parentFolderId")),
            Importance = Importance(message.Text("importance")),
            Flag = Flag(message.Object("flag")?.Text("flagStatus")),
            RepliedAt = RepliedAt(message),
            WebLink = WebLink(message.Text("webLink")),
        };
    }

    public static MailAttachment? ReadAttachment(JsonElement attachment) =>
        attachment.Text("id") is { Length: > 0 } id
            ? new MailAttachment(
                id, attachment.Text("name") ?? "", NullIfEmpty(attachment.Text("contentType")), attachment.Number("size") ?? 0, attachment.Flag("isInline"),
                NullIfEmpty(attachment.Text("contentId")))
            : null;

    /// <summary>Date and place of an event message; they come only when nothing is selected, because <c>$select</c> knows the base type's names alone.</summary>
    public static MeetingDetails ReadMeeting(JsonElement message) => new(
        NullIfEmpty(message.Text("meetingMessageType")),
        ZonedTime(message, "startDateTime"),
        ZonedTime(message, "endDateTime"),
        message.Flag("isAllDay"),
        message.Object("location") is { } location ? NullIfEmpty(location.Text("displayName")?.Trim()) : null);

    /// <summary>The addresses of a recipient list, in order.</summary>
    public static IReadOnlyList<MailAddress> Addresses(JsonElement message, string list) =>
        [.. message.Items(list).Select(Address).OfType<MailAddress>()];

    // dateTimeTimeZone: a local time and the name of its zone, of Windows or IANA; UTC unless something else is preferred.
    private static DateTimeOffset? ZonedTime(JsonElement message, string name)
    {
        if (message.Object(name) is not { } value
            || !DateTime.TryParse(value.Text("dateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            || !TimeZoneInfo.TryFindSystemTimeZoneById(value.Text("timeZone") ?? "UTC", out var zone))
            return null;
        var local = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public static MailAddress? Address(JsonElement recipient) =>
        recipient.Object("emailAddress") is { } mail && mail.Text("address") is { } address && !string.IsNullOrWhiteSpace(address)
            ? new MailAddress(address.Trim(), NullIfEmpty(mail.Text("name")))
            : null;

    private static MailBody? Body(JsonElement body) =>
        body.Text("content") is { } content
            ? new MailBody(string.Equals(body.Text("contentType"), "html", StringComparison.OrdinalIgnoreCase), content)
            : null;

    private static MailHeader? Header(JsonElement header) =>
        header.Text("name") is { Length: > 0 } name ? new MailHeader(name, header.Text("value") ?? "") : null;

    /// <summary><c>#microsoft.graph.eventMessageRequest</c> → <c>eventMessageRequest</c>; plain messages often have no type at all (graph.md 5.1).</summary>
    private static string? DerivedType(string? type)
    {
        var name = type?[(type.LastIndexOf('.') + 1)..].TrimStart('#');
        return string.IsNullOrEmpty(name) || name.Equals("message", StringComparison.OrdinalIgnoreCase) ? null : name;
    }

    private static MailFlag Flag(string? status) => status?.ToUpperInvariant() switch
    {
        "FLAGGED" => MailFlag.Flagged,
        "COMPLETE" => MailFlag.Complete,
        _ => MailFlag.None,
    };

    private static MailImportance Importance(string? importance) => importance?.ToUpperInvariant() switch
    {
        "LOW" => MailImportance.Low,
        "HIGH" => MailImportance.High,
        _ => MailImportance.Normal,
    };

    // Outlook notes on the mail itself that it was answered, wherever the copy of the answer lies (MS-OXOMSG 2.2.1.4).
    private static DateTimeOffset? RepliedAt(JsonElement message) =>
        ExtendedProperty.Value(message, ExtendedProperty.LastVerb) is "102" or "103"
        && DateTimeOffset.TryParse(
            ExtendedProperty.Value(message, ExtendedProperty.LastVerbTime), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;

    /// <summary>It becomes a link on a card, so only an https address passes.</summary>
    private static string? WebLink(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? link : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
