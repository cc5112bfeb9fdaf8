using System.Collections.Frozen;
using System.Text.Json;
using Azure.Core;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Finds and creates folders, moves mail (graph.md 4, 5.4).</summary>
internal sealed class GraphMailFolders(GraphHttp http) : IMailFolders
{
    private const string BesideInbox = "mailFolders/msgfolderroot/childFolders";

    /// <summary>Names that Graph takes in place of an id (graph.md 4); which folder they mean only the answer tells.</summary>
    private static readonly FrozenSet<string> WellKnown = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "archive", "deleteditems", "drafts", "inbox", "junkemail", "recoverableitemsdeletions", "sentitems");

    public async Task<Outcome<FolderIds>> EnsureAsync(MailboxId mailbox, FolderNames names, CancellationToken cancellation)
    {
        var inbox = await http.SendAsync(
            // By its well-known name: what people see is Posteingang, Boîte de réception …
            GraphCall.Mail(RequestMethod.Get, "GetInbox", mailbox, "mailFolders/inbox" + GraphUrl.Query(("$select", "id"))), ReadId, cancellation);
        if (!inbox.Succeeded)
            return inbox.Failure;
        var listed = await ListAsync(mailbox, cancellation);
        if (!listed.Succeeded)
            return listed.Failure;
        var known = listed.Value;
        foreach (var name in new[] { names.Handled, names.Ended, names.Failed })
        {
            if (known.ContainsKey(name))
                continue;
            var created = await CreateAsync(mailbox, name, cancellation);
            if (!created.Succeeded)
                return created.Failure;
            known[name] = created.Value;
        }

        var ids = new FolderIds(inbox.Value, known[names.Handled], known[names.Ended], known[names.Failed]);
        // Somebody gave an outcome folder the Inbox's localised name: filing into it would bring every mail back as a new one.
        return ids.Inbox == ids.Handled || ids.Inbox == ids.Ended || ids.Inbox == ids.Failed
            ? new Failure(FailureCategory.Invalid, "OutcomeFolderIsInbox")
            : ids;
    }

    public async Task<Outcome<MailPlace>> MoveAsync(MailboxId mailbox, MessageId message, string folderId, CancellationToken cancellation)
    {
        var path = $"messages/{GraphUrl.Segment(message.Value)}";
        var moved = await http.SendAsync<MailPlace>(
            GraphCall.Mail(RequestMethod.Post, "Move", mailbox, path + "/move") with { Body = GraphBody.Of(new MoveWire(folderId)) },
            answer => ReadPlace(answer, message) is { } place ? place : GraphErrors.Unreadable,
            cancellation);
        if (!moved.Succeeded || Is(moved.Value.FolderId, folderId))
            return moved;

        // The answer does not say where the mail is, or names another folder: look (F-19).
        var seen = await http.SendAsync<MailPlace>(
            GraphCall.Mail(RequestMethod.Get, "CheckMove", mailbox, $"messages/{GraphUrl.Segment(moved.Value.Id.Value)}"
                + GraphUrl.Query(("$select", "id,parentFolderId"))),
            answer => ReadPlace(answer, moved.Value.Id) is { } place ? place : GraphErrors.Unreadable,
            cancellation);
        return !seen.Succeeded || Is(seen.Value.FolderId, folderId) ? seen : new Failure(FailureCategory.Conflict, "MovedElsewhere");
    }

    private static bool Is(string found, string wanted) => found == wanted || (found.Length > 0 && WellKnown.Contains(wanted));

    private async Task<Outcome<string>> CreateAsync(MailboxId mailbox, string name, CancellationToken cancellation)
    {
        var created = await http.SendAsync(
            GraphCall.Mail(RequestMethod.Post, "CreateFolder", mailbox, BesideInbox) with { Body = GraphBody.Of(new FolderWire(name)) },
            ReadId,
            cancellation);
        if (created.Failure?.Category != FailureCategory.Conflict)
            return created;

        // Somebody was faster: adopt it.
        var listed = await ListAsync(mailbox, cancellation);
        if (!listed.Succeeded)
            return listed.Failure;
        return listed.Value.TryGetValue(name, out var id) ? id : created.Failure;
    }

    /// <summary>Folders beside the Inbox by name; Exchange compares names without case. Hidden ones too, because their names are taken as well.</summary>
    private async Task<Outcome<Dictionary<string, string>>> ListAsync(MailboxId mailbox, CancellationToken cancellation)
    {
        var folders = await http.AllAsync(
            GraphCall.Mail(RequestMethod.Get, "ListFolders", mailbox, BesideInbox + GraphUrl.Query(
                ("$select", "id,displayName"), ("$top", "100"), ("includeHiddenFolders", "true"))),
            ReadFolder,
            cancellation);
        if (!folders.Succeeded)
            return folders.Failure;
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, id) in folders.Value)
            byName.TryAdd(name, id);
        return byName;
    }

    private static Folder? ReadFolder(JsonElement folder) =>
        folder.Text("id") is { Length: > 0 } id && folder.Text("displayName") is { } name
        // Nothing can be moved into a search folder.
        && folder.Text("@odata.type")?.EndsWith("mailSearchFolder", StringComparison.OrdinalIgnoreCase) != true
            ? new Folder(name, id)
            : null;

    private static Outcome<string> ReadId(JsonElement answer) => answer.Text("id") is { Length: > 0 } id ? id : GraphErrors.Unreadable;

    private static MailPlace? ReadPlace(JsonElement answer, MessageId otherwise) =>
        answer.ValueKind == JsonValueKind.Object
            ? new MailPlace(answer.Text("id") is { Length: > 0 } id ? new MessageId(id) : otherwise, answer.Text("parentFolderId") ?? "")
            : null;

    private sealed record Folder(string Name, string Id);
}
