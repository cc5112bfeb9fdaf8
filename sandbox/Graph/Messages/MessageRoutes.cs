using System.Text;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>Reading, changing, moving, answering and sending messages (graph.md 5).</summary>
internal sealed class MessageRoutes(TenantState tenant)
{
    private const string One = "users/{user}/messages/{message}";

    private readonly DraftWriter writer = new(tenant.Ids, tenant.Clock);
    private readonly ReplyDrafts replies = new(tenant.Exchange, tenant.Ids, tenant.Clock);

    public IEnumerable<GraphRoute> All() =>
    [
        new("GET", "users/{user}/messages", "search mailbox", call => MessageListing.List(call, null, tenant.Now)),
        new("GET", "users/{user}/mailFolders/{folder}/messages", "list folder", call => MessageListing.List(call, Folder(call, call["folder"]), tenant.Now)),
        new("GET", One, "read message", Get),
        new("GET", One + "/$value", "download message", GetMime),
        new("GET", "users/{user}/mailFolders/{folder}/messages/{message}", "read message", GetInFolder),
        new("POST", "users/{user}/messages", "create draft", Create),
        new("PATCH", One, "change message", Patch),
        new("DELETE", One, "delete message", Delete),
        new("POST", One + "/move", "move message", Move),
        new("POST", One + "/createReply", "create reply draft", call => CreateReply(call, ReplyKind.Reply)),
        new("POST", One + "/createReplyAll", "create reply-all draft", call => CreateReply(call, ReplyKind.ReplyAll)),
        new("POST", One + "/createForward", "create forward draft", call => CreateReply(call, ReplyKind.Forward)),
        new("POST", One + "/reply", "reply", call => Reply(call, ReplyKind.Reply)),
        new("POST", One + "/replyAll", "reply to all", call => Reply(call, ReplyKind.ReplyAll)),
        new("POST", One + "/forward", "forward", call => Reply(call, ReplyKind.Forward)),
        new("POST", One + "/send", "send draft", Send),
        new("POST", "users/{user}/sendMail", "send mail", SendMail),
    ];

    /// <summary>The message of the path or 404.</summary>
    public StoredMessage Find(GraphCall call)
    {
        var id = call["message"];
        if (!id.StartsWith("AA", StringComparison.Ordinal))
            throw GraphRefusal.MalformedId();
        return call.Mailbox.FindMessage(id, tenant.Now) ?? throw GraphRefusal.ItemNotFound();
    }

    private static MailFolder Folder(GraphCall call, string id) =>
        call.Mailbox.FindFolder(id) ?? throw new GraphRefusal(404, "ErrorItemNotFound", "The specified folder could not be found in the store.");

    private static void CheckETag(GraphCall call, StoredMessage message)
    {
        var expected = call.Headers.IfMatch.ToString();
        if (expected.Length > 0 && expected != "*" && expected != MessageShape.ETag(message))
            throw new GraphRefusal(412, "ErrorIrresolvableConflict", "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.");
    }

    private GraphAnswer Get(GraphCall call)
    {
        call.Query.Only("$select", "$expand");
        MessageShape.Check(call.Query);
        return GraphAnswer.Ok(MessageShape.Write(Find(call), call.Query, call.Prefer));
    }

    // Only mails that came with their own form have parts that Graph does not show otherwise.
    private GraphAnswer GetMime(GraphCall call)
    {
        call.Query.Only();
        var message = Find(call);
        var mime = message.Mime ?? string.Concat(message.Headers.Select(header => $"{header.Name}: {header.Value}\r\n")) + $"\r\n{message.Body.Text}";
        return new GraphAnswer(200) { Bytes = Encoding.UTF8.GetBytes(mime), ContentType = "text/plain" };
    }

    private GraphAnswer GetInFolder(GraphCall call)
    {
        call.Query.Only("$select", "$expand");
        MessageShape.Check(call.Query);
        var message = Find(call);
        return message.Folder == Folder(call, call["folder"])
            ? GraphAnswer.Ok(MessageShape.Write(message, call.Query, call.Prefer))
            : throw GraphRefusal.ItemNotFound();
    }

