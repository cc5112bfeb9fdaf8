using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>Applies a message body to a draft, or the few allowed properties to a received mail (graph.md 5.2, 5.5).</summary>
internal sealed class DraftWriter(IdSource ids, TimeProvider clock)
{
    /// <summary>Exchange's limit of recipients in one message (graph.md 5.3).</summary>
    private const int MostRecipients = 500;

    private const int MostHeaders = 5;

    private static readonly string[] ReadOnly =
    [
        "id", "createdDateTime", "lastModifiedDateTime", "changeKey", "receivedDateTime", "sentDateTime", "hasAttachments", "bodyPreview", "parentFolderId",
        "conversationId", "conversationIndex", "isDraft", "webLink", "uniqueBody",
    ];

    private static readonly string[] DraftOnly =
    [
        "subject", "body", "toRecipients", "ccRecipients", "bccRecipients", "replyTo", "internetMessageId", "singleValueExtendedProperties",
        "multiValueExtendedProperties", "from", "sender", "attachments",
    ];

    /// <summary>PATCH: headers can only be given at creation, received mail only takes what is not draft-only.</summary>
    public void Patch(StoredMessage message, JsonObject json)
    {
        foreach (var (name, _) in json)
        {
            if (name is "internetMessageHeaders" or "attachments" || (!message.IsDraft && DraftOnly.Contains(name)))
                throw new GraphRefusal(400, "ErrorInvalidPropertySet", $"Set action is invalid for property '{name}'.");
        }

        // All or nothing: a body with one wrong property must not change the message, so it is tried on a blank one.
        Write(StoredMessage.Blank(message.Folder), json, ownHeaders: 0);
        Write(message, json, ownHeaders: 0);
    }

    /// <summary>A new draft. <paramref name="ownHeaders"/>: headers the draft already has and which count against the limit (reply drafts, graph.md 5.5).</summary>
    public void Write(StoredMessage draft, JsonObject json, int ownHeaders)
    {
        foreach (var (name, value) in json)
            if (!name.Contains('@'))
                Set(draft, name, value, ownHeaders);
        if (draft.To.Count + draft.Cc.Count + draft.Bcc.Count > MostRecipients)
            throw new GraphRefusal(400, "ErrorExceededMaxRecipientLimit", $"A message takes at most {MostRecipients} recipients.");
    }

    private static MessageBody Body(JsonNode? node)
    {
        var json = Json.Object(node, "body");
        Json.OnlyKnown(json, "itemBody", "contentType", "content");
        var type = Json.Text(json["contentType"], "contentType") ?? "text";
        return type.ToUpperInvariant() is "HTML" or "TEXT"
            ? new MessageBody(type.Equals("html", StringComparison.OrdinalIgnoreCase), Json.Text(json["content"], "content") ?? "")
            : throw Json.WrongType("contentType", "microsoft.graph.bodyType");
    }

    private static List<SandboxAddress> Recipients(JsonNode? node, string property) => [.. Json.List(node, property).Select(r => Recipient(r, property))];

    private static SandboxAddress Recipient(JsonNode? node, string property)
    {
        var recipient = Json.Object(node, property);
        Json.OnlyKnown(recipient, "recipient", "emailAddress");
        var address = Json.Object(recipient["emailAddress"], "emailAddress");
        Json.OnlyKnown(address, "emailAddress", "name", "address");
        return new SandboxAddress(Json.Text(address["address"], "address") ?? "", Json.Text(address["name"], "name"));
    }

    private static string OneOf(JsonNode? node, string property, params ReadOnlySpan<string> values)
    {
        var text = Json.Text(node, property) ?? "";
        foreach (var value in values)
            if (value.Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        throw Json.WrongType(property, "an enumeration value");
    }

    private static void SetHeaders(StoredMessage draft, JsonArray headers, int ownHeaders)
    {
        if (headers.Count + ownHeaders > MostHeaders)
            throw new GraphRefusal(
                400, "InvalidInternetMessageHeaderCollection", "Maximum number of headers in one message should be less than or equal to 5.");
        foreach (var node in headers)
        {
            var header = Json.Object(node, "internetMessageHeaders");
            Json.OnlyKnown(header, "internetMessageHeader", "name", "value");
            var name = Json.Text(header["name"], "name") ?? "";
            if (!name.StartsWith("x-", StringComparison.OrdinalIgnoreCase))
                throw new GraphRefusal(400, "InvalidInternetMessageHeader", $"The internet message header name '{name}' should start with 'x-' or 'X-'.");
            draft.Headers.Add(new SandboxHeader(name, Json.Text(header["value"], "value") ?? ""));
        }
    }

    private void Set(StoredMessage message, string name, JsonNode? value, int ownHeaders)
    {
        switch (name)
        {
            case "subject": message.Subject = Json.Text(value, name) ?? ""; break;
            case "body": message.Body = Body(value); break;
            case "toRecipients": message.To = Recipients(value, name); break;
            case "ccRecipients": message.Cc = Recipients(value, name); break;
            case "bccRecipients": message.Bcc = Recipients(value, name); break;
            case "replyTo": message.ReplyTo = Recipients(value, name); break;
            case "from": message.From = Recipient(value, name); break;
            case "sender": message.Sender = Recipient(value, name); break;
            case "internetMessageId": message.InternetMessageId = Json.Text(value, name) ?? ""; break;
            case "isRead": message.IsRead = Json.Bool(value, name); break;
            case "isDeliveryReceiptRequested": message.IsDeliveryReceiptRequested = Json.Bool(value, name); break;
            case "isReadReceiptRequested": message.IsReadReceiptRequested = Json.Bool(value, name); break;
            case "importance": message.Importance = OneOf(value, name, "low", "normal", "high"); break;
            case "inferenceClassification": message.InferenceClassification = OneOf(value, name, "focused", "other"); break;
            case "flag": message.FlagStatus = OneOf(Json.Object(value, name)["flagStatus"], "flagStatus", "notFlagged", "flagged", "complete"); break;
            case "categories": message.Categories = [.. Json.List(value, name).Select(c => Json.Text(c, name) ?? "")]; break;
            case "singleValueExtendedProperties": ExtendedProperties.Set(message, Json.List(value, name)); break;
            case "internetMessageHeaders": SetHeaders(message, Json.List(value, name), ownHeaders); break;
            case "attachments":
                foreach (var attachment in Json.List(value, name))
                    message.Attachments.Add(AttachmentWriter.Read(Json.Object(attachment, name), ids, clock));
                break;
            default:
                throw ReadOnly.Contains(name)
                    ? new GraphRefusal(400, "ErrorInvalidPropertySet", $"The property '{name}' is read-only and cannot be set.")
                    : GraphRefusal.UnknownProperty(name, "message");
        }
    }
}
