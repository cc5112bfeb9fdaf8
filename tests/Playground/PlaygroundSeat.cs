using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Tests.Browser;
using TeamsEmailBot.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TeamsEmailBot.Tests.Playground;

/// <summary>One agent at a Playground of his own, its page open in a browser. Opening the page is what installs the app for him.</summary>
internal sealed class PlaygroundSeat : IAsyncDisposable
{
    private readonly PlaygroundProcess _playground;
    private readonly IBrowserContext _context;
    private readonly string _person;
    private readonly IPage _page;

    private PlaygroundSeat(PlaygroundProcess playground, IBrowserContext context, IPage page, string person) =>
        (_playground, _context, _page, _person) = (playground, context, page, person);

    public static async Task<PlaygroundSeat> TakeAsync(Chromium chromium, Uri bot, string person)
    {
        var playground = await PlaygroundProcess.StartAsync(new Uri(bot, "api/messages"), person);
        var context = await chromium.NewContextAsync(1280, 1000, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await page.GotoAsync(playground.Address.AbsoluteUri);
        return new(playground, context, page, person);
    }

    /// <summary>The newest card in the chat that shows this text.</summary>
    public ILocator Card(string text) => _page.Locator(".ac-adaptiveCard", new() { HasText = text }).Last;

    /// <summary>Presses a button on the newest card that has it; waits until it is there.</summary>
    public Task PressAsync(string button) => _page.Locator(".ac-adaptiveCard").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).Last.ClickAsync();

    public Task WriteAsync(string label, string text) => _page.GetByLabel(label).Last.FillAsync(text);

    /// <summary>Types into the chat.</summary>
    public async Task SayAsync(string text)
    {
        var box = _page.GetByRole(AriaRole.Textbox).Last;
        await box.ClickAsync();
        await box.PressSequentiallyAsync(text);
        await box.PressAsync("Enter");
    }

    /// <summary>The offer as it came over the wire.</summary>
    public Task<WireEntry> OfferAsync() => _playground.Wire.FirstAsync(call => call is { FromBot: true, Status: 201 } && Button(call.Card, CardVerbs.Accept) is not null);

    /// <summary>
    /// Presses Accept on a card as it was sent, whatever has become of it since: a client that has not been told yet shows the old one. The answer is the
    /// card the bot gives back.
    /// </summary>
    public async Task<JsonNode> AcceptAsync(WireEntry offer)
    {
        var accept = Button(offer.Card, CardVerbs.Accept)!;
        var answer = await _playground.ClickAsync(_person, offer.Conversation!, offer.MessageId!, CardVerbs.Accept, accept["data"]!);
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)answer?["type"]);
        return answer!["value"]!;
    }

    /// <summary>Types something that a card answers, waits for it, and takes its picture.</summary>
    public async Task AskAsync(string text, string picture)
    {
        var cards = _page.Locator(".ac-adaptiveCard");
        var before = await cards.CountAsync();
        await SayAsync(text);
        await Expect(cards).ToHaveCountAsync(before + 1);
        await cards.Last.ScreenshotAsync(new() { Path = PathOf(picture) });
    }

    public Task ShootAsync(string name) => _page.ScreenshotAsync(new() { Path = PathOf(name) });

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _playground.DisposeAsync();
    }

    /// <summary>The button with this verb that a person can press.</summary>
    public static JsonNode? Button(JsonNode? node, string verb) => node switch
    {
        JsonObject found when (string?)found["type"] == "Action.Execute" && (string?)found["verb"] == verb => found,
        // What a client shows instead, and what it asks by itself, is not pressed by a person.
        JsonObject parent => parent.Where(member => member.Key is not ("refresh" or "fallback")).Select(member => Button(member.Value, verb)).FirstOrDefault(found => found is not null),
        JsonArray array => array.Select(item => Button(item, verb)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string PathOf(string picture) => RepositoryFolder.Of("artifacts", "screenshots", $"playground-{picture}.png");
}
