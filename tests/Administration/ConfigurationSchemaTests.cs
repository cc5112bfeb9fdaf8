using System.Text.Json.Nodes;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Schema;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Administration;

/// <summary>docs/configuration.schema.json and the parser must say the same of every document; what only the parser can know (one record against another) is listed apart.</summary>
public sealed class ConfigurationSchemaTests
{
    private static readonly JSchema Schema = JSchema.Parse(File.ReadAllText(RepositoryFolder.Of("docs", "configuration.schema.json")));

    private static readonly string Long = new('x', 81);

    /// <summary>Place, new value (null = removed), and whether it is still right.</summary>
    public static TheoryData<string, string?, bool> SingleValues => new()
    {
        { "tenant.emailEnabled", "false", true },
        { "tenant.emailEnabled", "1", false },
        { "tenant.emailEnabled", "null", false },
        { "tenant.maxConcurrentTasks", "1", true },
        { "tenant.maxConcurrentTasks", "100000", true },
        { "tenant.maxConcurrentTasks", "0", false },
        { "tenant.maxConcurrentTasks", "100001", false },
        { "tenant.maxConcurrentTasks", "1.5", false },
        { "tenant.maxConcurrentTasks", "7.0", true },
        { "tenant.maxConcurrentTasks", "\"7\"", false },
        { "tenant.emailLicences", "1000000", true },
        { "tenant.emailLicences", "1000001", false },
        { "tenant.serviceLicences", "-1", false },
        { "tenant.allowGuests", "true", true },
        { "tenant.supportContact", "\"Service desk, 4711\"", true },
        { "tenant.supportContact", "\"\"", false },
        { "tenant.supportContact", "\"two\\nlines\"", false },
        { "tenant.supportContact", $"\"{new string('x', 200)}\"", true },
        { "tenant.supportContact", $"\"{new string('x', 201)}\"", false },
        { "tenant.timeZone", "\"Europe/Berlin\"", true },
        { "tenant.timeZone", "5", false },
        { "tenant.defaultLanguage", "\"de\"", true },
        { "tenant.defaultLanguage", "\"DE\"", false },
        { "tenant.retentionDays", "29", false },
        { "tenant.retentionDays", "30", true },
        { "tenant.retentionDays", "4000", true },
        { "tenant.retentionDays", "4001", false },
        { "tenant.alerts", "{\"quietFrom\": \"20:00\", \"quietTo\": \"07:00\", \"escalateMinutes\": 1440}", true },
        { "tenant.alerts", "{\"quietFrom\": \"24:00\", \"quietTo\": \"07:00\"}", false },
        { "tenant.alerts", "{\"quietFrom\": \"8\", \"quietTo\": \"07:00\"}", false },
        { "tenant.alerts", "{\"escalateMinutes\": -1}", false },
        { "tenant.alerts", "{\"escalateMinutes\": 1441}", false },
        { "tenant.alerts", "{\"hours\": 1}", false },
        { "tenant.outboundLimit", "0", false },
        { "tenant.outboundLimit", "1", true },
        { "tenant.outboundLimit", "50", true },
        { "tenant.outboundLimit", "51", false },
        { "tenant.peopleFilter", "\"endsWith(mail,'x') and accountEnabled eq true\"", true },
        { "tenant.peopleFilter", "\"\"", true },
        { "tenant.peopleFilter", "\"HTTPS://graph.example\"", false },
        { "tenant.peopleFilter", "\"?$filter=x\"", false },
        { "tenant.peopleFilter", "\"/users\"", false },
        { "tenant.peopleFilter", "\"$Filter=x\"", false },
        { "tenant.peopleFilter", "\" x\"", false },
        { "tenant.peopleFilter", $"\"{new string('x', 1000)}\"", true },
        { "tenant.peopleFilter", $"\"{new string('x', 1001)}\"", false },
        { "tenant.teamVisibility", "\"allMembers\"", true },
        { "tenant.teamVisibility", "\"everybody\"", false },
        { "tenant.reportsPerAgent", "true", true },
        { "tenant.reportsPerAgent", "\"yes\"", false },
        { "tenant.apiAuthorization", "\"token\"", true },
        { "tenant.apiAuthorization", "\"none\"", false },
        { "tenant.colour", "\"red\"", false },
        { "tenant", "[]", false },
        { "units.2.id", "\"Sales-2\"", true },
        { "units.2.id", $"\"{Long[..40]}\"", true },
        { "units.2.id", $"\"{Long[..41]}\"", false },
        { "units.2.id", "\"\"", false },
        { "units.2.id", "\"sales dep\"", false },
        { "units.2.id", "\"säles\"", false },
        { "units.2.id", "\"a/b\"", false },
        { "units.2.id", null, false },
        { "units.2.name", $"\"{Long[..80]}\"", true },
        { "units.2.name", $"\"{Long}\"", false },
        { "units.2.name", "\" Sales\"", false },
        { "units.2.name", "\"Sales \"", false },
        { "units.2.name", "\"\"", false },
        { "units.2.name", null, false },
        { "units.2.parent", null, true },
        { "units.2.parent", "null", false },
        { "units.2.manager", "\"x\"", false },
        { "units", "null", false },
        { "units", "{}", false },
        { "users.2.userPrincipalName", "\"o'neil.p-1_2!#^~@sub.contoso.example\"", true },
        { "users.2.userPrincipalName", "\"patti\"", false },
        { "users.2.userPrincipalName", "\"@contoso.example\"", false },
        { "users.2.userPrincipalName", "\"patti@\"", false },
        { "users.2.userPrincipalName", "\"patti@contoso\"", false },
        { "users.2.userPrincipalName", "\"pa tti@contoso.example\"", false },
        { "users.2.userPrincipalName", "\"pa@tti@contoso.example\"", false },
        { "users.2.userPrincipalName", "\".patti@contoso.example\"", false },
        { "users.2.userPrincipalName", "\"patti.@contoso.example\"", false },
        { "users.2.userPrincipalName", "\"pat..ti@contoso.example\"", false },
        { "users.2.userPrincipalName", "\"patti@contoso..example\"", false },
        { "users.2.userPrincipalName", "\"patti@-contoso.example\"", false },
        { "users.2.userPrincipalName", "\"patti@con_toso.example\"", false },
        { "users.2.userPrincipalName", "\"pätti@contoso.example\"", false },
        { "users.2.userPrincipalName", $"\"{Long[..64]}@contoso.example\"", true },
        { "users.2.userPrincipalName", $"\"{Long[..65]}@contoso.example\"", false },
        { "users.2.userPrincipalName", $"\"patti@{Long[..44]}.com\"", true },
        { "users.2.userPrincipalName", $"\"patti@{Long[..45]}.com\"", false },
        { "users.2.userPrincipalName", null, false },
        { "users.2.id", "\"0a000000-0000-0000-0000-000000000001\"", true },
        { "users.2.id", "\"{x}\"", false },
        { "users.2.roles", "[]", true },
        { "users.2.roles", null, true },
        { "users.2.roles", "[\"Agent\"]", false },
        { "users.2.roles", "[\"agent\", \"agent\"]", false },
        { "users.2.roles", "[5]", false },
        { "users.2.roles", "\"agent\"", false },
        { "users.2.emailLicence", "\"yes\"", false },
        { "users.2.supervisedUnits", "[\"care\"]", true },
        { "users.2.supervisedUnits", "[]", true },
        { "users.2.supervisedUnits", "[5]", false },
        { "users.2.supervisedUnits", "\"care\"", false },
        { "users.2.supervisedServices", "[\"help\"]", true },
        { "users.2.supervisedServices", "[null]", false },
        { "users.2.password", "\"x\"", false },
        { "mailboxes.0.name", "\"Käse Δ 東京 5 @_.-\"", true },
        { "mailboxes.0.name", $"\"{Long[..40]}\"", true },
        { "mailboxes.0.name", $"\"{Long[..41]}\"", false },
        { "mailboxes.0.name", "\"Help!\"", false },
        { "mailboxes.0.name", "\" Help\"", false },
        { "mailboxes.0.name", "\"\"", false },
        { "mailboxes.0.maxMailMegabytes", "5", true },
        { "mailboxes.0.maxMailMegabytes", "20", true },
        { "mailboxes.0.maxMailMegabytes", "4", false },
        { "mailboxes.0.maxMailMegabytes", "21", false },
        { "mailboxes.0.unit", null, false },
        { "mailboxes.0.password", "\"x\"", false },
        { "mailboxes.0.folders", "{\"handled\": \"Erledigt\", \"ended\": \"Beendet\", \"failed\": \"Fehler\"}", true },
        { "mailboxes.0.folders", "{\"handled\": \"inBOX\"}", false },
        { "mailboxes.0.folders", "{\"handled\": \"\"}", false },
        { "mailboxes.0.folders", $"{{\"handled\": \"{new string('x', 255)}\"}}", true },
        { "mailboxes.0.folders", $"{{\"handled\": \"{new string('x', 256)}\"}}", false },
        { "mailboxes.0.folders", "{\"done\": \"x\"}", false },
        { "mailboxes.0.folders", "[]", false },
        { "mailboxes.0.direction", "\"inbound\"", true },
        { "mailboxes.0.direction", "\"both\"", false },
        { "mailboxes.0.pilot", "true", true },
        { "mailboxes.0.fromAddresses", "[{\"address\": \"help@contoso.example\", \"displayName\": \"Help\"}]", true },
        { "mailboxes.0.fromAddresses", "[{\"address\": \"x@contoso.example\", \"provenAt\": \"2026-11-21T17:00:00Z\"}]", true },
        { "mailboxes.0.fromAddresses", "[{\"address\": \"x@contoso.example\", \"provenAt\": \"yesterday\"}]", false },
        { "mailboxes.0.fromAddresses", "[{\"address\": \"contoso.example\"}]", false },
        { "mailboxes.0.fromAddresses", "[{\"address\": \"help@contoso.example\", \"displayName\": \"\"}]", false },
        { "mailboxes.0.fromAddresses", "[{\"displayName\": \"x\"}]", false },
        { "mailboxes.0.fromAddresses", "[\"help@contoso.example\"]", false },
        { "mailboxes.0.fromAddresses", Froms(20), true },
        { "mailboxes.0.fromAddresses", Froms(21), false },
        { "workflows.0.activities", "[]", false },
        { "workflows.0.activities", null, false },
        { "workflows.0.activities", "[{\"kind\": \"end\", \"whenSubjectContains\": [\"newsletter\"]}, {\"kind\": \"queue\"}]", true },
        { "workflows.0.activities", "[{\"kind\": \"Queue\"}]", false },
        { "workflows.0.activities", "[{}]", false },
        { "workflows.0.activities", "[{\"kind\": \"end\", \"whenSubjectContains\": [\"\"]}]", false },
        { "workflows.0.activities", "[{\"kind\": \"end\", \"whenSubjectContains\": \"x\"}]", false },
        { "workflows.0.activities", "[{\"kind\": \"end\", \"whenSubjectContains\": [\"x\"], \"when\": {\"kind\": \"open\"}}]", false },
        { "workflows.0.activities", "[{\"kind\": \"queue\", \"when\": {\"kind\": \"open\"}}]", true },
        { "workflows.0.activities", "[{\"kind\": \"queue\", \"minutes\": 5}]", false },
        { "workflows.0.activities", "[{\"kind\": \"queue\", \"text\": \"x\"}]", false },
        { "workflows.0.activities", "[{\"kind\": \"end\", \"folder\": \"handled\"}]", true },
        { "workflows.0.activities", "[{\"kind\": \"end\", \"folder\": \"Handled\"}]", false },
        { "workflows.0.activities", "[{\"kind\": \"fail\", \"name\": \"Not ours\"}]", true },
        { "workflows.0.activities", "[{\"kind\": \"fail\"}]", false },
        { "workflows.0.activities", "[{\"kind\": \"answer\", \"text\": \"Dear customer,\\nsee our page.\"}]", true },
        { "workflows.0.activities", "[{\"kind\": \"answer\", \"text\": \" \\n\"}]", false },
        { "workflows.0.activities", "[{\"kind\": \"forward\"}]", false },
        { "workflows.0.activities", "[{\"kind\": \"priority\", \"priority\": \"highest\"}]", true },
        { "workflows.0.activities", "[{\"kind\": \"priority\", \"priority\": 1}]", false },
        { "workflows.0.activities", "[{\"kind\": \"priority\", \"priority\": \"urgent\"}]", false },
        { "workflows.0.activities", "[{\"kind\": \"skill\", \"name\": \"French\", \"level\": 5}]", true },
        { "workflows.0.activities", "[{\"kind\": \"skill\", \"name\": \"French\", \"level\": 6}]", false },
        { "workflows.0.activities", "[{\"kind\": \"skill\", \"name\": \"French\"}]", false },
        { "workflows.0.activities", "[{\"kind\": \"language\", \"name\": \"de\"}]", true },
        { "workflows.0.activities", "[{\"kind\": \"language\", \"name\": \"German\"}]", false },
        { "workflows.0.activities", "[{\"kind\": \"tag\", \"name\": \"invoice\"}]", true },
        { "workflows.0.activities", "[{\"kind\": \"tag\", \"name\": \"two\\nlines\"}]", false },
        { "workflows.0.activities", "[{\"kind\": \"acknowledge\", \"text\": \"Thank you.\"}]", true },
        { "workflows.0.activities", "[{\"kind\": \"lastAgent\", \"minutes\": 1440}]", true },
        { "workflows.0.activities", "[{\"kind\": \"lastAgent\", \"minutes\": 1441}]", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"subject\"}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"subject\", \"values\": []}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"subject\", \"values\": [\"invoice\"], \"number\": 1}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"sender\", \"values\": [\"vip@b.example\", \"c.example\"]}", true },
        { "workflows.0.activities.0.when", "{\"kind\": \"sender\", \"values\": [\"somebody\"]}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"attachmentType\", \"values\": [\".pdf\"]}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"importance\", \"values\": [\"high\"]}", true },
        { "workflows.0.activities.0.when", "{\"kind\": \"importance\", \"values\": [\"urgent\"]}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"dmarc\", \"values\": [\"fail\", \"none\"]}", true },
        { "workflows.0.activities.0.when", "{\"kind\": \"sensitivity\", \"values\": [\"secret\"]}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"language\", \"values\": [\"de\"]}", true },
        { "workflows.0.activities.0.when", "{\"kind\": \"header\", \"name\": \"X-Priority\"}", true },
        { "workflows.0.activities.0.when", "{\"kind\": \"header\", \"name\": \"X Priority\"}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"header\", \"values\": [\"x\"]}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"largerThan\", \"number\": 150}", true },
        { "workflows.0.activities.0.when", "{\"kind\": \"largerThan\", \"number\": 151}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"waiting\", \"number\": 0}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"oldestWaiting\", \"number\": 60}", true },
        { "workflows.0.activities.0.when", "{\"kind\": \"agentsAvailable\"}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"open\", \"values\": [\"x\"]}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"moon\"}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"all\", \"of\": []}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"not\", \"of\": [{\"kind\": \"open\"}]}", true },
        { "workflows.0.activities.0.when", "{\"kind\": \"not\", \"of\": [{\"kind\": \"open\"}, {\"kind\": \"knownCustomer\"}]}", false },
        { "workflows.0.activities.0.when", "{\"kind\": \"any\", \"of\": [{\"kind\": \"all\", \"of\": [{\"kind\": \"not\", \"of\": [{\"kind\": \"open\"}]}]}]}", true },
        { "workflows.0.activities.0.when", "{\"kind\": \"any\", \"of\": [{\"kind\": \"all\", \"of\": [{\"kind\": \"not\", \"of\": [{\"kind\": \"not\", \"of\": [{\"kind\": \"open\"}]}]}]}]}", false },
        { "services.0.distribution", "{\"offerSeconds\": 10, \"missesUntilOffDuty\": 1, \"tasksPerAgent\": 1, \"deliverWhenBusy\": true}", true },
        { "services.0.distribution", "{\"offerSeconds\": 600, \"missesUntilOffDuty\": 10, \"tasksPerAgent\": 25}", true },
        { "services.0.distribution", "{\"offerSeconds\": 9}", false },
        { "services.0.distribution", "{\"offerSeconds\": 601}", false },
        { "services.0.distribution", "{\"missesUntilOffDuty\": 0}", false },
        { "services.0.distribution", "{\"missesUntilOffDuty\": 11}", false },
        { "services.0.distribution", "{\"tasksPerAgent\": 0}", false },
        { "services.0.distribution", "{\"tasksPerAgent\": 26}", false },
        { "services.0.distribution", "{\"offerTime\": 60}", false },
        { "services.0.signature", "\"Contoso\\n\\tHelp\"", true },
        { "services.0.signature", $"\"{new string('x', 4001)}\"", false },
        { "services.0.signature", "\"a\\u0007b\"", false },
        { "services.0.sortOutBulk", "true", true },
        { "services.0.sortOutBulk", "\"yes\"", false },
        { "services.0.acknowledgement", "\"We have it.\\nContoso\"", true },
        { "services.0.acknowledgement", $"\"{new string('x', 2001)}\"", false },
        { "services.0.acknowledgement", "\"a\\u0007b\"", false },
        { "services.0.blockedSenders", "[\"spam.example\", \"a.b+c@x-y.example\"]", true },
        { "services.0.blockedSenders", "[\"spam\"]", false },
        { "tenant.blockedSenders", "[]", true },
        { "tenant.blockedSenders", "[\"@spam.example\"]", false },
        { "tenant.blockedSenders", "[\"two words@spam.example\"]", false },
        { "tenant.blockedSenders", "[\"a@b@spam.example\"]", false },
        { "tenant.blockedSenders", "[\"-spam.example\"]", false },
        { "tenant.blockedSenders", "[5]", false },
        { "tenant.blockedSenders", $"[{string.Join(',', Enumerable.Repeat("\"spam.example\"", 1000))}]", true },
        { "tenant.blockedSenders", $"[{string.Join(',', Enumerable.Repeat("\"spam.example\"", 1001))}]", false },
        { "services.0.suspended", "true", true },
        { "services.0.mailbox", "5", false },
        { "services.0.agents", "[]", true },
        { "services.0.agents", "[5]", false },
        { "services.0.agents", "[{\"user\": \"megan@contoso.example\", \"priority\": 1}, \"adele@contoso.example\"]", true },
        { "services.0.agents", "[{\"user\": \"megan@contoso.example\", \"priority\": 0}]", false },
        { "services.0.agents", "[{\"user\": \"megan@contoso.example\", \"priority\": 6}]", false },
        { "services.0.agents", "[{\"priority\": 1}]", false },
        { "services.0.agents", "[{\"user\": \"megan@contoso.example\", \"rank\": 1}]", false },
        { "services.0.agents", "[{\"user\": \"megan@contoso.example\", \"skills\": [{\"name\": \"French\", \"level\": 5}]}]", true },
        { "services.0.agents", "[{\"user\": \"megan@contoso.example\", \"skills\": [{\"name\": \"French\", \"level\": 6}]}]", false },
        { "services.0.agents", "[{\"user\": \"megan@contoso.example\", \"skills\": [{\"name\": \"French\"}]}]", false },
        { "services.0.agents", "[{\"user\": \"megan@contoso.example\", \"skills\": [{\"name\": \"\", \"level\": 1}]}]", false },
        { "services.0.agents", Skills(20), true },
        { "services.0.agents", Skills(21), false },
        { "services.0.fromAddress", "5", false },
        { "services.0.openingHours", "{\"monday\": [\"00:00-24:00\"], \"timeZone\": \"Europe/Berlin\"}", true },
        { "services.0.openingHours", "{\"monday\": [\"08:00-12:00\", \"12:00-17:30\"]}", true },
        { "services.0.openingHours", "{\"monday\": [\"8-12\"]}", false },
        { "services.0.openingHours", "{\"monday\": [\"08:00-24:01\"]}", false },
        { "services.0.openingHours", "{\"monday\": [\"08:60-12:00\"]}", false },
        { "services.0.openingHours", "{\"monday\": \"08:00-12:00\"}", false },
        { "services.0.openingHours", "{\"montag\": []}", false },
        { "services.0.openingHours", "{\"holidays\": [{\"from\": \"2026-12-24\", \"to\": \"2026-12-26\", \"name\": \"Christmas\"}]}", true },
        { "services.0.openingHours", "{\"holidays\": [{\"from\": \"2026-12-24\"}]}", false },
        { "services.0.openingHours", "{\"holidays\": [{\"name\": \"Christmas\"}]}", false },
        { "services.0.openingHours", "{\"holidays\": [{\"from\": \"24.12.2026\", \"name\": \"Christmas\"}]}", false },
        { "services.0.targets", "{}", true },
        { "services.0.targets", "{\"firstAnswerMinutes\": 1, \"finishMinutes\": 43200, \"highest\": {\"finishMinutes\": 60}, \"reminderMinutes\": 0}", true },
        { "services.0.targets", "{\"firstAnswerMinutes\": 0}", false },
        { "services.0.targets", "{\"finishMinutes\": 43201}", false },
        { "services.0.targets", "{\"reminderMinutes\": 1441}", false },
        { "services.0.targets", "{\"normal\": {}}", false },
        { "services.0.targets", "{\"low\": {\"reminderMinutes\": 5}}", false },
        { "services.0.thresholds", "{}", true },
        { "services.0.thresholds", "{\"queueLength\": 1, \"oldestMinutes\": 10080}", true },
        { "services.0.thresholds", "{\"queueLength\": 0}", false },
        { "services.0.thresholds", "{\"queueLength\": 10001}", false },
        { "services.0.thresholds", "{\"oldestMinutes\": 10081}", false },
        { "services.0.distribution", "{\"order\": \"roundRobin\", \"lastAgentFirst\": false}", true },
        { "services.0.distribution", "{\"order\": \"random\"}", false },
        { "services.0.distribution", "{\"parkedFreesPlace\": \"never\", \"afterWorkSeconds\": 600}", true },
        { "services.0.distribution", "{\"afterWorkSeconds\": 601}", false },
        { "services.0.distribution", "{\"parkedFreesPlace\": \"sometimes\"}", false },
        { "services.0.distribution", "{\"lastAgentFirst\": 1}", false },
        { "services.0.distribution", "{\"pull\": true}", true },
        { "services.0.distribution", "{\"pull\": \"yes\"}", false },
        { "$schema", "\"../docs/configuration.schema.json\"", true },
        { "$schema", "5", false },
        { "extra", "{}", false },
    };

    /// <summary>Sound for a schema, wrong for the rules.</summary>
    public static TheoryData<string, string> Relations => new()
    {
        { "tenant.timeZone", "\"Mars/Olympus\"" },
        { "tenant.emailLicences", "1" },
        { "units.0.parent", "\"care\"" },
        { "units.2.id", "\"CARE\"" },
        { "mailboxes.0.unit", "\"sales\"" },
        { "mailboxes.0.folders", "{\"handled\": \"failed\"}" },
        { "services.0.agents", "[\"patti@contoso.example\"]" },
        { "services.0.serviceLicence", "false" },
        { "mailboxes.0.direction", "\"outbound\"" },
        { "mailboxes.0.fromAddresses", "[{\"address\": \"help@contoso.example\"}, {\"address\": \"HELP@contoso.example\"}]" },
        { "services.0.fromAddress", "\"other@contoso.example\"" },
        { "services.0.agents", "[{\"user\": \"megan@contoso.example\", \"skills\": [{\"name\": \"a\", \"level\": 1}, {\"name\": \"A\", \"level\": 2}]}]" },
        { "services.0.openingHours", "{\"timeZone\": \"Mars/Olympus\"}" },
        { "services.0.openingHours", "{\"monday\": [\"12:00-12:00\"]}" },
        { "services.0.openingHours", "{\"monday\": [\"08:00-12:00\", \"11:59-13:00\"]}" },
        { "services.0.openingHours", "{\"holidays\": [{\"from\": \"2026-02-30\", \"name\": \"x\"}]}" },
        { "services.0.openingHours", "{\"holidays\": [{\"from\": \"2026-02-02\", \"to\": \"2026-02-01\", \"name\": \"x\"}]}" },
    };

    [Theory]
    [MemberData(nameof(SingleValues))]
    public void Schema_and_parser_say_the_same_of_a_value(string place, string? value, bool isRight)
    {
        var json = With(place, value);

        Assert.Equal(isRight, BySchema(json));
        Assert.Equal(isRight ? [] : ["wrong"], Documents.Read(json).Problems.Count == 0 ? [] : new[] { "wrong" });
    }

    [Theory]
    [MemberData(nameof(Relations))]
    public void What_a_schema_cannot_say_the_parser_does(string place, string value)
    {
        var json = With(place, value);

        Assert.True(BySchema(json));
        Assert.NotEmpty(Documents.Read(json).Problems);
    }

    [Fact]
    public void The_sound_document_is_sound_for_both()
    {
        Assert.True(BySchema(Documents.Sound));
        Assert.Empty(Documents.Read(Documents.Sound).Problems);
    }

    [Fact]
    public async Task The_sandbox_is_set_up_by_a_sound_document_about_people_it_has()
    {
        var json = await File.ReadAllTextAsync(RepositoryFolder.Of("sandbox", "setup.json"));
        var world = JsonNode.Parse(await File.ReadAllTextAsync(RepositoryFolder.Of("sandbox", "world.json")))!;
        var directory = new DirectoryFake(
        [
            .. world["people"]!.AsArray().Select(person => DirectoryFake.Account((string)person!["id"]!, (string)person["userPrincipalName"]!)),
            .. world["mailboxes"]!.AsArray().Select(mailbox => DirectoryFake.Account((string)mailbox!["id"]!, (string)mailbox["address"]!)),
        ]);

        var resolved = await new DocumentResolver(directory).ResolveAsync(Documents.Read(json), default);

        Assert.True(BySchema(json));
        Assert.Empty(resolved.Value.Problems);
        Assert.Empty(resolved.Value.Warnings);
        Assert.All(resolved.Value.Configuration!.Services, service => Assert.True(service.IsLive));
        Assert.Equal(world["mailboxes"]!.AsArray().Count, resolved.Value.Configuration.Mailboxes.Count);
    }

    [Fact]
    public void Every_key_of_the_schema_is_explained_in_the_documentation()
    {
        var text = File.ReadAllText(RepositoryFolder.Of("docs", "configuration.md"));
        var keys = JObject.Parse(File.ReadAllText(RepositoryFolder.Of("docs", "configuration.schema.json")))
            .Descendants().OfType<JProperty>().Where(property => property.Name == "properties")
            .SelectMany(property => ((JObject)property.Value).Properties().Select(key => key.Name)).Distinct();

        Assert.DoesNotContain(keys, key => !text.Contains($"{key}`", StringComparison.Ordinal) && !text.Contains($"`{key}[]", StringComparison.Ordinal) && !text.Contains($"`{key}.", StringComparison.Ordinal) && !text.Contains($"\"{key}\"", StringComparison.Ordinal));
    }

    private static string Froms(int count) =>
        $"[{string.Join(',', Enumerable.Range(0, count).Select(n => $"{{\"address\": \"a{n}@contoso.example\", \"provenAt\": \"2026-11-21T17:00:00Z\"}}"))}]";

    private static string Skills(int count) =>
        $"[{{\"user\": \"megan@contoso.example\", \"skills\": [{string.Join(',', Enumerable.Range(0, count).Select(n => $"{{\"name\": \"{n}\", \"level\": 1}}"))}]}}]";

    private static bool BySchema(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader, new JsonLoadSettings { CommentHandling = CommentHandling.Ignore }).IsValid(Schema);
    }

    private static string With(string place, string? value) => Documents.With(root =>
    {
        var steps = place.Split('.');
        JsonNode at = root;
        foreach (var step in steps[..^1])
            at = int.TryParse(step, out var index) ? at[index]! : at[step]!;
        if (value is null)
            at.AsObject().Remove(steps[^1]);
        else
            at[steps[^1]] = JsonNode.Parse(value);
    });
}
