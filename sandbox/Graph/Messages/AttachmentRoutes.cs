using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Query;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>Attachments of a message (graph.md 5.3).</summary>
internal sealed class AttachmentRoutes(TenantState tenant, MessageRoutes messages)
{
    private const string All = "users/{user}/messages/{message}/attachments";

    /// <summary>Larger files need an upload session.</summary>
    public const int MostBytes = 3 * 1024 * 1024;

    public IEnumerable<GraphRoute> Routes() =>
    [
        new("GET", All, "list attachments", List),
        new("POST", All, "add attachment", Add),
        new("GET", All + "/{attachment}", "read attachment", Get),
        new("DELETE", All + "/{attachment}", "remove attachment", Remove),
        new("GET", All + "/{attachment}/$value", "download attachment", Download),
    ];

    private GraphAnswer List(GraphCall call)
    {
        call.Query.Only("$select", "$top", "$skip", "$count");
        AttachmentShape.CheckSelect(call.Query.Select);
        return GraphAnswer.Ok(Paging.Page(
            call, messages.Find(call).Attachments, 100, 1000, a => AttachmentShape.Write(a, call.Query.Select, withBytes: true)));
    }

    private GraphAnswer Get(GraphCall call)
    {
        call.Query.Only("$select");
        AttachmentShape.CheckSelect(call.Query.Select);
        return GraphAnswer.Ok(AttachmentShape.Write(Find(call), call.Query.Select, withBytes: true));
    }

    private GraphAnswer Add(GraphCall call)
    {
        var message = messages.Find(call);
        if (!message.IsDraft)
            throw new GraphRefusal(400, "ErrorInvalidRequest", "Attachments can only be added to a draft.");
        var attachment = AttachmentWriter.Read(call.Json(), tenant.Ids, tenant.Clock);
        if (attachment.File.Content.Length > MostBytes)
            throw new GraphRefusal(413, "RequestEntityTooLarge", "The attachment is larger than 3 MB: use an upload session.");
        message.Attachments.Add(attachment);
        tenant.Exchange.Update(call.Mailbox, message);
        return GraphAnswer.Created(AttachmentShape.Write(attachment, null, withBytes: true));
    }

    private GraphAnswer Remove(GraphCall call)
    {
        var message = messages.Find(call);
        if (!message.IsDraft)
            throw new GraphRefusal(400, "ErrorInvalidRequest", "Attachments can only be removed from a draft.");
        message.Attachments.Remove(Find(call));
        tenant.Exchange.Update(call.Mailbox, message);
        return GraphAnswer.NoContent();
    }

    private GraphAnswer Download(GraphCall call)
    {
        var attachment = Find(call);
        if (attachment.Kind == AttachmentKind.Reference)
            throw new GraphRefusal(405, "ErrorInvalidRequest", "A reference attachment has no content.");
        return new GraphAnswer(200) { Bytes = attachment.File.Content, ContentType = attachment.File.ContentType };
    }

    private StoredAttachment Find(GraphCall call) =>
        messages.Find(call).Attachments.Find(a => a.Id == call["attachment"]) ?? throw GraphRefusal.ItemNotFound();
}
