using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>Reads an attachment that shall be added to a draft (graph.md 5.3).</summary>
internal static class AttachmentWriter
{
    public static StoredAttachment Read(JsonObject json, IdSource ids, TimeProvider clock)
    {
        var type = Json.Text(json["@odata.type"], "@odata.type");
        if (!string.Equals(type, "#microsoft.graph.fileAttachment", StringComparison.OrdinalIgnoreCase))
            throw GraphRefusal.BadRequest("The '@odata.type' of the attachment must be '#microsoft.graph.fileAttachment'.");
        Json.OnlyKnown(json, "fileAttachment", "name", "contentType", "contentBytes", "isInline", "contentId");
        var name = Json.Text(json["name"], "name") ?? throw new GraphRefusal(400, "ErrorSchemaValidation", "The request failed schema validation: name is required.");
        return new StoredAttachment(
            ids.AttachmentId(),
            new SandboxFile(
                name,
                Json.Text(json["contentType"], "contentType") ?? "application/octet-stream",
                Bytes(json["contentBytes"]),
                json["isInline"] is { } inline && Json.Bool(inline, "isInline"),
                Json.Text(json["contentId"], "contentId")),
            clock.GetUtcNow());
    }

    private static byte[] Bytes(JsonNode? node)
    {
        try
        {
            return Convert.FromBase64String(Json.Text(node, "contentBytes") ?? "");
        }
        catch (FormatException)
        {
            throw Json.WrongType("contentBytes", "Edm.Binary");
        }
    }
}
