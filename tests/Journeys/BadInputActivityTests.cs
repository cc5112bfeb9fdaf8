using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Tests.Journeys.Support;
using TeamsEmailBot.Tests.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>The running bot gets activities and clicks that no Teams client would send: each is answered below 500, changes nothing, and the bot goes on.</summary>
public sealed class BadInputActivityTests : IDisposable
{
    private static readonly (string What, string Body, int Status)[] Malformed =
    [
        ("empty", "", 400),
        ("not JSON", "on duty", 400),
        ("JSON cut off", """{"type":"message","text":"on du""", 400),
        ("two values", "{}{}", 400),
        ("null", "null", 400),
        ("a list", "[]", 400),
        ("a number", "5", 400),
        ("no members", "{}", 400),
        ("type of wrong type", """{"type":5}""", 400),
        ("text of wrong type", """{"type":"message","text":{}}""", 400),
        ("from of wrong type", """{"type":"message","from":"me"}""", 400),
        ("conversation of wrong type", """{"type":"message","conversation":[]}""", 400),
        ("only a type", """{"type":"message"}""", 403),
        ("comments", """{/* hello */"type":"message"}""", 400),
    ];

    private static readonly (string What, string Changes)[] Odd =
    [
        ("no type", """{"type":null}"""),
        ("an unknown type", """{"type":"somethingNew"}"""),
        ("no conversation", """{"conversation":null}"""),
        ("a conversation without id", """{"conversation":{"conversationType":"personal"}}"""),
        ("no sender", """{"from":null}"""),
        ("a sender that cannot be a key", """{"from":{"id":"29:x","aadObjectId":"../%00/#?"}}"""),
        ("an endless sender", $$$"""{"from":{"id":"29:x","aadObjectId":"{{{new string('a', 5000)}}}"}}"""),
        ("an endless Teams id", $$$"""{"from":{"id":"{{{new string('a', 100_000)}}}","aadObjectId":"b1c3a5d7-0001-4a10-9c00-000000000001"}}"""),
        ("an endless activity id", $$"""{"id":"{{new string('x', 100_000)}}"}"""),
        ("empty places in lists", """{"entities":[null],"attachments":[null],"membersAdded":[null],"type":"conversationUpdate"}"""),
        ("empty places in a message's lists", """{"entities":[null],"attachments":[null]}"""),
        ("a language and a zone that do not exist", """{"locale":"xx-\u0000","entities":[{"type":"clientInfo","locale":"!!","timezone":"../../etc/passwd"}]}"""),
        ("no text", """{"text":null}"""),
        ("an empty text", """{"text":""}"""),
        ("a very long text", $$"""{"text":"reply {{new string('x', 200_000)}}"}"""),
        ("a text of control characters", """{"text":"\u0000\u0007\u001b[2J\u202e"}"""),
        ("a value that is no object", """{"value":[1,2,3]}"""),
        ("an empty value", """{"value":{}}"""),
        ("another bot's value", """{"value":{"verb":"buy","price":1e400}}"""),
        ("half an emoji", """{"text":"HALF"}"""),
        ("an installation of nothing", """{"type":"installationUpdate","action":null}"""),
        ("an invoke without a name", """{"type":"invoke"}"""),
        ("an invoke that nobody knows", """{"type":"invoke","name":"composeExtension/query","value":{}}"""),
        ("a group chat", """{"conversation":{"id":"19:group@thread.v2","conversationType":"groupChat","tenantId":"7a1e4f0c-5b52-4c5e-9d0b-0c1f6f2a9e01"}}"""),
    ];

