using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>Writes attachments (graph.md 5.3).</summary>
internal static class AttachmentShape
{
    private static readonly string[] Known =
    [
        "id", "name", "contentType", "size", "isInline", "lastModifiedDateTime", "contentBytes", "contentId", "contentLocation",
        "microsoft.graph.fileAttachment/contentId", "microsoft.graph.fileAttachment/contentBytes",
    ];

    public static void CheckSelect(IReadOnlyList<string>? select)
    {
        foreach (var name in select ?? [])
            if (!Known.Contains(name, StringComparer.OrdinalIgnoreCase) || name is "contentId" or "contentBytes" or "contentLocation")
                throw GraphRefusal.UnknownSelect(name, "Attachment");
    }

    public static JsonObject Write(StoredAttachment attachment, IReadOnlyList<string>? select, bool withBytes)
    {
        var isFile = attachment.Kind == AttachmentKind.File;
        var all = new JsonObject
        {
            ["@odata.type"] = $"#microsoft.graph.{Type(attachment.Kind)}",
            ["@odata.mediaContentType"] = attachment.File.ContentType,
            ["id"] = attachment.Id,
            ["lastModifiedDateTime"] = Json.Time(attachment.ModifiedAt),
            ["name"] = attachment.File.Name,
            ["contentType"] = attachment.File.ContentType,
            ["size"] = attachment.Size,
            ["isInline"] = attachment.File.IsInline,
        };
        if (isFile)
        {
            all["contentId"] = attachment.File.ContentId;
            all["contentLocation"] = null;
            if (withBytes)
                all["contentBytes"] = Convert.ToBase64String(attachment.File.Content);
        }

        if (select is null)
            return all;
        var wanted = select.Select(s => s[(s.LastIndexOf('/') + 1)..]).Append("id").ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in all.Select(p => p.Key).Where(n => !n.StartsWith('@') && !wanted.Contains(n)).ToList())
            all.Remove(name);
        return all;
    }

    private static string Type(AttachmentKind kind) => kind switch
    {
        AttachmentKind.File => "fileAttachment",
        AttachmentKind.Item => "itemAttachment",
        _ => "referenceAttachment",
    };
}
