using System.Globalization;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Query;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>Writes messages as Graph does: by $select and $expand, ids and body as preferred (graph.md 3, 5.1).</summary>
internal static class MessageShape
{
    private delegate JsonNode? Reader(StoredMessage message, Preferences prefer);

    /// <summary>All properties; some come only when they are selected.</summary>
    private static readonly Dictionary<string, Reader> Properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = (m, p) => Id(m, p),
        ["createdDateTime"] = (m, _) => Json.Time(m.CreatedAt),
        ["lastModifiedDateTime"] = (m, _) => Json.Time(m.ModifiedAt),
        ["changeKey"] = (m, _) => m.ChangeKey,
        ["categories"] = (m, _) => Json.Array(m.Categories.Select(c => (JsonNode)c)),
        ["receivedDateTime"] = (m, _) => Json.Time(m.ReceivedAt),
        ["sentDateTime"] = (m, _) => Json.Time(m.SentAt),
        ["hasAttachments"] = (m, _) => m.Attachments.Exists(a => !a.File.IsInline),
        ["internetMessageId"] = (m, _) => m.InternetMessageId.Length == 0 ? null : m.InternetMessageId,
        ["subject"] = (m, _) => m.Subject,
        ["bodyPreview"] = (m, _) => m.Body.Preview,
        ["importance"] = (m, _) => m.Importance,
        ["parentFolderId"] = (m, _) => m.Folder.Id,
        ["conversationId"] = (m, _) => m.ConversationId,
        ["conversationIndex"] = (m, _) => Convert.ToBase64String(m.ConversationIndex),
        ["isDeliveryReceiptRequested"] = (m, _) => m.IsDeliveryReceiptRequested,
        ["isReadReceiptRequested"] = (m, _) => m.IsReadReceiptRequested,
        ["isRead"] = (m, _) => m.IsRead,
        ["isDraft"] = (m, _) => m.IsDraft,
        ["webLink"] = (m, _) => $"https://outlook.office365.com/owa/?ItemID={Uri.EscapeDataString(m.MutableId)}&exvsurl=1&viewmodel=ReadMessageItem",
        ["inferenceClassification"] = (m, _) => m.InferenceClassification,
        ["body"] = (m, p) => Body(p, m.Body.Text, p.UnsafeHtml && m.Body.IsHtml ? m.Body.Content : m.Body.SafeHtml),
        ["sender"] = (m, _) => Json.Recipient(m.Sender),
        ["from"] = (m, _) => Json.Recipient(m.From),
        ["toRecipients"] = (m, _) => Recipients(m.To),
        ["ccRecipients"] = (m, _) => Recipients(m.Cc),
        ["bccRecipients"] = (m, _) => Recipients(m.Bcc),
        ["replyTo"] = (m, _) => Recipients(m.ReplyTo),
        ["flag"] = (m, _) => new JsonObject { ["flagStatus"] = m.FlagStatus },
        ["uniqueBody"] = (m, p) => Body(p, m.Body.UniqueText, m.Body.UniqueHtml),
        ["internetMessageHeaders"] = (m, _) => Headers(m),
    };

    private static readonly HashSet<string> OnSelectOnly = new(StringComparer.OrdinalIgnoreCase) { "uniqueBody", "internetMessageHeaders" };

    public static string Id(StoredMessage message, Preferences prefer) => prefer.ImmutableIds ? message.ImmutableId : message.MutableId;

    /// <summary>Refuses what cannot be selected or expanded before anything is read.</summary>
    public static void Check(ODataQuery query)
    {
        foreach (var name in query.Select ?? [])
            if (!Properties.ContainsKey(name))
                throw GraphRefusal.UnknownSelect(name, "Message");
        foreach (var expansion in query.Expand)
        {
            if (Is(expansion, "singleValueExtendedProperties") && ExtendedProperties.IdsOf(expansion.Filter) is null)
                throw GraphRefusal.BadRequest("Expanding singleValueExtendedProperties needs $filter=id eq '...' (or id eq '...').");
            if (!Is(expansion, "singleValueExtendedProperties") && !(Is(expansion, "attachments") && expansion.Filter is null))
                throw GraphRefusal.UnknownSelect(expansion.Property, "Message");
        }
    }

    public static JsonObject Write(StoredMessage message, ODataQuery query, Preferences prefer)
    {
        var json = new JsonObject();
        if (message.DerivedType is { } type)
            json["@odata.type"] = $"#microsoft.graph.{type}";
        json["@odata.etag"] = ETag(message);
        json["id"] = Id(message, prefer);
        foreach (var (name, read) in Properties)
            if (query.Select is { } select ? select.Contains(name, StringComparer.OrdinalIgnoreCase) : !OnSelectOnly.Contains(name))
                if (!(name == "internetMessageHeaders" && message.Headers.Count == 0))
                    json[name] = read(message, prefer);
        if (query.Select is null && message.Meeting is { } meeting)
            WriteMeeting(json, meeting);
        foreach (var expansion in query.Expand)
            Expand(json, message, expansion);
        return json;
    }

    /// <summary>What the derived type eventMessage adds; a $select of plain names leaves it out.</summary>
    private static void WriteMeeting(JsonObject json, SandboxMeeting meeting)
    {
        json["meetingMessageType"] = meeting.Type;
        json["startDateTime"] = Zoned(meeting.Start);
        json["endDateTime"] = Zoned(meeting.End);
        json["isAllDay"] = meeting.IsAllDay;
        json["location"] = new JsonObject { ["displayName"] = meeting.Location ?? "", ["locationType"] = "default" };
    }

    private static JsonObject Zoned(DateTimeOffset time) => new()
    {
        ["dateTime"] = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        ["timeZone"] = "UTC",
    };

    public static string ETag(StoredMessage message) => $"W/\"{message.ChangeKey}\"";

    private static bool Is(Expansion expansion, string property) => string.Equals(expansion.Property, property, StringComparison.OrdinalIgnoreCase);

    private static void Expand(JsonObject json, StoredMessage message, Expansion expansion)
    {
        if (Is(expansion, "attachments"))
        {
            json["attachments"] = Json.Array(message.Attachments.Select(a => AttachmentShape.Write(a, null, withBytes: true)));
            return;
        }

        var properties = ExtendedProperties.Read(message, ExtendedProperties.IdsOf(expansion.Filter) ?? []);
        if (properties.Count > 0)
            json["singleValueExtendedProperties"] = properties;
    }

    private static JsonObject Body(Preferences prefer, string text, string html) => prefer.TextBody
        ? new JsonObject { ["contentType"] = "text", ["content"] = text }
        : new JsonObject { ["contentType"] = "html", ["content"] = html };

    private static JsonArray Recipients(IReadOnlyList<SandboxAddress> addresses) => Json.Array(addresses.Select(Json.Recipient));

    /// <summary>Absent on sent items and drafts; From, To, Cc and Sender are missing on received ones (graph.md 5.1).</summary>
    private static JsonArray? Headers(StoredMessage message) =>
        Json.Array(message.Headers.Select(h => new JsonObject { ["name"] = h.Name, ["value"] = h.Value }));
}
