using System.Globalization;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>Opens upload sessions for files that are too large for one request (graph.md 5.3).</summary>
internal sealed class UploadRoutes(TenantState tenant, MessageRoutes messages)
{
    /// <summary>Where the pieces go to; another host in the real service.</summary>
    public const string Prefix = "/upload";

    private const long MostBytes = 150L * 1024 * 1024;

    public IEnumerable<GraphRoute> Routes() =>
        [new("POST", "users/{user}/messages/{message}/attachments/createUploadSession", "open upload", Create)];

    /// <summary>What an open session says of itself.</summary>
    public static JsonObject Shape(UploadSession session, params IEnumerable<(string Name, JsonNode Value)> more)
    {
        var json = new JsonObject
        {
            ["expirationDateTime"] = Json.Time(session.Expires),
            ["nextExpectedRanges"] = new JsonArray(session.Received.Length.ToString(CultureInfo.InvariantCulture) + "-"),
        };
        foreach (var (name, value) in more)
            json[name] = value;
        return json;
    }

    private GraphAnswer Create(GraphCall call)
    {
        call.Query.Only();
        var message = messages.Find(call);
        if (!message.IsDraft)
            throw new GraphRefusal(400, "ErrorInvalidRequest", "Attachments can only be added to a draft.");
        var json = call.Json();
        Json.OnlyKnown(json, "createUploadSession", "AttachmentItem");
        var item = Json.Object(json["AttachmentItem"], "AttachmentItem");
        Json.OnlyKnown(item, "attachmentItem", "attachmentType", "name", "size", "contentType", "isInline", "contentId");
        if (Json.Text(item["attachmentType"], "attachmentType") != "file")
            throw GraphRefusal.BadRequest("Only files can be uploaded in a session.");
        var size = item["size"] is JsonValue value && value.TryGetValue<long>(out var given) ? given : throw Json.WrongType("size", "Edm.Int64");
        if (size < AttachmentRoutes.MostBytes)
            throw new GraphRefusal(400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize", "The attachment size should not be less than the minimum size of 3 MB.");
        if (size > MostBytes)
            throw new GraphRefusal(413, "ErrorMessageSizeExceeded", "The attachment is larger than 150 MB.");
        var session = new UploadSession(
            tenant.Ids.NewGuid().ToString("N"), call.Mailbox, message, Json.Text(item["name"], "name") ?? throw Json.WrongType("name", "Edm.String"),
            Json.Text(item["contentType"], "contentType") ?? "application/octet-stream", size, tenant.Now.AddHours(1));
        tenant.Uploads[session.Token] = session;
        return GraphAnswer.Created(Shape(session, ("uploadUrl", $"{tenant.Address}{Prefix}/AttachmentSessions?authtoken={session.Token}")));
    }
}
