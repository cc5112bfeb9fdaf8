using System.Text;
using System.Text.Json.Nodes;
using TeamsEmailBot.Core.Administration;

namespace TeamsEmailBot.Tests.Administration;

/// <summary>A sound document that tests break in one place.</summary>
internal static class Documents
{
    public const string Sound = """
        {
          "tenant": { "emailEnabled": true, "serviceLicences": 1, "emailLicences": 2 },
          "units": [
            { "id": "contoso", "name": "Contoso" },
            { "id": "care", "name": "Customer Care", "parent": "contoso" },
            { "id": "sales", "name": "Sales", "parent": "contoso" }
          ],
          "users": [
            { "userPrincipalName": "megan@contoso.example", "roles": ["agent"], "emailLicence": true },
            { "userPrincipalName": "adele@contoso.example", "roles": ["agent", "supervisor"], "emailLicence": true },
            { "userPrincipalName": "patti@contoso.example", "roles": ["administrator"] }
          ],
          "mailboxes": [ { "userPrincipalName": "help@contoso.example", "name": "Help", "unit": "care" } ],
          "workflows": [ { "id": "straight", "name": "Straight", "unit": "contoso", "activities": [ { "kind": "queue" } ] } ],
          "services": [
            {
              "id": "help", "name": "Customer Help", "unit": "care", "serviceLicence": true, "emailEnabled": true,
              "mailbox": "help@contoso.example", "workflow": "straight", "agents": ["megan@contoso.example", "adele@contoso.example"]
            }
          ]
        }
        """;

    public static DirectoryFake Directory() => new(
        DirectoryFake.Account("id-megan", "megan@contoso.example", "Megan Bowen"),
        DirectoryFake.Account("id-adele", "adele@contoso.example", "Adele Vance"),
        DirectoryFake.Account("id-patti", "patti@contoso.example", "Patti Fernandez"),
        DirectoryFake.Account("id-help", "help@contoso.example", "Help", addresses: ["support@contoso.example"]),
        DirectoryFake.Account("id-out", "out@contoso.example", "Out"));

    public static ConfigurationDocument Read(string json) => ConfigurationDocument.Read(Encoding.UTF8.GetBytes(json));

    /// <summary>The sound document after a change.</summary>
    public static string With(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(Sound)!.AsObject();
        change(root);
        return root.ToJsonString();
    }

    public static string[] Found(ConfigurationDocument document) => [.. document.Problems.Select(problem => $"{problem.Path} {problem.Code}")];
}
