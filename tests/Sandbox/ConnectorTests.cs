using System.Globalization;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Faults;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>The Bot Connector: teams.md 3 and the silent traps of 4.</summary>
public sealed class ConnectorTests
{
    private const string Megan = "b1c3a5d7-0001-4a10-9c00-000000000001";
    private const string Conversations = "/connector/v3/conversations";

    private static JsonObject Create(TenantUnderTest t, string member) => new()
    {
        ["isGroup"] = false,
        ["members"] = new JsonArray(new JsonObject { ["id"] = member }),
        ["tenantId"] = t.Tenant.World.TenantId,
    };

    private static JsonObject Card(JsonObject? card = null, string? text = null)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["summary"] = "A card",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["content"] = card ?? new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = new JsonArray() },
            }),
        };
        if (text is not null)
            activity["text"] = text;
        return activity;
    }

    private static JsonObject Body(params JsonObject[] elements) =>
        new() { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = new JsonArray([.. elements]) };

    private static async Task<string> ActivitiesAsync(TenantUnderTest t) =>
        $"{Conversations}/{Uri.EscapeDataString((await t.PostAsync(Conversations, Create(t, Megan))).Id)}/activities";

    [Fact]
    public async Task Teams_3_1_creating_a_conversation_is_idempotent_and_takes_the_object_id()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var first = await t.PostAsync(Conversations, Create(t, Megan));
        Assert.Equal(201, (int)first.Status);
        Assert.Equal(first.Id, (await t.PostAsync(Conversations, Create(t, t.Tenant.Teams.Person("Megan").TeamsId))).Id);
        Assert.Equal(first.Id, t.Tenant.Teams.ConversationId("Megan"));
    }

    [Fact]
    public async Task Teams_3_1_wrong_creations_are_refused()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var noTenant = Create(t, Megan);
        noTenant.Remove("tenantId");
        (await t.PostAsync(Conversations, noTenant)).Refused(400, "BadSyntax");
        var group = Create(t, Megan);
        group["isGroup"] = true;
        (await t.PostAsync(Conversations, group)).Refused(400, "BadSyntax");
        var two = Create(t, Megan);
        two["members"]!.AsArray().Add(new JsonObject { ["id"] = Megan });
        (await t.PostAsync(Conversations, two)).Refused(400, "BadSyntax");
        (await t.PostAsync(Conversations, Create(t, "meganb@contoso.example"))).Refused(400, "BadArgument");
        (await t.PostAsync(Conversations, Create(t, $"29:{Megan}"))).Refused(400, "BadArgument");
        var otherField = Create(t, Megan);
        otherField["members"] = new JsonArray(new JsonObject { ["aadObjectId"] = Megan });
        (await t.PostAsync(Conversations, otherField)).Refused(400, "BadSyntax");
        (await t.PostAsync(Conversations, Create(t, "b1c3a5d7-0006-4a10-9c00-000000000006"))).Refused(403, "BotNotInConversationRoster");
    }

    [Fact]
    public async Task Teams_3_a_card_is_sent_updated_and_deleted()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = await ActivitiesAsync(t);
        var sent = await t.PostAsync(path, Card());
        Assert.Equal(201, (int)sent.Status);
        var update = Card(Body(new JsonObject { ["type"] = "TextBlock", ["text"] = "taken" }));
        Assert.Equal(200, (int)(await t.SendAsync(HttpMethod.Put, $"{path}/{sent.Id}", update.ToJsonString(), null)).Status);
        Assert.True(Assert.Single(t.Tenant.Teams.Chat("Megan")).Contains("taken"));
        Assert.Equal(200, (int)(await t.DeleteAsync($"{path}/{sent.Id}")).Status);
        Assert.Empty(t.Tenant.Teams.Chat("Megan"));
        (await t.DeleteAsync($"{path}/{sent.Id}")).Refused(404, "ActivityNotFoundInConversation");
        (await t.SendAsync(HttpMethod.Put, $"{path}/{sent.Id}", update.ToJsonString(), null)).Refused(404, "ActivityNotFoundInConversation");
        Assert.Empty(t.Tenant.Teams.Violations);
    }

    [Fact]
    public async Task Teams_2_7_text_and_card_together_become_two_messages_without_an_id()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = await ActivitiesAsync(t);
        var sent = await t.PostAsync(path, Card(text: "Look"));
        Assert.Equal((202, ""), ((int)sent.Status, sent.Text));
        Assert.Equal(2, t.Tenant.Teams.Chat("Megan").Count);
    }

    [Fact]
    public async Task Teams_2_nulls_are_refused_wherever_they_are()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = await ActivitiesAsync(t);
        (await t.SendAsync(HttpMethod.Post, path, "{\"type\":\"message\",\"text\":\"x\",\"summary\":null}", null)).Refused(400, "BadSyntax");
        var inside = Card(Body(new JsonObject { ["type"] = "TextBlock", ["text"] = null }));
        (await t.SendAsync(HttpMethod.Post, path, inside.ToJsonString(), null)).Refused(400, "BadSyntax");
    }

    [Fact]
    public async Task Teams_3_wrong_activities_verbs_and_paths_are_refused()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = await ActivitiesAsync(t);
        (await t.PostAsync(path, new JsonObject { ["type"] = "message" })).Refused(400, "BadSyntax");
        (await t.PostAsync(path, new JsonObject { ["type"] = "event", ["text"] = "x" })).Refused(400, "BadArgument");
        Assert.Equal(202, (int)(await t.PostAsync(path, new JsonObject { ["type"] = "typing" })).Status);
        (await t.GetAsync(path)).Refused(405, "MethodNotAllowed");
        (await t.GetAsync(path + "/1")).Refused(405, "MethodNotAllowed");
        (await t.PostAsync($"{Conversations}/a%3Anothing/activities", Card())).Refused(404, "ConversationNotFound");
        (await t.SendAsync(HttpMethod.Post, path, "no json", null)).Refused(400, "BadSyntax");
    }

    [Fact]
    public async Task Teams_3_3_an_update_with_two_attachments_is_bad_syntax()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = await ActivitiesAsync(t);
        var sent = await t.PostAsync(path, Card());
        var two = Card();
        two["attachments"]!.AsArray().Add(two["attachments"]![0]!.DeepClone());
        (await t.SendAsync(HttpMethod.Put, $"{path}/{sent.Id}", two.ToJsonString(), null)).Refused(400, "BadSyntax");
        (await t.SendAsync(HttpMethod.Put, $"{path}/{sent.Id}", Card(text: "and text").ToJsonString(), null)).Refused(400, "BadSyntax");
    }

    [Fact]
    public async Task Teams_3_3_more_than_100_KB_is_too_big()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = await ActivitiesAsync(t);
        (await t.PostAsync(path, new JsonObject { ["type"] = "message", ["text"] = new string('x', 52_000) })).Refused(413, "MessageSizeTooBig");
        Assert.Equal(201, (int)(await t.PostAsync(path, new JsonObject { ["type"] = "message", ["text"] = new string('x', 40_000) })).Status);
    }

    [Fact]
    public async Task Teams_3_3_those_who_cannot_be_reached_say_why()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var bot = await FakeBot.StartAsync();
        await using var _ = bot;
        t.Tenant.BotUrl = bot.Url;
        var path = await ActivitiesAsync(t);
        t.Tenant.Teams.Block("Megan");
        (await t.PostAsync(path, Card())).Refused(403, "ConversationBlockedByUser");
        t.Tenant.Teams.Unblock("Megan");
        t.Tenant.Faults.BotDisabledByAdmin = true;
        (await t.PostAsync(path, Card())).Refused(403, "BotDisabledByAdmin");
        t.Tenant.Faults.BotDisabledByAdmin = false;
        await t.Tenant.Teams.UninstallAsync("Megan");
        (await t.PostAsync(path, Card())).Refused(403, "BotNotInConversationRoster");
    }

    [Fact]
    public async Task Teams_3_1_removing_the_chat_history_removes_the_conversation_until_it_is_created_again()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = await ActivitiesAsync(t);
        var sent = await t.PostAsync(path, Card());
        t.Tenant.Teams.ForgetChat("Megan");
        (await t.PostAsync(path, Card())).Refused(404, "ConversationNotFound");
        Assert.Equal(path, await ActivitiesAsync(t));
        Assert.Equal(201, (int)(await t.PostAsync(path, Card())).Status);
        (await t.SendAsync(HttpMethod.Put, $"{path}/{sent.Id}", Card().ToJsonString(), null)).Refused(404, "ActivityNotFoundInConversation");
    }

    [Fact]
    public async Task Teams_3_4_seven_messages_in_a_second_are_enough_for_one_conversation()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = await ActivitiesAsync(t);
        for (var i = 0; i < 7; i++)
            Assert.Equal(201, (int)(await t.PostAsync(path, Card())).Status);
        var refused = await t.PostAsync(path, Card());
        refused.Refused(429, "Throttled");
        Assert.Equal("1", refused.Header("Retry-After"));
        t.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(201, (int)(await t.PostAsync(path, Card())).Status);
        var eighth = await t.PostAsync(path, Card());
        eighth.Refused(429, "Throttled");
    }

    [Fact]
    public async Task Teams_3_4_fifty_calls_of_the_app_in_a_second_are_enough()
    {
        await using var t = await TenantUnderTest.StartAsync();
        for (var i = 0; i < 50; i++)
            Assert.Equal(201, (int)(await t.PostAsync(Conversations, Create(t, Megan))).Status);
        (await t.PostAsync(Conversations, Create(t, Megan))).Refused(429, "Throttled");
        t.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(201, (int)(await t.PostAsync(Conversations, Create(t, Megan))).Status);
    }

    [Fact]
    public async Task Teams_3_members_are_found_and_pages_have_fifty_at_least()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var conversation = (await ActivitiesAsync(t))[..^"/activities".Length];
        Assert.Equal(Megan, (await t.GetAsync(conversation + "/members")).Json[0]!["aadObjectId"]!.GetValue<string>());
        Assert.Equal("Megan Bowen", (await t.GetAsync($"{conversation}/members/{Megan}")).Json["name"]!.GetValue<string>());
        (await t.GetAsync($"{conversation}/members/29%3Aother")).Refused(404, "MemberNotFoundInConversation");
        Assert.Single((await t.GetAsync(conversation + "/pagedmembers?pageSize=50")).Json["members"]!.AsArray());
        (await t.GetAsync(conversation + "/pagedmembers?pageSize=10")).Refused(400, "BadArgument");
    }

    [Fact]
    public async Task Teams_1_4_with_authentication_on_only_the_connectors_own_token_opens()
    {
        await using var t = await TenantUnderTest.StartAsync(o => o with { RequireTokens = true });
        (await t.PostAsync(Conversations, Create(t, Megan))).Refused(401, "Unauthorized");
        t.Token = await GateTests.TokenAsync(t, "https://graph.microsoft.com/.default");
        (await t.PostAsync(Conversations, Create(t, Megan))).Refused(401, "Unauthorized");
        t.Token = await GateTests.TokenAsync(t, "https://api.botframework.com/.default");
        Assert.Equal(201, (int)(await t.PostAsync(Conversations, Create(t, Megan))).Status);
    }

    [Theory]
    [InlineData(FaultKind.PreconditionFailed, 412, "PreconditionFailed")]
    [InlineData(FaultKind.NotFound, 404, "ActivityNotFoundInConversation")]
    [InlineData(FaultKind.Throttled, 429, "Throttled")]
    [InlineData(FaultKind.Unavailable, 503, "ServiceError")]
    [InlineData(FaultKind.TokenExpired, 401, "Unauthorized")]
    public async Task Teams_3_3_planned_faults_hit_the_named_call_only(FaultKind kind, int status, string code)
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = await ActivitiesAsync(t);
        t.Tenant.Faults.Next("PUT */activities/*", kind);
        var sent = await t.PostAsync(path, Card());
        Assert.Equal(201, (int)sent.Status);
        (await t.SendAsync(HttpMethod.Put, $"{path}/{sent.Id}", Card().ToJsonString(), null)).Refused(status, code);
        Assert.Equal(200, (int)(await t.SendAsync(HttpMethod.Put, $"{path}/{sent.Id}", Card().ToJsonString(), null)).Status);
    }

    [Fact]
    public async Task Teams_3_3_a_time_out_after_the_effect_shows_the_card_all_the_same()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = await ActivitiesAsync(t);
        t.Tenant.Faults.Next("POST */activities", FaultKind.TimeoutAfterEffect);
        await Assert.ThrowsAsync<HttpRequestException>(() => t.PostAsync(path, Card()));
        Assert.Single(t.Tenant.Teams.Chat("Megan"));
    }

    [Theory]
    [InlineData("""{ "type": "AdaptiveCard", "body": [] }""", "no version")]
    [InlineData("""{ "type": "AdaptiveCard", "version": "1.6", "body": [] }""", "Version 1.6")]
    [InlineData("""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "Badge" } ] }""", "Unknown element type Badge")]
    [InlineData("""{ "type": "AdaptiveCard", "version": "1.5", "actions": [ { "type": "Action.Execute", "title": "x" } ] }""", "no verb")]
    [InlineData("""{ "type": "AdaptiveCard", "version": "1.5", "actions": [ { "type": "Action.Popover", "title": "x" } ] }""", "Unknown action type")]
    [InlineData("""{ "type": "AdaptiveCard", "version": "1.5", "actions": [ { "type": "Action.Submit", "data": "x" } ] }""", "no object")]
    [InlineData("""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "Input.Text", "label": "x" } ] }""", "no id")]
    [InlineData("""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "Input.Text", "id": "x" } ] }""", "no label")]
    public async Task Teams_4_1_what_teams_swallows_silently_is_written_down(string card, string fault)
    {
        await using var t = await TenantUnderTest.StartAsync();
        Assert.Equal(201, (int)(await t.PostAsync(await ActivitiesAsync(t), Card((JsonObject)JsonNode.Parse(card)!))).Status);
        Assert.Contains(t.Tenant.Teams.Violations, v => v.PersonId == Megan && v.What.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Teams_4_2_too_many_actions_too_much_text_and_a_missing_summary_are_written_down()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var actions = new JsonArray([.. Enumerable.Range(0, 7).Select(i => new JsonObject
        {
            ["type"] = "Action.Submit", ["title"] = i.ToString(CultureInfo.InvariantCulture), ["data"] = new JsonObject(),
        })]);
        var card = Body(new JsonObject { ["type"] = "TextBlock", ["text"] = new string('x', 29_000) }, new JsonObject { ["type"] = "ActionSet", ["actions"] = actions });
        var activity = Card(card);
        activity.Remove("summary");
        await t.PostAsync(await ActivitiesAsync(t), activity);
        var found = string.Join('\n', t.Tenant.Teams.Violations.Select(v => v.What));
        Assert.Contains("six actions", found, StringComparison.Ordinal);
        Assert.Contains("28 KB", found, StringComparison.Ordinal);
        Assert.Contains("summary", found, StringComparison.Ordinal);
    }
}
