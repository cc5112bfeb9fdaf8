using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Journeys.Support;

/// <summary>Activities as Teams would post them, for tests to break.</summary>
internal static class RawActivity
{
    /// <summary>A message that <paramref name="who"/> types.</summary>
    public static JsonObject Message(Office office, string who, string text)
    {
        var activity = Of(office, who, "message");
        activity["text"] = text;
        return activity;
    }

    /// <summary>A click by <paramref name="who"/> on a card.</summary>
    public static JsonObject Invoke(Office office, string who, JsonNode? value, string name = "adaptiveCard/action")
    {
        var activity = Of(office, who, "invoke");
        activity["name"] = name;
        activity["value"] = value;
        return activity;
    }

    private static JsonObject Of(Office office, string who, string type)
    {
        var (person, tenant) = (office.Tenant.Teams.Person(who), office.Tenant.World.TenantId);
        return new JsonObject
        {
            ["type"] = type,
            ["id"] = Guid.NewGuid().ToString("N"),
            ["channelId"] = "msteams",
            ["serviceUrl"] = office.Tenant.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = person.TeamsId, ["name"] = person.Name, ["aadObjectId"] = person.Id },
            ["conversation"] = new JsonObject { ["id"] = office.Tenant.Teams.ConversationId(who), ["conversationType"] = "personal", ["tenantId"] = tenant },
            ["recipient"] = new JsonObject { ["id"] = $"28:{office.Tenant.World.AppId}" },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } },
        };
    }
}
