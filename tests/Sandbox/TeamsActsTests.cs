using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>What Teams sends to the bot: teams.md 1.1, 2.</summary>
public sealed class TeamsActsTests : IAsyncLifetime
{
    private TenantUnderTest t = null!;
    private FakeBot bot = null!;

    public async Task InitializeAsync()
    {
        bot = await FakeBot.StartAsync();
        t = await TenantUnderTest.StartAsync(o => o with { BotUrl = bot.Url });
    }

    public async Task DisposeAsync()
    {
        await t.DisposeAsync();
        await bot.DisposeAsync();
    }

    private async Task<string> CardAsync()
    {
        var chat = await t.PostAsync("/connector/v3/conversations", new JsonObject
        {
            ["members"] = new JsonArray(new JsonObject { ["id"] = t.Tenant.Teams.Person("Megan").Id }),
            ["tenantId"] = t.Tenant.World.TenantId,
        });
        var sent = await t.PostAsync($"/connector/v3/conversations/{Uri.EscapeDataString(chat.Id)}/activities", new JsonObject
        {
            ["type"] = "message",
            ["summary"] = "Offer",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["content"] = JsonNode.Parse("""
                    { "type": "AdaptiveCard", "version": "1.5", "actions": [ { "type": "Action.Execute", "verb": "accept", "data": { "id": "4711", "v": 3 } } ] }
                    """),
            }),
        });
        return sent.Id;
    }

    private static Task<Said> Answer(string body) => Task.FromResult(new Said(200, body));

    [Fact]
    public async Task Teams_2_1_a_message_has_the_shape_of_the_real_one()
    {
        await t.Tenant.Teams.SayAsync("Megan", "tasks");
        var activity = Assert.Single(bot.Activities);
        var megan = t.Tenant.Teams.Person("Megan");
        Assert.Equal(
            ("message", "msteams", t.Tenant.ServiceUrl, "tasks"),
            (Text(activity, "type"), Text(activity, "channelId"), Text(activity, "serviceUrl"), Text(activity, "text")));
        Assert.Equal((megan.TeamsId, megan.Id), (Text(activity["from"]!, "id"), Text(activity["from"]!, "aadObjectId")));
        Assert.Equal("personal", Text(activity["conversation"]!, "conversationType"));
        Assert.Equal(t.Tenant.World.TenantId, Text(activity["channelData"]!["tenant"]!, "id"));
        Assert.Equal($"28:{t.Tenant.World.AppId}", Text(activity["recipient"]!, "id"));
        Assert.Null(bot.All[0].Authorization);
    }

    [Fact]
    public async Task Teams_2_2_installing_says_so_and_conversation_update_comes_the_first_time_only()
    {
        await t.Tenant.Teams.InstallAsync("Grady");
        await t.Tenant.Teams.UninstallAsync("Grady");
        await t.Tenant.Teams.InstallAsync("Grady");
        Assert.Equal(
            ["installationUpdate add", "conversationUpdate ", "installationUpdate remove", "installationUpdate add"],
            bot.Activities.Select(a => $"{Text(a, "type")} {a["action"]?.GetValue<string>()}"));
    }

    [Fact]
    public async Task Teams_2_4_a_click_carries_verb_data_and_card_and_its_card_stands_in_place_of_the_old()
    {
        var id = await CardAsync();
        bot.Answer = _ => Answer("""{ "statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": { "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "TextBlock", "text": "Yours" } ] } }""");
        var answer = await t.Tenant.Teams.PressAsync("Megan", t.Tenant.Teams.Chat("Megan")[0], "accept", new Dictionary<string, string> { ["note"] = "hi" });
        Assert.Equal((200, 200), (answer.Status, answer.InvokeStatus));
        var invoke = Assert.Single(bot.Activities);
        Assert.Equal(("invoke", "adaptiveCard/action", id), (Text(invoke, "type"), Text(invoke, "name"), Text(invoke, "replyToId")));
        Assert.Equal("""{"type":"Action.Execute","verb":"accept","data":{"id":"4711","v":3,"note":"hi"}}""", invoke["value"]!["action"]!.ToJsonString());
        Assert.Equal("manual", Text(invoke["value"]!, "trigger"));
        var shown = Assert.Single(t.Tenant.Teams.Chat("Megan"));
        Assert.True(shown.IsAnswerCard && shown.Contains("Yours"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{ "statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "" }""")]
    public async Task Teams_2_4_an_empty_answer_brings_the_invoke_again_and_is_written_down(string empty)
    {
        var id = await CardAsync();
        bot.Answer = _ => Answer(empty);
        await t.Tenant.Teams.InvokeAsync("Megan", id, "accept");
        Assert.Equal(2, bot.Activities.Count);
        Assert.Equal(Text(bot.Activities[0], "id"), Text(bot.Activities[1], "id"));
        Assert.Single(t.Tenant.Teams.Violations);
    }

    [Fact]
    public async Task Teams_2_4_a_message_answer_stands_under_the_card()
    {
        var id = await CardAsync();
        bot.Answer = _ => Answer("""{ "statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Adele took it." }""");
        Assert.Equal("Adele took it.", (await t.Tenant.Teams.InvokeAsync("Megan", id, "accept")).Text);
        Assert.Equal("Adele took it.", Assert.Single(t.Tenant.Teams.Chat("Megan")).Notice);
    }

    [Fact]
    public async Task Teams_2_5_an_activity_not_answered_in_15_seconds_comes_again_when_switched_on()
    {
        t.Tenant.Faults.RedeliverSlowActivities = true;
        var stuck = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        bot.Answer = async _ =>
        {
            if (reached.TrySetResult())
                await stuck.Task;
            return new Said(200);
        };
        var saying = t.Tenant.Teams.SayAsync("Megan", "help");
        await reached.Task;
        t.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(200, (await saying.WaitAsync(TimeSpan.FromSeconds(30))).Status);
        Assert.Equal(Text(bot.Activities[0], "id"), Text(bot.Activities[1], "id"));
        stuck.SetResult();
    }

    [Fact]
    public async Task Teams_8_invokes_can_come_twice()
    {
        var id = await CardAsync();
        t.Tenant.Faults.DoubleInvokes = true;
        bot.Answer = _ => Answer("""{ "statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Done." }""");
        await t.Tenant.Teams.InvokeAsync("Megan", id, "accept");
        Assert.Equal(2, bot.Activities.Count);
    }

    [Fact]
    public async Task Teams_2_3_submit_is_a_message_with_a_value_and_task_fetch_opens_a_dialog()
    {
        var id = await CardAsync();
        await t.Tenant.Teams.SubmitAsync("Megan", id, new JsonObject { ["verb"] = "accept" });
        Assert.Equal(("message", "accept"), (Text(bot.Activities[0], "type"), Text(bot.Activities[0]["value"]!, "verb")));
        Assert.Null(bot.Activities[0]["text"]);
        bot.Answer = _ => Answer("""{ "task": { "type": "message", "value": "No." } }""");
        var dialog = await t.Tenant.Teams.SubmitAsync("Megan", id, new JsonObject { ["msteams"] = new JsonObject { ["type"] = "task/fetch" } });
        Assert.Equal("No.", dialog.Text);
        Assert.Equal("task/fetch", Text(bot.Activities[1], "name"));
        await t.Tenant.Teams.SubmitDialogAsync("Megan", new JsonObject { ["verb"] = "reply.send" });
        Assert.Equal(("task/submit", "reply.send"), (Text(bot.Activities[2], "name"), Text(bot.Activities[2]["value"]!["data"]!, "verb")));
        await t.Tenant.Teams.SearchAsync("Megan", id, "agents", "me");
        Assert.Equal(("application/search", "me"), (Text(bot.Activities[3], "name"), Text(bot.Activities[3]["value"]!, "queryText")));
    }

    [Fact]
    public async Task Teams_1_1_the_token_of_an_activity_has_exactly_the_real_claims_and_a_key_of_the_published_set()
    {
        await using var strict = await TenantUnderTest.StartAsync(o => o with { BotUrl = bot.Url, RequireTokens = true });
        await strict.Tenant.Teams.SayAsync("Megan", "help");
        var parts = bot.All[0].Authorization!["Bearer ".Length..].Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        Assert.Equal(["aud", "exp", "iss", "nbf", "serviceurl"], claims.Select(c => c.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            (strict.Tenant.World.AppId, "https://api.botframework.com", strict.Tenant.ServiceUrl), (Text(claims, "aud"), Text(claims, "iss"), Text(claims, "serviceurl")));
        var metadata = await strict.GetAsync("/botframework/v1/.well-known/openidconfiguration");
        var key = (await strict.GetAsync(Text(metadata.Json, "jwks_uri"))).Json["keys"]![0]!;
        Assert.Contains("msteams", key["endorsements"]!.AsArray().Select(e => e!.GetValue<string>()));
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(Text(key, "n")),
            Exponent = Base64Url.DecodeFromChars(Text(key, "e")),
        });
        Assert.True(rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal(Text(key, "kid"), Text(JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!, "kid"));
    }

    [Fact]
    public async Task A_bot_that_is_not_there_is_a_bad_gateway()
    {
        await bot.DisposeAsync();
        Assert.Equal(502, (await t.Tenant.Teams.SayAsync("Megan", "help")).Status);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
