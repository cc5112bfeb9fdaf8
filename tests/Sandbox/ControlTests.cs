using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>The control API that the page uses.</summary>
public sealed class ControlTests
{
    private const string Mailbox = $"/sandbox/mailboxes/{TenantUnderTest.Help}";

    [Fact]
    public async Task The_state_names_people_customers_mailboxes_and_switches()
    {
        await using var t = await TenantUnderTest.StartAsync();
        t.Arrives();
        var state = (await t.GetAsync("/sandbox/state")).Json;
        Assert.Equal(6, state["people"]!.AsArray().Count);
        Assert.Equal("agent", state["people"]![0]!["role"]!.GetValue<string>());
        Assert.False(state["people"]![5]!["installed"]!.GetValue<bool>());
        Assert.Equal(3, state["customers"]!.AsArray().Count);
        var inbox = state["mailboxes"]![0]!["folders"]![0]!;
        Assert.Equal(("inbox", 1, 1), (inbox["wellKnownName"]!.GetValue<string>(), inbox["total"]!.GetValue<int>(), inbox["unread"]!.GetValue<int>()));
        Assert.False(state["faults"]!["graphDown"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_mail_is_delivered_read_moved_and_deleted()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var created = await t.PostAsync(Mailbox + "/deliver", JsonNode.Parse("""
            { "from": { "name": "Jürgen Groß", "address": "juergen@adatum.example" }, "subject": "Grüße", "html": "<p>Hallo</p>",
              "headers": [ { "name": "Auto-Submitted", "value": "auto-replied" } ],
              "attachments": [ { "name": "a.txt", "contentType": "text/plain", "contentBase64": "aGk=" } ] }
            """));
        Assert.Equal(201, (int)created.Status);
        var read = (await t.GetAsync($"{Mailbox}/messages/{created.Id}")).Json;
        Assert.Equal(("Grüße", "Hallo", "a.txt"), (read["subject"]!.GetValue<string>(), read["text"]!.GetValue<string>(), read["attachments"]![0]!["name"]!.GetValue<string>()));
        Assert.Equal(200, (int)(await t.PostAsync($"{Mailbox}/messages/{created.Id}/move", new JsonObject { ["folderId"] = "archive" })).Status);
        Assert.Equal("archive", t.Tenant.Mail.FindMail(TenantUnderTest.Help, created.Id)!.Folder);
        Assert.Single((await t.GetAsync($"{Mailbox}/folders/archive/messages")).Json["messages"]!.AsArray());
        Assert.Equal(200, (int)(await t.DeleteAsync($"{Mailbox}/messages/{created.Id}")).Status);
        Assert.Equal("deleteditems", t.Tenant.Mail.FindMail(TenantUnderTest.Help, created.Id)!.Folder);
    }

    [Theory]
    [InlineData("/sandbox/mailboxes/nobody/deliver", "{}", 404)]
    [InlineData(Mailbox + "/deliver", "no json", 400)]
    [InlineData(Mailbox + "/deliver", """{ "from": { "name": "x" } }""", 400)]
    [InlineData(Mailbox + "/deliver", """{ "attachments": [ { "name": "a", "contentBase64": "?" } ] }""", 400)]
    [InlineData(Mailbox + "/messages/AAkx/move", """{ "folderId": "archive" }""", 404)]
    [InlineData("/sandbox/people/nobody/block", "{}", 404)]
    [InlineData("/sandbox/chats/meganb@contoso.example/messages", """{ "text": "x" }""", 409)]
    [InlineData("/sandbox/clock", """{ "advanceSeconds": -5 }""", 400)]
    [InlineData("/sandbox/clock", "{}", 400)]
    [InlineData("/sandbox/faults", """{ "graphSlowSeconds": -1 }""", 400)]
    [InlineData("/sandbox/exchange/scope", "{}", 400)]
    [InlineData("/sandbox/exchange/scope", """{ "mailboxes": [ "help@contoso.example" ], "delaySeconds": -1 }""", 400)]
    [InlineData("/sandbox/exchange/scope", """{ "mailboxes": [ "help@contoso.example" ] }""", 409)]
    public async Task Wrong_requests_get_a_sentence_that_says_what_to_do(string path, string body, int status)
    {
        await using var t = await TenantUnderTest.StartAsync();
        var refused = await t.SendAsync(HttpMethod.Post, path, body, null);
        Assert.Equal(status, (int)refused.Status);
        Assert.InRange(refused.Json["error"]!.GetValue<string>().Length, 10, 300);
    }

    [Fact]
    public async Task Clock_faults_and_presence_are_switched_and_watchers_are_told()
    {
        await using var t = await TenantUnderTest.StartAsync();
        using var client = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var stream = await client.GetStreamAsync(t.Tenant.Address + "/sandbox/events", limit.Token);
        using var reader = new StreamReader(stream);
        Assert.StartsWith(":", await reader.ReadLineAsync(limit.Token), StringComparison.Ordinal);

        Assert.Equal("2026-11-23T10:00:00+00:00", (await t.PostAsync("/sandbox/clock", new JsonObject { ["advanceSeconds"] = 3600 })).Json["now"]!.GetValue<string>());
        await t.PostAsync("/sandbox/faults", new JsonObject { ["teamsDown"] = true });
        Assert.True(t.Tenant.Faults.TeamsDown);
        await t.PostAsync("/sandbox/people/meganb@contoso.example/presence", new JsonObject { ["availability"] = "Away" });
        Assert.Equal("Away", t.Tenant.Teams.Person("Megan").Availability);
        t.Arrives();
        await t.GetAsync($"/v1.0/users/{TenantUnderTest.Help}/mailFolders/inbox");

        List<string> seen = [];
        while (!seen.Contains("wire"))
            if (await reader.ReadLineAsync(limit.Token) is { } line && line.StartsWith("event: ", StringComparison.Ordinal))
                seen.Add(line["event: ".Length..]);
        Assert.Equal(["clock", "faults", "presence", "mailbox", "wire"], seen);
    }

    [Fact]
    public async Task Where_permissions_count_the_script_for_Exchange_lets_mailboxes_in_and_takes_the_tenant_wide_right_back()
    {
        await using var t = await TenantUnderTest.StartAsync(o => o with { Consented = ["Mail.ReadWrite", "User.Read.All"] });
        Assert.Equal("""{"consented":["Mail.ReadWrite","User.Read.All"],"mailboxes":{}}""", (await t.GetAsync("/sandbox/state")).Json["access"]!.ToJsonString());

        var unknown = await t.PostAsync("/sandbox/exchange/scope", new JsonObject { ["mailboxes"] = new JsonArray("nobody@contoso.example") });
        Assert.Equal(400, (int)unknown.Status);
        await t.PostAsync("/sandbox/exchange/scope", new JsonObject { ["mailboxes"] = new JsonArray("help@contoso.example"), ["delaySeconds"] = 2700 });

        var access = (await t.GetAsync("/sandbox/state")).Json["access"]!;
        Assert.Equal("""["User.Read.All"]""", access["consented"]!.ToJsonString());
        Assert.Equal(t.Tenant.Clock.GetUtcNow().AddMinutes(45), access["mailboxes"]![TenantUnderTest.Help]!.GetValue<DateTimeOffset>());
        const string Inbox = $"/v1.0/users/{TenantUnderTest.Help}/mailFolders/inbox";
        Assert.Equal(403, (int)(await t.GetAsync(Inbox)).Status);
        await t.PostAsync("/sandbox/clock", new JsonObject { ["advanceSeconds"] = 2700 });
        Assert.Equal(200, (int)(await t.GetAsync(Inbox)).Status);
    }

    [Fact]
    public async Task A_chat_over_HTTP_reaches_the_bot_and_shows_its_answer()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var t = await TenantUnderTest.StartAsync(o => o with { BotUrl = bot.Url });
        bot.Answer = _ => Task.FromResult(new Said(200, """{ "statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Hello" }"""));
        const string Chat = "/sandbox/chats/meganb@contoso.example";
        await t.PostAsync(Chat + "/messages", new JsonObject { ["text"] = "help" });
        var chat = (await t.GetAsync(Chat)).Json;
        Assert.Equal(("person", "help"), (chat["activities"]![0]!["from"]!.GetValue<string>(), chat["activities"]![0]!["text"]!.GetValue<string>()));
        var invoke = await t.PostAsync(Chat + "/invoke", new JsonObject
        {
            ["activityId"] = "1",
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "accept", ["data"] = new JsonObject { ["id"] = "1" } },
            ["trigger"] = "automatic",
        });
        Assert.Equal((200, "Hello"), (invoke.Json["status"]!.GetValue<int>(), invoke.Json["body"]!["value"]!.GetValue<string>()));
        Assert.Equal("automatic", bot.Activities[^1]["value"]!["trigger"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_wire_log_has_both_directions_and_can_be_read_on()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var t = await TenantUnderTest.StartAsync(o => o with { BotUrl = bot.Url });
        await t.GetAsync("/v1.0/users");
        await t.Tenant.Teams.SayAsync("Megan", "help");
        var entries = (await t.GetAsync("/sandbox/wire")).Json["entries"]!.AsArray();
        Assert.Equal(["bot->graph", "teams->bot"], entries.Select(e => e!["direction"]!.GetValue<string>()));
        Assert.Single((await t.GetAsync($"/sandbox/wire?after={entries[0]!["n"]}")).Json["entries"]!.AsArray());
    }

    [Fact]
    public async Task The_page_and_its_listed_packages_are_served_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("page");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "node_modules", "cards"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "index.html"), "<html>page</html>");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "node_modules", "cards", "cards.js"), "code");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "vendor.json"), """{ "cards.js": "node_modules/cards/cards.js", "bad.js": "../secret" }""");
            await using var t = await TenantUnderTest.StartAsync(o => o with { PageFolder = folder.FullName });
            Assert.Equal("<html>page</html>", (await t.GetAsync("/")).Text);
            Assert.Equal("code", (await t.GetAsync("/vendor/cards.js")).Text);
            Assert.Equal(404, (int)(await t.GetAsync("/vendor/bad.js")).Status);
            Assert.Equal(404, (int)(await t.GetAsync("/vendor/other.js")).Status);
            Assert.Equal(404, (int)(await t.GetAsync("/node_modules/cards/cards.js")).Status);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
