using System.Globalization;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph.Users;

/// <summary>The app registration, for an app that may read it.</summary>
internal sealed class ApplicationRoutes(TenantState tenant)
{
    public IEnumerable<GraphRoute> All() => [new("GET", "applications(appId='{app}')", "read app registration", Get)];

    private GraphAnswer Get(GraphCall call)
    {
        call.Query.Only("$select");
        if (!string.Equals(call["app"], tenant.World.AppId, StringComparison.OrdinalIgnoreCase))
            throw new GraphRefusal(404, "Request_ResourceNotFound", $"Resource '{call["app"]}' does not exist or one of its queried reference-property objects are not present.");
        return GraphAnswer.Ok(new JsonObject
        {
            ["passwordCredentials"] = new JsonArray(new JsonObject { ["displayName"] = "sandbox", ["endDateTime"] = Time(tenant.Options.SecretEnds) }),
        });
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
