using System.Buffers;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>Mails that nobody should have sent: each is offered, read, answered and filed, shows nothing it should not, and the next mail finds a bot that works.</summary>
public sealed class BadInputMailTests
{
    private const string Injection =
        "[click](https://evil.example) **bold** `code` ![x](https://evil.example/x.png) <at>Megan</at> </TextBlock> \",\"type\":\"Action.OpenUrl\" {{DATE(2026-01-01T00:00:00Z,SHORT)}} ${name}";

    private static readonly SearchValues<char> Turning = SearchValues.Create("\u202E\u202D\u202B\u202A\0\u0001");

    private static readonly Dictionary<string, IncomingMail> Mails = new()
    {
        ["5 MB of HTML"] = Mail("Large", html: $"<html><body>{string.Concat(Enumerable.Repeat($"<p>{string.Concat(Enumerable.Repeat("One more sentence of a mail that never ends. ", 250))}</p>", 450))}</body></html>"),
        ["HTML nested five thousand deep"] = Mail("Deep", html: string.Concat(Enumerable.Repeat("<div><blockquote>", 2_500)) + "deep"),
        ["HTML that is never closed"] = Mail("Open", html: "<table><tr><td><b><i><a href='https://evil.example' <p>text"),
        ["nothing but scripts and styles"] = Mail("Script", html: "<style>p{}</style><script>alert(1)</script><img src=x onerror=alert(1)>"),
        ["half a megabyte without a blank"] = Mail("Blankless", text: new string('x', 500_000)),
        ["broken charset"] = Mail("Gr\uFFFD\uFFFDe Ã¤Ã¶Ã¼ =?utf-8?B?w7x", text: "\uFFFDber \0\u0001\u009F\u00A0\uFFFE \uD83D und \uDE00"),
        ["empty subject"] = Mail("", text: "Hello?"),
        ["a subject of blanks"] = Mail(" \t\u00A0\u200B ", text: "Hello?"),
        ["a subject of ten thousand letters"] = Mail(new string('W', 10_000), text: "Hello?"),
        ["empty body"] = Mail("Empty", text: ""),
        ["nothing at all"] = Mail("", text: "") with { InternetMessageId = "" },
        ["500 recipients"] = Mail("Everybody", text: "Hello?") with { To = Crowd("to", 250), Cc = Crowd("cc", 250) },
        ["right-to-left"] = Mail("שאלה על ההזמנה 4711", text: "שלום, איפה ההזמנה שלי?") with { From = new SandboxAddress(Alex, "אלכס") },
        ["overridden direction"] = Mail("invoice\u202Efdp.exe", text: "\u202E\u2066evil\u2069\u202C"),
        ["Markdown and markup in every text"] = Mail(Injection, text: Injection) with
        {
            From = new SandboxAddress(Alex, Injection), Attachments = [new SandboxFile($"{Injection}.pdf", "application/pdf", [1, 2, 3])],
        },
        ["markup in the HTML"] = Mail(Injection, html: $"<p>{System.Net.WebUtility.HtmlEncode(Injection)}</p><script>alert('evil')</script><a href=\"javascript:alert(1)\">x</a><form action='https://evil.example'><input></form>"),
    };

    public static TheoryData<string> Names => [.. Mails.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_mail_is_offered_answered_and_filed_and_the_bot_goes_on(string name)
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Mail.Deliver(Help, Mails[name]);
        await office.SettleAsync();
        await office.PressAsync(Megan, "accept");
        await office.PressAsync(Megan, "reply");
        await office.PressAsync(Megan, "reply.send", "Thank you.");
        await office.PassAsync(TimeSpan.FromMinutes(1));

        var answer = Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Contains("Thank you.", answer.Html, StringComparison.Ordinal);
        foreach (var harmful in new[] { "<script", "javascript:", "onerror", "<form" })
            Assert.DoesNotContain(harmful, answer.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Single(office.In("Handled"));
        await GoesOnAsync(office);
    }

    [Fact]
    public async Task Text_of_a_mail_stands_in_verbatim_runs_only()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Mail.Deliver(Help, Mails["Markdown and markup in every text"]);
        await office.SettleAsync();
        Assert.True(office.Card(Megan).Contains("evil.example"));
        AssertVerbatim(office.Card(Megan));
        await office.PressAsync(Megan, "accept");
        AssertVerbatim(office.Card(Megan));
        await office.PressAsync(Megan, "reply");
        AssertVerbatim(office.Card(Megan));
        await office.SayAsync(Megan, "tasks");
        AssertVerbatim(office.Card(Megan));
    }