    private static readonly string[] Clicks =
    [
        "null",
        "[]",
        "5",
        "\"accept\"",
        "{}",
        """{"action":null}""",
        """{"action":[]}""",
        """{"action":{}}""",
        """{"action":{"verb":5,"data":{}}}""",
        """{"action":{"verb":"","data":{}}}""",
        """{"action":{"verb":"launch.rockets","data":{"s":"{s}","t":"{t}","v":{v}}}}""",
        """{"action":{"verb":"accept"}}""",
        """{"action":{"verb":"accept","data":null}}""",
        """{"action":{"verb":"accept","data":"all of them"}}""",
        """{"action":{"verb":"accept","data":[{"s":"{s}"}]}}""",
        """{"action":{"verb":"accept","data":{}}}""",
        """{"action":{"verb":"accept","data":{"s":"{s}","t":"{t}"}}}""",
        """{"action":{"verb":"accept","data":{"s":"{s}","t":"{t}","v":"{v}"}}}""",
        """{"action":{"verb":"accept","data":{"s":"{s}","t":"{t}","v":-1}}}""",
        """{"action":{"verb":"accept","data":{"s":"{s}","t":"{t}","v":1e400}}}""",
        """{"action":{"verb":"accept","data":{"s":"{s}","t":"{t}","v":99999999999999999999}}}""",
        """{"action":{"verb":"accept","data":{"s":"orders","t":"{t}","v":{v}}}}""",
        """{"action":{"verb":"accept","data":{"s":"nowhere","t":"{t}","v":{v}}}}""",
        """{"action":{"verb":"accept","data":{"s":"{s}","t":"nothing","v":{v}}}}""",
        """{"action":{"verb":"accept","data":{"s":"../config","t":"revision","v":{v}}}}""",
        """{"action":{"verb":"accept","data":{"s":"{s}","t":"a/b#c?\u0000","v":{v}}}}""",
        """{"action":{"verb":"accept","data":{"s":{"x":1},"t":["{t}"],"v":{v}}}}""",
        """{"action":{"verb":"reply.send","data":{"s":"{s}","t":"{t}","v":{v},"text":"Not mine to answer."}}}""",
        """{"action":{"verb":"reply.send","data":{"s":"{s}","t":"{t}","v":{v},"text":{"a":1}}}}""",
        """{"action":{"verb":"finish","data":{"s":"{s}","t":"{t}","v":{v}}}}""",
        """{"action":{"verb":"return","data":{"s":"{s}","t":"{t}","v":{v}}}}""",
        """{"action":{"verb":"sent.yes","data":{"s":"{s}","t":"{t}","v":{v}}}}""",
        """{"action":{"verb":"accept","data":{"s":"{s}","t":"{t}","v":{v}}},"trigger":"automatic"}""",
        """{"action":{"verb":"\ud800","data":{"s":"{s}","t":"{t}","v":{v}}}}""",
        """{"action":{"verb":"accept","data":{"s":"\udfff","t":"\ud800","v":{v}}}}""",
        """{"action":{"verb":"reply.send","data":{"s":"{s}","t":"{t}","v":{v},"text":"\ud800"}}}""",
        """{"action":{"verb":"accept","data":{"\ud800":1,"t":"x"}}}""",
        """{"data":{"verb":"reply","s":"{s}","t":"{t}","v":{v}}}""",
        """{"data":{"verb":"reply.send","s":"{s}","t":"{t}","v":{v},"text":"\ud800"}}""",
        """{"data":"reply"}""",
        """{"verb":"reply.send","s":"{s}","t":"{t}","v":{v},"text":"Not mine to answer."}""",
        """{"verb":"\ud800","s":"{s}","t":"{t}","v":{v}}""",
    ];

    private readonly RecordedLog log = new();

    [Fact]
    public async Task I9_malformed_activities_are_told_so_and_the_bot_goes_on()
    {
        await using var office = await OpenAsync(Megan);
        foreach (var (what, body, status) in Malformed)
            Assert.Equal((what, status), (what, (await office.Tenant.Teams.PostRawAsync(body)).Status));
        await GoesOnAsync(office);
    }

