using System.Net;
using System.Text.Json;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Cards;
using TeamsEmailBot.Tests.Desk;

namespace TeamsEmailBot.Tests.Commands;

public sealed class ButtonTests : IDisposable
{
    private const string CardType = "application/vnd.microsoft.card.adaptive";
    private const string MessageType = "application/vnd.microsoft.activity.message";
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("accept", "accept help v7")]
    [InlineData("decline", "decline help v7")]
    [InlineData("finish", "finish help v7")]
    [InlineData("return", "return help v7")]
    [InlineData("duty.ready", "ready")]
    [InlineData("return.ask", "view help")]
    [InlineData("transfer", "view help")]
    [InlineData("park", "view help")]
    [InlineData("park.end", "take up help v7")]
    [InlineData("view", "view help")]
    [InlineData("reply", "view help")]
    [InlineData("reply.cancel", "view help")]
    [InlineData("sent.yes", "was sent help v7")]
    [InlineData("sent.no", "was not sent help v7")]
    [InlineData("tasks", "status")]
    [InlineData("duty.on", "on duty")]
    [InlineData("duty.off", "off duty")]
    public async Task A_button_does_the_same_as_Execute_and_as_Submit(string verb, string asked)
    {
        var answer = (await bench.ExecuteAsync(Bench.Megan, verb))!.Value;
        Assert.Equal([asked], bench.Workbench.Asked);
        Assert.Equal(CardType, answer.GetProperty("type").GetString());
        Assert.Empty(CardRules.Mistakes(answer.GetProperty("value")));
        Assert.Empty(bench.Teams.Calls);

        bench.Workbench.Asked.Clear();
        await bench.SubmitAsync(Bench.Megan, verb);
        Assert.Equal(["reachable", asked], bench.Workbench.Asked);
        var put = Assert.Single(bench.Teams.Calls);
        Assert.Equal(("PUT", $"/v3/conversations/a:{Bench.Megan}/activities/clicked"), (put.Method, put.Path));
        Assert.True(JsonElement.DeepEquals(answer.GetProperty("value"), put.Card));
        Assert.False(put.Body.TryGetProperty("text", out _));
    }

    [Fact]
    public async Task Send_passes_on_text_and_recipients()
    {
        await bench.ExecuteAsync(Bench.Megan, "reply.send", ""","text":"Dear Alex,\n*thanks*","toAll":"true" """);
        Assert.Equal(["reply all \"Dear Alex,\n*thanks*\" help v7"], bench.Workbench.Asked);
    }

    [Fact]
    public async Task G032_the_sender_that_was_chosen_goes_with_the_answer_and_stays_chosen_when_the_form_comes_back()
    {
        var view = SampleViews.View(TaskViewKind.Mine) with { Senders = [new("help@contoso.example"), new("orders@contoso.example", "Orders")] };
        bench.Workbench.Result = new ActionResult(view, Refusal.ExchangeUnavailable);

        var answer = await bench.ExecuteAsync(Bench.Megan, "reply.send", ""","text":"Hello","from":"orders@contoso.example" """);
        Assert.Equal(["reply from orders@contoso.example \"Hello\" help v7"], bench.Workbench.Asked);
        var choice = answer!.Value.GetProperty("value").GetProperty("body").EnumerateArray().Single(element => element.GetProperty("type").GetString() == "Input.ChoiceSet");
        Assert.Equal(("from", "orders@contoso.example"), (choice.GetProperty("id").GetString(), choice.GetProperty("value").GetString()));
        Assert.Equal(2, choice.GetProperty("choices").GetArrayLength());
    }

    [Theory]
    [InlineData(Refusal.ExchangeUnavailable)]
    [InlineData(Refusal.Stale)]
    [InlineData(Refusal.TextTooLong)]
    public async Task Typed_text_survives_an_error(Refusal refusal)
    {
        bench.Workbench.Result = new ActionResult(SampleViews.View(TaskViewKind.Mine) with { Version = 9 }, refusal);
        var answer = await bench.ExecuteAsync(Bench.Megan, "reply.send", ""","text":"Dear Alex","toAll":"true" """);
        var card = answer!.Value.GetProperty("value").GetRawText();
        Assert.Contains("\"value\":\"Dear Alex\"", card, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"true\"", card, StringComparison.Ordinal);
        Assert.Contains("\"v\":9", card, StringComparison.Ordinal);
        Assert.Contains("Caution:", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F74_a_stale_button_shows_how_the_task_stands_now()
    {
        bench.Workbench.Result = new ActionResult(SampleViews.View(TaskViewKind.Taken), Refusal.Taken);
        var answer = await bench.ExecuteAsync(Bench.Megan, "accept");
        Assert.Contains("Adele Vance has this task.", answer!.Value.GetProperty("value").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F73_a_card_that_is_gone_is_posted_anew()
    {
        bench.Teams.Next(HttpStatusCode.NotFound, "ConversationNotFound");
        await bench.SubmitAsync(Bench.Megan, "accept");
        Assert.Equal(["PUT", "POST"], bench.Teams.Calls.Select(call => call.Method));
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("finish")]
    [InlineData("anything")]
    public async Task A_refresh_by_itself_only_looks_and_always_shows_a_card(string verb)
    {
        bench.Workbench.Result = new ActionResult(null, Refusal.UnknownTask);
        var answer = await bench.ExecuteAsync(Bench.Megan, verb, trigger: "automatic");
        Assert.Equal(["view help"], bench.Workbench.Asked);
        Assert.Equal(CardType, answer!.Value.GetProperty("type").GetString());
        Assert.Empty(bench.Teams.Calls);
    }

    [Theory]
    [InlineData("""{"action":{"type":"Action.Execute","verb":"launch","data":{}},"trigger":"manual"}""")]
    [InlineData("""{"action":{"type":"Action.Execute","verb":"accept","data":{"s":"a/b","t":"x"}}}""")]
    [InlineData("""{"action":{"type":"Action.Execute","verb":"accept","data":"text"}}""")]
    [InlineData("""{"action":{"type":"Action.Execute","verb":7}}""")]
    [InlineData("""{"action":[]}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task An_unknown_or_malformed_button_gets_a_friendly_sentence_and_does_nothing(string value)
    {
        var answer = (await bench.InvokeAsync(Bench.Megan, "adaptiveCard/action", value))!.Value;
        Assert.Equal(MessageType, answer.GetProperty("type").GetString());
        Assert.NotEmpty(answer.GetProperty("value").GetString()!);
        Assert.Empty(bench.Workbench.Asked);
    }

    [Theory]
    [InlineData(Bench.Stranger, "not set up")]
    [InlineData(Bench.Patti, "may not")]
    public async Task I9_who_is_no_agent_cannot_act(string person, string said)
    {
        var answer = await bench.ExecuteAsync(person, "accept");
        Assert.Contains(said, answer!.Value.GetProperty("value").GetString()!, StringComparison.Ordinal);
        await bench.SubmitAsync(person, "accept");
        Assert.DoesNotContain(bench.Workbench.Asked, asked => asked != "reachable");
    }

    [Fact]
    public async Task A_version_that_is_no_number_counts_as_stale()
    {
        await bench.InvokeAsync(Bench.Megan, "adaptiveCard/action", """{"action":{"verb":"accept","data":{"s":"help","t":"x","v":"7"}}}""");
        Assert.Equal(["accept help v-1"], bench.Workbench.Asked);
    }

    [Fact]
    public async Task The_reply_form_opens_in_a_window_and_sends()
    {
        var opened = await bench.InvokeAsync(Bench.Megan, "task/fetch", $$"""{"data":{{Bench.Data("reply", ""","msteams":{"type":"task/fetch"}""")}}}""");
        var task = opened!.Value.GetProperty("task");
        Assert.Equal("continue", task.GetProperty("type").GetString());
        var attachment = task.GetProperty("value").GetProperty("card");
        Assert.Equal(CardType, attachment.GetProperty("contentType").GetString());
        Assert.Empty(CardRules.Mistakes(attachment.GetProperty("content")));
        Assert.DoesNotContain("Action.Execute", attachment.GetRawText(), StringComparison.Ordinal);

        bench.Workbench.Result = new ActionResult(SampleViews.View(TaskViewKind.Sending));
        var sent = await bench.InvokeAsync(Bench.Megan, "task/submit", $$"""{"data":{{Bench.Data("reply.send", ""","text":"Hello" """)}}}""");
        Assert.Equal("message", sent!.Value.GetProperty("task").GetProperty("type").GetString());
        Assert.Equal(["view help", "reply \"Hello\" help v7"], bench.Workbench.Asked);
    }

    [Fact]
    public async Task In_a_window_typed_text_survives_an_error()
    {
        bench.Workbench.Result = new ActionResult(SampleViews.View(TaskViewKind.Mine), Refusal.ExchangeUnavailable);
        var again = await bench.InvokeAsync(Bench.Megan, "task/submit", $$"""{"data":{{Bench.Data("reply.send", ""","text":"Hello" """)}}}""");
        Assert.Equal("continue", again!.Value.GetProperty("task").GetProperty("type").GetString());
        Assert.Contains("\"value\":\"Hello\"", again.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("task/fetch", Bench.Stranger)]
    [InlineData("task/submit", Bench.Patti)]
    public async Task A_window_refuses_who_is_no_agent(string name, string person)
    {
        var answer = await bench.InvokeAsync(person, name, $$"""{"data":{{Bench.Data("reply.send")}}}""");
        Assert.Equal("message", answer!.Value.GetProperty("task").GetProperty("type").GetString());
        Assert.Empty(bench.Workbench.Asked);
    }

    [Fact]
    public async Task An_invoke_nobody_knows_is_left_to_the_channel() =>
        Assert.Null(await bench.InvokeAsync(Bench.Megan, "composeExtension/query", "{}"));

    [Fact]
    public async Task Outside_the_personal_chat_nothing_is_done()
    {
        var click = bench.From(Bench.Megan, ActivityTypes.Invoke) with
        {
            Name = "adaptiveCard/action",
            Value = JsonDocument.Parse($$$"""{"action":{"verb":"accept","data":{{{Bench.Data("accept")}}}}}""").RootElement,
            Conversation = new ConversationAccount("19:group", "groupChat", "tenant"),
        };
        Assert.Contains("personal chat", (await bench.ReceiveAsync(click))!.Value.GetProperty("value").GetString()!, StringComparison.Ordinal);
        await bench.ReceiveAsync(click with { Type = ActivityTypes.Message, Text = "accept" });
        Assert.Empty(bench.Workbench.Asked);
        Assert.Empty(bench.Teams.Calls);
    }
}
