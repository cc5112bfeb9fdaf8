using Microsoft.Playwright;
using TeamsEmailBot.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TeamsEmailBot.Tests.Browser;

/// <summary>What an administrator sees, with the real bot behind the page.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AdminWayTests(Chromium chromium)
{
    /// <summary>One look at each list and each dialog, with a name behind it where that leads to the summary.</summary>
    internal static readonly string[] Commands =
    [
        "audit", "export", "import", "setup", "permissions", "script", "settings", "settings email", "settings limits", "settings people", "settings general", "settings alerts", "presence",
        "services", "units", "users", "licences", "mailboxes", "workflows", "mailbox add inbound", "workflow new Sample", "user add", "licence assign", "licence pools",
        "add activity", "change activity", "workflow try",
        .. Names("Customer Help", "mailboxes", "mailbox edit", "mailbox remove", "mailbox test", "service show", "service edit", "service agents", "service distribution", "service hours",
            "service mail", "service targets", "service thresholds", "service suspend", "service delete"),
        .. Names("Megan Bowen", "users", "user edit", "user remove", "licence remove"),
        .. Names("Customer Care", "unit edit", "unit remove"),
        .. Names("Straight to the queue", "workflows", "workflow edit", "workflow remove"),
    ];

    [Fact]
    public async Task A_dialog_moves_forward_in_one_card_by_clicking_and_by_typing()
    {
        await using var sandbox = await SandboxPage.OpenWithBotAsync(chromium);
        await BePattiAsync(sandbox);

        await SayAsync(sandbox, "units");
        await Button(sandbox, "Add a unit").ClickAsync();
        var cards = await sandbox.Chat.Locator(".card").CountAsync();
        await sandbox.Chat.GetByLabel("Name").FillAsync("Sales");
        await Button(sandbox, "Next").ClickAsync();
        await Expect(sandbox.Chat).ToContainTextAsync("Which unit is it part of?");
        await sandbox.Chat.GetByLabel("Contoso", new() { Exact = true }).CheckAsync();
        await Button(sandbox, "Next").ClickAsync();
        await Expect(sandbox.Chat).ToContainTextAsync("2. Belongs to: Contoso");
        await sandbox.ShootAsync("admin-unit-summary");
        Assert.Empty(await sandbox.AxeFindingsAsync("#messages"));

        // What is typed goes on below, and the card above goes away.
        await SayAsync(sandbox, "yes");
        await Expect(sandbox.Chat).ToContainTextAsync("The unit Sales is there.");
        await Expect(Button(sandbox, "Save")).ToHaveCountAsync(0);
        Assert.Equal(cards, await sandbox.Chat.Locator(".card").CountAsync());
        Assert.Empty(sandbox.Errors);
    }

    [Fact]
    public async Task Every_answer_to_an_administrator_is_drawn_whole_and_axe_finds_nothing_serious()
    {
        await using var sandbox = await SandboxPage.OpenWithBotAsync(chromium);
        await BePattiAsync(sandbox);
        // Tall enough for the tallest card.
        await sandbox.Page.SetViewportSizeAsync(1280, 2600);
        foreach (var command in Commands)
        {
            // Teams takes so many messages a minute and no more.
            await sandbox.Page.GetByRole(AriaRole.Button, new() { Name = "Move the clock on by 1 min" }).ClickAsync();
            await SayAsync(sandbox, command);
            await Expect(sandbox.Chat.GetByText(command, new() { Exact = true })).ToHaveCountAsync(1);
            await Expect(sandbox.Chat.Locator(".message").Last.Locator(".card")).ToHaveCountAsync(1);
            await Expect(sandbox.Chat.Locator(".card-broken")).ToHaveCountAsync(0);
            await sandbox.Chat.Locator(".card").Last.ScreenshotAsync(new() { Path = RepositoryFolder.Of("artifacts", "screenshots", $"admin-{command.Replace(' ', '-')}.png") });
        }

        Assert.Empty(await sandbox.AxeFindingsAsync("#messages"));
        Assert.Empty(sandbox.Errors);
    }

    private static IEnumerable<string> Names(string name, params string[] commands) => commands.Select(command => $"{command} {name}");

    private static async Task BePattiAsync(SandboxPage sandbox)
    {
        await sandbox.Page.Locator($"#person-{sandbox.IdOf("Patti Fernandez")}").ClickAsync();
        await Expect(sandbox.Page.Locator("#chat h3")).ToHaveTextAsync("Patti Fernandez");
    }

    private static async Task SayAsync(SandboxPage sandbox, string text)
    {
        await sandbox.Page.Locator(".composer form input, .composer form textarea").FillAsync(text);
        await sandbox.Page.GetByRole(AriaRole.Button, new() { Name = "Send message" }).ClickAsync();
    }

    private static ILocator Button(SandboxPage sandbox, string name) => sandbox.Chat.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).Last;
}
