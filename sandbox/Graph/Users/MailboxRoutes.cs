using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Users;

/// <summary>Settings of a mailbox and the translation of ids (graph.md 3, 5.6, 6.3).</summary>
internal sealed class MailboxRoutes(TenantState tenant)
{
    private const int MostIds = 1000;

    private static readonly string[] Formats = ["entryId", "ewsId", "immutableEntryId", "restId", "restImmutableEntryId"];

    public IEnumerable<GraphRoute> All() =>
    [
        new("GET", "users/{user}/mailboxSettings", "read mailbox settings", Settings),
        new("GET", "users/{user}/mailboxSettings/automaticRepliesSetting", "read automatic replies", call => GraphAnswer.Ok(Replies(call))),
        new("GET", "users/{user}/mailboxSettings/userPurpose", "read mailbox purpose", _ => GraphAnswer.Ok(new JsonObject { ["value"] = "shared" })),
        new("POST", "users/{user}/translateExchangeIds", "translate ids", Translate),
    ];

    private static GraphAnswer Settings(GraphCall call)
    {
        call.Query.Only("$select");
        return GraphAnswer.Ok(new JsonObject
        {
            ["timeZone"] = "W. Europe Standard Time",
            ["language"] = new JsonObject { ["locale"] = call.Mailbox.Start.Language == "de" ? "de-DE" : "en-US" },
            ["userPurpose"] = "shared",
            ["automaticRepliesSetting"] = Replies(call),
        });
    }

    private static JsonObject Replies(GraphCall call) => new()
    {
        ["status"] = call.Mailbox.AutomaticReplies,
        ["externalAudience"] = "all",
        ["internalReplyMessage"] = "",
        ["externalReplyMessage"] = "",
    };

    private GraphAnswer Translate(GraphCall call)
    {
        var json = call.Json();
        Json.OnlyKnown(json, "translateExchangeIds", "inputIds", "sourceIdType", "targetIdType");
        var ids = Json.List(json["inputIds"], "inputIds").Select(i => Json.Text(i, "inputIds") ?? "").ToList();
        var target = Json.Text(json["targetIdType"], "targetIdType");
        if (ids.Count > MostIds || !Formats.Contains(target) || !Formats.Contains(Json.Text(json["sourceIdType"], "sourceIdType")))
            throw GraphRefusal.BadRequest("Between 1 and 1000 ids and two known id types are needed.");
        return GraphAnswer.Ok(new JsonObject { ["value"] = Json.Array(ids.Select(id => Translated(call, id, target == "restImmutableEntryId"))) });
    }

    private JsonObject Translated(GraphCall call, string id, bool immutable) => call.Mailbox.FindMessage(id, tenant.Now) is { } message
        ? new JsonObject { ["sourceId"] = id, ["targetId"] = immutable ? message.ImmutableId : message.MutableId }
        : new JsonObject { ["sourceId"] = id, ["errorDetails"] = new JsonObject { ["code"] = "ErrorInvalidIdMalformed", ["message"] = "Id is malformed." } };
}
