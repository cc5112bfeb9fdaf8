using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Query;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Folders;

/// <summary>Mail folders (graph.md 4).</summary>
internal sealed class FolderRoutes(TenantState tenant)
{
    private static readonly string[] Properties =
        ["id", "displayName", "parentFolderId", "childFolderCount", "unreadItemCount", "totalItemCount", "sizeInBytes", "isHidden"];

    public IEnumerable<GraphRoute> All() =>
    [
        new("GET", "users/{user}/mailFolders", "list folders", call => List(call, call.Mailbox.Root)),
        new("POST", "users/{user}/mailFolders", "create folder", call => Create(call, call.Mailbox.Root)),
        new("GET", "users/{user}/mailFolders/{folder}", "read folder", Get),
        new("DELETE", "users/{user}/mailFolders/{folder}", "delete folder", Delete),
        new("GET", "users/{user}/mailFolders/{folder}/childFolders", "list child folders", call => List(call, Find(call))),
        new("POST", "users/{user}/mailFolders/{folder}/childFolders", "create child folder", call => Create(call, Find(call))),
    ];

    private static MailFolder Find(GraphCall call)
    {
        var id = call["folder"];
        if (call.Mailbox.FindFolder(id) is { } folder)
            return folder;
        throw WellKnownFolders.All.Contains(id) || id.StartsWith("AQ", StringComparison.Ordinal)
            ? new GraphRefusal(404, "ErrorFolderNotFound", "The specified folder could not be found in the store.")
            : GraphRefusal.MalformedId();
    }

    private GraphAnswer List(GraphCall call, MailFolder parent)
    {
        call.Query.Only("$select", "$filter", "$top", "$skip", "$count", "includeHiddenFolders");
        CheckSelect(call.Query);
        _ = call.Query.Filter?.Matches(new FolderTarget(call.Mailbox.Root));
        var found = call.Mailbox.Children(parent)
            .Where(f => call.Query.IncludeHiddenFolders || !f.IsHidden)
            .Where(f => call.Query.Filter?.Matches(new FolderTarget(f)) ?? true)
            .OrderBy(f => f.DisplayName, StringComparer.OrdinalIgnoreCase).ToList();
        return GraphAnswer.Ok(Paging.Page(call, found, 10, 1000, f => Write(f, call)));
    }

    private GraphAnswer Get(GraphCall call)
    {
        call.Query.Only("$select");
        CheckSelect(call.Query);
        return GraphAnswer.Ok(Write(Find(call), call));
    }

    private GraphAnswer Create(GraphCall call, MailFolder parent)
    {
        call.Query.Only();
        var json = call.Json();
        Json.OnlyKnown(json, "mailFolder", "displayName", "isHidden");
        var name = Json.Text(json["displayName"], "displayName");
        if (string.IsNullOrWhiteSpace(name))
            throw new GraphRefusal(400, "ErrorInvalidRequest", "The property displayName is required.");
        if (call.Mailbox.Children(parent).Any(f => string.Equals(f.DisplayName, name, StringComparison.OrdinalIgnoreCase)))
            throw new GraphRefusal(409, "ErrorFolderExists", "A folder with the specified name already exists.");
        var hidden = json["isHidden"] is { } node && Json.Bool(node, "isHidden");
        return GraphAnswer.Created(Write(call.Mailbox.CreateFolder(parent, name, hidden), call));
    }

    private GraphAnswer Delete(GraphCall call)
    {
        var folder = Find(call);
        if (folder.WellKnownName is not null)
            throw new GraphRefusal(403, "ErrorDeleteDistinguishedFolder", "Distinguished folders cannot be deleted.");
        folder.Parent = call.Mailbox.WellKnown(WellKnownFolders.DeletedItems);
        return GraphAnswer.NoContent();
    }

    private static void CheckSelect(ODataQuery query)
    {
        foreach (var name in query.Select ?? [])
            if (!Properties.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw GraphRefusal.UnknownSelect(name, "MailFolder");
    }

    private JsonObject Write(MailFolder folder, GraphCall call)
    {
        var inside = call.Mailbox.Visible(folder, tenant.Now).ToList();
        var json = new JsonObject
        {
            ["id"] = folder.Id,
            ["displayName"] = folder.DisplayName,
            ["parentFolderId"] = folder.Parent?.Id ?? call.Mailbox.Root.Id,
            ["childFolderCount"] = call.Mailbox.Children(folder).Count(),
            ["unreadItemCount"] = inside.Count(m => !m.IsRead),
            ["totalItemCount"] = inside.Count,
            ["sizeInBytes"] = inside.Sum(m => m.Size),
            ["isHidden"] = folder.IsHidden,
        };
        if (call.Query.Select is { } select)
            foreach (var name in Properties.Where(p => p != "id" && !select.Contains(p, StringComparer.OrdinalIgnoreCase)))
                json.Remove(name);
        return json;
    }
}