    private GraphAnswer Create(GraphCall call)
    {
        call.Query.Only();
        var json = call.Json();
        var draft = tenant.Exchange.CreateDraft(call.Mailbox, null);
        WriteOrDrop(call.Mailbox, draft, json);
        tenant.Exchange.Announce(call.Mailbox, draft);
        return GraphAnswer.Created(MessageShape.Write(draft, call.Query, call.Prefer));
    }

    private void WriteOrDrop(Mailbox mailbox, StoredMessage draft, JsonObject json)
    {
        try
        {
            writer.Write(draft, json, ownHeaders: 0);
        }
        catch (GraphRefusal)
        {
            mailbox.Messages.Remove(draft);
            throw;
        }
    }

    private GraphAnswer Patch(GraphCall call)
    {
        call.Query.Only();
        var message = Find(call);
        CheckETag(call, message);
        writer.Patch(message, call.Json());
        tenant.Exchange.Update(call.Mailbox, message);
        return GraphAnswer.Ok(MessageShape.Write(message, call.Query, call.Prefer));
    }

    private GraphAnswer Delete(GraphCall call)
    {
        var message = Find(call);
        CheckETag(call, message);
        tenant.Exchange.Delete(call.Mailbox, message);
        return GraphAnswer.NoContent();
    }

    private GraphAnswer Move(GraphCall call)
    {
        call.Query.Only();
        var message = Find(call);
        var json = call.Json();
        Json.OnlyKnown(json, "message", "destinationId");
        var target = Json.Text(json["destinationId"], "destinationId")
            ?? throw new GraphRefusal(400, "ErrorInvalidRequest", "The parameter destinationId is required.");
        var folder = call.Mailbox.FindFolder(target) ?? throw new GraphRefusal(404, "ErrorFolderNotFound", "The specified folder could not be found in the store.");
        var oddity = call.Fault switch
        {
            FaultKind.IdChangesOnMove => MoveOddity.NewImmutableId,
            FaultKind.MoveCopies => MoveOddity.Copies,
            _ => MoveOddity.None,
        };
        return GraphAnswer.Created(MessageShape.Write(tenant.Exchange.Move(call.Mailbox, message, folder, oddity), call.Query, call.Prefer));
    }

    private GraphAnswer CreateReply(GraphCall call, ReplyKind kind)
    {
        call.Query.Only();
        var draft = replies.Create(call.Mailbox, Find(call), kind, call.Json(), honoursComment: false);
        return GraphAnswer.Created(MessageShape.Write(draft, call.Query, call.Prefer));
    }

    private GraphAnswer Reply(GraphCall call, ReplyKind kind)
    {
        call.Query.Only();
        var draft = replies.Create(call.Mailbox, Find(call), kind, call.Json(), honoursComment: true);
        return Submit(call, draft, saveToSentItems: true);
    }

    private GraphAnswer Send(GraphCall call)
    {
        call.Query.Only();
        if (call.Body.Length > 0)
            throw GraphRefusal.BadRequest("The send action takes no body.");
        var draft = Find(call);
        Submission.Check(call.Mailbox, draft);
        tenant.Exchange.Send(call.Mailbox, draft);
        return GraphAnswer.Accepted();
    }

    private GraphAnswer SendMail(GraphCall call)
    {
        call.Query.Only();
        var json = call.Json();
        // OData actions take their parameters in either case; the documentation writes message and saveToSentItems.
        Json.OnlyKnown(json, "sendMail", "message", "saveToSentItems", "Message", "SaveToSentItems");
        var save = (json["saveToSentItems"] ?? json["SaveToSentItems"]) is not { } node || Json.Bool(node, "saveToSentItems");
        var message = Json.Object(json["message"] ?? json["Message"], "message");
        var draft = tenant.Exchange.CreateDraft(call.Mailbox, null);
        WriteOrDrop(call.Mailbox, draft, message);
        return Submit(call, draft, save);
    }

    private GraphAnswer Submit(GraphCall call, StoredMessage draft, bool saveToSentItems)
    {
        try
        {
            Submission.Check(call.Mailbox, draft);
        }
        catch (GraphRefusal)
        {
            call.Mailbox.Messages.Remove(draft);
            throw;
        }

        tenant.Exchange.Send(call.Mailbox, draft, saveToSentItems);
        return GraphAnswer.Accepted();
    }
}