    [Theory]
    [InlineData("\"HERE\"")]
    [InlineData("""{"verb":"HERE"}""")]
    [InlineData("""{"HERE":"verb"}""")]
    [InlineData("""{"verb":"reply.send","s":"HERE","t":"x","text":"HERE"}""")]
    public async Task I9_bytes_that_are_no_UTF_8_are_no_activity(string value)
    {
        await using var office = await OpenAsync(Megan);
        var activity = RawActivity.Message(office, Megan, "hello");
        activity["value"] = JsonNode.Parse(value);
        // A byte that begins no character, and none that a JSON library would write.
        byte[] body = [.. Encoding.Latin1.GetBytes(activity.ToJsonString().Replace("HERE", "\u00ff", StringComparison.Ordinal))];
        using var http = new HttpClient { BaseAddress = office.Bot.Url };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.PostAsync(new Uri("api/messages", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(log.From(LogLevel.Error));
    }

    [Fact]
    public async Task I9_odd_activities_change_nothing_and_the_bot_goes_on()
    {
        await using var office = await OpenAsync(Megan);
        foreach (var (what, changes) in Odd)
        {
            var activity = RawActivity.Message(office, Adele, "hello");
            foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
                activity[name] = value?.DeepClone();
            var answer = await office.Tenant.Teams.PostRawAsync(activity.ToJsonString().Replace("HALF", "\\ud83d", StringComparison.Ordinal));
            Assert.True(answer.Status is 202 or 400 or 403 or 501, $"{what}: {answer.Status}");
            await office.PassAsync(TimeSpan.FromSeconds(1));
        }

        await GoesOnAsync(office);
    }

    [Fact]
    public async Task I9_forged_clicks_change_nothing_and_each_gets_a_sentence()
    {
        await using var office = await OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        var offer = office.Card(Megan);
        foreach (var click in Clicks)
        {
            await ForgeAsync(office, Filled(click, offer));
            await office.PassAsync(TimeSpan.FromSeconds(1));
        }

        await office.SettleAsync();
        Assert.Equal(["Question"], office.In("inbox"));
        Assert.Empty(office.Tenant.Mail.AllCustomerMails());
        Assert.Empty(log.From(LogLevel.Error));

        // The offer still stands for the one it was made to.
        await office.PressAsync(Megan, "accept", card: offer);
        Assert.Contains(office.Tenant.Teams.Chat(Megan).Single(activity => activity.Id == offer.Id).Actions, action => action.Verb == "reply");
    }

    [Theory]
    [InlineData("/api/messages", 300 * 1024)]
    [InlineData("/api/graph/notifications", 5 * 1024 * 1024)]
    [InlineData("/api/graph/lifecycle", 5 * 1024 * 1024)]
    public async Task I9_an_oversized_body_is_413_whether_its_length_is_told_or_not(string path, int length)
    {
        await using var office = await OpenAsync(Megan);
        using var http = new HttpClient { BaseAddress = office.Bot.Url };
        foreach (var told in new[] { true, false })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes("{\"type\":\"message\",\"text\":\"" + new string('x', length) + "\"}"));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TransferEncodingChunked = told ? null : true;
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }

        await GoesOnAsync(office);
    }

    public void Dispose() => log.Dispose();

    private Task<Office> OpenAsync(params string[] onDuty) =>
        Office.OpenAsync(new OfficeOptions { Customize = builder => builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace) }, onDuty);

    private static string Filled(string click, ChatActivity offer)
    {
        var data = offer.Action("accept").Data;
        return click.Replace("{s}", data["s"]!.GetValue<string>(), StringComparison.Ordinal)
            .Replace("{t}", data["t"]!.GetValue<string>(), StringComparison.Ordinal)
            .Replace("{v}", data["v"]!.ToJsonString(), StringComparison.Ordinal);
    }

    // Sent by another agent, by the one it is offered to, and by somebody who is no agent; in every way a click can come. The value is put in as text, because
    // a JSON library would not write what a forger may send.
    private static async Task ForgeAsync(Office office, string value)
    {
        foreach (var who in new[] { Adele, Megan, Lynne })
        {
            foreach (var name in new[] { "adaptiveCard/action", "task/fetch", "task/submit" })
            {
                var invoke = RawActivity.Invoke(office, who, "VALUE", name).ToJsonString();
                var answer = await office.Tenant.Teams.PostRawAsync(invoke.Replace("\"VALUE\"", value, StringComparison.Ordinal));
                Assert.True(answer is { Status: 200, Body: not null }, $"{name} by {who}: {answer.Status} to {value}");
            }

            var message = RawActivity.Message(office, who, "TEXT").ToJsonString();
            var submitted = await office.Tenant.Teams.PostRawAsync(message.Replace("\"text\":\"TEXT\"", $"\"value\":{value}", StringComparison.Ordinal));
            Assert.True(submitted.Status == 202, $"message by {who}: {submitted.Status} to {value}");
        }
    }

    private async Task GoesOnAsync(Office office)
    {
        Assert.Empty(log.From(LogLevel.Error));
        await office.WriteAsync("Next question", "Hello?");
        Assert.True(office.Sees(Megan, "Next question"));
        Assert.Contains(office.Card(Megan).Actions, action => action.Verb == "accept");
    }
}