    [Fact]
    public async Task F35_an_answer_to_more_people_than_Exchange_takes_says_so_and_leaves_for_the_sender_alone_and_the_card_stays_small()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Mail.Deliver(Help, Mails["500 recipients"]);
        await office.SettleAsync();
        await office.PressAsync(Megan, "accept");
        await office.PressAsync(Megan, "reply");
        var refused = await office.Tenant.Teams.PressAsync(Megan, office.Card(Megan), "reply.send", new Dictionary<string, string> { ["text"] = "To all of you.", ["toAll"] = "true" });
        await office.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("500", refused.Card!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("To all of you.", refused.Card!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(office.Tenant.Mail.AllCustomerMails());

        await office.Tenant.Teams.PressAsync(Megan, office.Card(Megan), "reply.send", new Dictionary<string, string> { ["text"] = "To you.", ["toAll"] = "false" });
        await office.PassAsync(TimeSpan.FromMinutes(1));
        var answer = Assert.Single(office.Tenant.Mail.AllCustomerMails());
        Assert.Equal([Alex], answer.To.Concat(answer.Cc).Select(person => person.Address));
        await GoesOnAsync(office);
    }

    [Fact]
    public async Task A_mail_without_From_cannot_be_answered_says_so_and_can_be_finished()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Mail.Deliver(Help, Mail("Nobody", text: "Hello?") with { From = null });
        await office.SettleAsync();
        await office.PressAsync(Megan, "accept");
        await office.SayAsync(Megan, "reply Who are you?");
        Assert.Empty(office.Tenant.Mail.AllCustomerMails());
        Assert.Equal(["Nobody"], office.In("inbox"));

        await office.SayAsync(Megan, "finish");
        Assert.Equal(["Nobody"], office.In("Handled"));
        await GoesOnAsync(office);
    }

    private static async Task GoesOnAsync(Office office)
    {
        Assert.Empty(office.Tenant.Teams.Violations);
        Assert.DoesNotContain(office.Tenant.Teams.Chat(Megan), activity => activity.Words.AsSpan().ContainsAny(Turning));
        await office.WriteAsync("Next question", "Hello?");
        Assert.True(office.Sees(Megan, "Next question"));
    }

    // Every text in which words of the mail stand is that of a TextRun, which no client reads as Markdown, or a label that is plain by definition.
    private static void AssertVerbatim(ChatActivity activity)
    {
        foreach (var (type, name, text) in Texts(activity.Card!, "", ""))
            Assert.False(text.Contains("evil.example", StringComparison.Ordinal) && (type, name) is not ("TextRun", "text"), $"{name} of {type}: {text}");
    }

    private static IEnumerable<(string Type, string Name, string Text)> Texts(JsonNode? node, string type, string name) => node switch
    {
        JsonObject json => json.SelectMany(member => Texts(member.Value, json["type"]?.ToString() ?? type, member.Key)),
        JsonArray list => list.SelectMany(item => Texts(item, type, name)),
        JsonValue value => [(type, name, value.ToString())],
        _ => [],
    };

    private static IncomingMail Mail(string subject, string? text = null, string? html = null) =>
        new() { From = new SandboxAddress(Alex, "Alex Wilber"), Subject = subject, Text = text, Html = html };

    private static SandboxAddress[] Crowd(string kind, int count) =>
        [.. Enumerable.Range(1, count).Select(number => new SandboxAddress($"{kind}{number}@northwind.example", $"{kind} {number}"))];
}
