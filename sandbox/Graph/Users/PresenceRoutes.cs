using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Users;

/// <summary>Presence (graph.md 8.1).</summary>
internal sealed class PresenceRoutes(TenantState tenant)
{
    private const int MostIds = 650;

    public IEnumerable<GraphRoute> All() =>
    [
        new("POST", "communications/getPresencesByUserId", "read presence", Many),
        new("GET", "users/{user}/presence", "read presence", One),
    ];

    private static JsonObject Write(Person person) => new()
    {
        ["id"] = person.Id,
        ["availability"] = person.Availability,
        ["activity"] = person.Activity,
        ["statusMessage"] = null,
        ["outOfOfficeSettings"] = new JsonObject { ["message"] = null, ["isOutOfOffice"] = person.Activity == "OutOfOffice" },
    };

    private GraphAnswer One(GraphCall call)
    {
        var person = tenant.FindPerson(call["user"]) ?? throw new GraphRefusal(404, "NotFound", "The user was not found.");
        return GraphAnswer.Ok(Write(person));
    }

    /// <summary>Unknown ids are simply missing from the answer.</summary>
    private GraphAnswer Many(GraphCall call)
    {
        call.Query.Only();
        var json = call.Json();
        Json.OnlyKnown(json, "getPresencesByUserId", "ids");
        var ids = Json.List(json["ids"], "ids").Select(i => Json.Text(i, "ids") ?? "").ToList();
        if (ids.Count is 0 or > MostIds)
            throw new GraphRefusal(400, "BadRequest", $"The number of ids must be between 1 and {MostIds}.");
        if (ids.Find(i => !Guid.TryParse(i, out _)) is not null)
            throw new GraphRefusal(400, "BadRequest", "The ids must be GUIDs.");
        var found = tenant.People.Where(p => ids.Contains(p.Id, StringComparer.OrdinalIgnoreCase));
        return GraphAnswer.Ok(new JsonObject { ["value"] = Json.Array(found.Select(Write)) });
    }
}
