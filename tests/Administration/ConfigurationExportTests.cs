using System.Text;
using System.Text.Json.Nodes;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Tests.Organization;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Administration;

public sealed class ConfigurationExportTests
{
    [Fact]
    public async Task What_was_applied_is_exported_as_the_same_document_with_ids_and_defaults_written_out()
    {
        var exported = await ExportAsync(await ResolveAsync(Documents.Sound));

        // By hand: records in the order of their ids, every default spelled out.
        var expected = JsonNode.Parse("""
            {
              "tenant": { "emailEnabled": true, "maxConcurrentTasks": 500, "serviceLicences": 1, "emailLicences": 2, "allowGuests": false, "timeZone": "UTC", "defaultLanguage": "en",
                "outboundLimit": 20, "peopleFilter": "", "teamVisibility": "ownMembers", "reportsPerAgent": false, "apiAuthorization": "tokenAndTenant", "retentionDays": 400, "alerts": { "escalateMinutes": 15 }, "blockedSenders": [] },
              "units": [
                { "id": "care", "name": "Customer Care", "parent": "contoso" },
                { "id": "contoso", "name": "Contoso" },
                { "id": "sales", "name": "Sales", "parent": "contoso" }
              ],
              "users": [
                { "id": "id-adele", "userPrincipalName": "adele@contoso.example", "roles": ["agent", "supervisor"], "emailLicence": true, "supervisedUnits": [], "supervisedServices": [] },
                { "id": "id-megan", "userPrincipalName": "megan@contoso.example", "roles": ["agent"], "emailLicence": true, "supervisedUnits": [], "supervisedServices": [] },
                { "id": "id-patti", "userPrincipalName": "patti@contoso.example", "roles": ["administrator"], "emailLicence": false, "supervisedUnits": [], "supervisedServices": [] }
              ],
              "mailboxes": [
                {
                  "id": "id-help", "userPrincipalName": "help@contoso.example", "name": "Help", "unit": "care", "maxMailMegabytes": 5,
                  "folders": { "handled": "Handled", "ended": "WF Ended", "failed": "Failed" }, "direction": "inbound", "pilot": false, "fromAddresses": []
                }
              ],
              "workflows": [ { "id": "straight", "name": "Straight", "unit": "contoso", "activities": [ { "kind": "queue" } ] } ],
              "services": [
                {
                  "id": "help", "name": "Customer Help", "unit": "care", "serviceLicence": true, "emailEnabled": true, "suspended": false,
                  "mailbox": "help@contoso.example", "workflow": "straight", "agents": [
                    { "user": "megan@contoso.example", "priority": 3, "skills": [] }, { "user": "adele@contoso.example", "priority": 3, "skills": [] }
                  ],
                  "distribution": {
                    "offerSeconds": 60, "missesUntilOffDuty": 2, "tasksPerAgent": 3, "order": "longestIdle", "lastAgentFirst": true, "parkedFreesPlace": "waitingForCustomer", "pull": false, "afterWorkSeconds": 0, "deliverWhenBusy": false, "deliverInMeeting": false, "deliverWhenAway": false
                  },
                  "reopenDays": 14,
                  "signature": "",
                  "openingHours": { "timeZone": "UTC", "monday": [], "tuesday": [], "wednesday": [], "thursday": [], "friday": [], "saturday": [], "sunday": [], "holidays": [] },
                  "targets": {}, "thresholds": {}, "sortOutBulk": false, "blockedSenders": [], "acknowledgement": ""
                }
              ]
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(exported)), exported);
    }

    [Fact]
    public async Task Every_field_survives_export_and_import()
    {
        var unusual = Documents.With(root =>
        {
            root["tenant"] = JsonNode.Parse(
                """
                {
                  "emailEnabled": true, "maxConcurrentTasks": 7, "serviceLicences": 3, "emailLicences": 9, "allowGuests": true, "supportContact": "Jürgen \"J\" Groß",
                  "timeZone": "Europe/Berlin", "blockedSenders": ["spam.example"], "defaultLanguage": "de", "outboundLimit": 50,
                  "peopleFilter": "endsWith(userPrincipalName,'onmicrosoft.com') and preferredLanguage eq 'en-GB'", "teamVisibility": "noMembers", "reportsPerAgent": true, "apiAuthorization": "token", "retentionDays": 90,
                  "alerts": { "quietFrom": "20:00", "quietTo": "07:05", "escalateMinutes": 0 }
                }
                """);
            root["users"]![1]!["supervisedUnits"] = JsonNode.Parse("""[ "sales", "care" ]""");
            root["users"]![1]!["supervisedServices"] = JsonNode.Parse("""[ "help" ]""");
            root["mailboxes"]![0]!["maxMailMegabytes"] = 20;
            root["mailboxes"]![0]!["folders"] = JsonNode.Parse("""{ "handled": "Erledigt", "ended": "Beendet", "failed": "Fehler" }""");
            root["workflows"]![0]!["activities"] = JsonNode.Parse(EveryActivity);
            root["mailboxes"]![0]!["pilot"] = true;
            root["mailboxes"]![0]!["fromAddresses"] = JsonNode.Parse(
                """[ { "address": "support@contoso.example", "displayName": "Contoso Hilfe" }, { "address": "sales@contoso.example", "provenAt": "2026-11-21T18:00:00.5+01:00" } ]""");
            root["mailboxes"]!.AsArray().Add(JsonNode.Parse("""{ "id": "id-out", "name": "Out", "unit": "care", "direction": "outbound" }"""));
            root["services"]![0]!["fromAddress"] = "sales@contoso.example";
            root["services"]![0]!["agents"] = JsonNode.Parse(
                """[ "adele@contoso.example", { "user": "megan@contoso.example", "priority": 1, "skills": [ { "name": "Français", "level": 5 }, { "name": "Billing", "level": 1 } ] } ]""");
            root["services"]![0]!["openingHours"] = JsonNode.Parse(
                """
                { "timeZone": "America/New_York", "sunday": ["00:00-24:00"], "friday": ["08:00-12:00", "13:30-24:00"],
                  "holidays": [ { "from": "2026-12-24", "to": "2026-12-26", "name": "Weihnachten" }, { "from": "2027-01-01", "name": "Neujahr" } ] }
                """);
            root["services"]![0]!["targets"] = JsonNode.Parse(
                """
                {
                  "firstAnswerMinutes": 240, "finishMinutes": 960, "highest": { "firstAnswerMinutes": 30, "finishMinutes": 120 }, "high": { "finishMinutes": 480 },
                  "low": { "firstAnswerMinutes": 480 }, "lowest": { "firstAnswerMinutes": 900 }, "reminderMinutes": 20
                }
                """);
            root["services"]![0]!["thresholds"] = JsonNode.Parse("""{ "queueLength": 10000, "oldestMinutes": 1 }""");
            root["services"]![0]!["suspended"] = true;
            root["services"]![0]!["reopenDays"] = 0;
            root["services"]![0]!["signature"] = "Grüße\nContoso";
            root["services"]![0]!["sortOutBulk"] = true;
            root["services"]![0]!["blockedSenders"] = JsonNode.Parse("""[ "deals@shop.example", "casino.example" ]""");
            root["services"]![0]!["acknowledgement"] = "Wir haben Ihre Nachricht.\nContoso";
            root["services"]![0]!["distribution"] = JsonNode.Parse(
                """{ "offerSeconds": 10, "missesUntilOffDuty": 9, "tasksPerAgent": 25, "order": "skillMatch", "lastAgentFirst": false, "parkedFreesPlace": "always", "pull": true, "afterWorkSeconds": 600, "deliverWhenBusy": true, "deliverInMeeting": true, "deliverWhenAway": true }""");
        });
        var first = await ResolveAsync(unusual);

        var exported = await ExportAsync(first);
        var second = await ResolveAsync(exported);

        Assert.Equal(exported, await ExportAsync(second));
        ConfigurationStoreTests.AssertSame(first, second);
    }

    [Fact]
    public async Task Importing_the_export_changes_nothing()
    {
        using var store = new ConfigurationStore(new InMemoryEntityStore(), new ManualClock());
        var desk = new AdminDesk(store);
        await desk.ExecuteAsync(new ImportConfiguration(await ResolveAsync(Documents.Sound)), "setup", 0, default);

        var exported = Encoding.UTF8.GetString(ConfigurationExport.Write(store.Current).Span);
        var again = await desk.ExecuteAsync(new ImportConfiguration(await ResolveAsync(exported)), "patti", 1, default);

        Assert.False(Assert.IsType<AdminOutcome.Done>(again).Changed);
        Assert.Equal(1, store.Current.Revision);
    }

    private const string EveryActivity = """
        [
          { "kind": "end", "whenSubjectContains": ["ニュース", "news"] },
          { "kind": "end", "folder": "handled", "when": { "kind": "sender", "values": ["deals.example"] } },
          { "kind": "fail", "name": "Not ours", "when": { "kind": "header", "name": "X-Kind", "values": ["robot"] } },
          { "kind": "answer", "text": "Dear customer,\nsee our page.", "when": { "kind": "all", "of": [{ "kind": "body", "values": ["price list"] }, { "kind": "not", "of": [{ "kind": "knownCustomer" }] }] } },
          { "kind": "priority", "priority": "highest", "when": { "kind": "any", "of": [{ "kind": "importance", "values": ["high"] }, { "kind": "waiting", "number": 7 }] } },
          { "kind": "skill", "name": "Français", "level": 3, "when": { "kind": "language", "values": ["fr"] } },
          { "kind": "language", "name": "fr", "when": { "kind": "header", "name": "X-Any" } },
          { "kind": "tag", "name": "invoice" },
          { "kind": "acknowledge", "text": "Thank you." },
          { "kind": "lastAgent", "minutes": 5 },
          { "kind": "queue" }
        ]
        """;

    private static async Task<Configuration> ResolveAsync(string json)
    {
        var document = Documents.Read(json);
        Assert.Empty(document.Problems);
        var resolved = await new DocumentResolver(Documents.Directory()).ResolveAsync(document, default);
        Assert.Empty(resolved.Value.Problems);
        return resolved.Value.Configuration!;
    }

    private static async Task<string> ExportAsync(Configuration configuration)
    {
        using var store = new ConfigurationStore(new InMemoryEntityStore(), new ManualClock());
        await store.CommitAsync(0, configuration, "setup", "Test", default);
        return Encoding.UTF8.GetString(ConfigurationExport.Write(store.Current).Span);
    }
}
