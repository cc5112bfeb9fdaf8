using Microsoft.Playwright;
using TeamsEmailBot.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TeamsEmailBot.Tests.Browser;

/// <summary>What an administrator sees, with the real bot behind the page.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AdminWayTests(Chromium chromium)
{
    private static readonly string[] Commands =
    [
        "services", "service show Customer Help", "service edit Customer Help", "service distribution Customer Help", "service hours Customer Help", "audit", "export", "import",
        "mailboxes", "mailboxes Customer Help", "mailbox add inbound", "mailbox edit Customer Help", "mailbox remove Customer Help", "mailbox test Customer Help",
        "users", "users Megan Bowen", "user edit Megan Bowen", "licences", "licence remove Megan Bowen", "units",
        "setup", "permissions", "script", "settings", "settings limits", "presence", "workflows", "workflows Straight to the queue", "workflow new Sample", "change activity", "workflow try",
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
        foreach (var command in Commands)
        {
            await SayAsync(sandbox, command);
            await Expect(sandbox.Chat.GetByText(command, new() { Exact = true })).ToHaveCountAsync(1);
            await Expect(sandbox.Chat.Locator(".message").Last.Locator(".card")).ToHaveCountAsync(1);
            await Expect(sandbox.Chat.Locator(".card-broken")).ToHaveCountAsync(0);
            await sandbox.Chat.Locator(".card").Last.ScreenshotAsync(new() { Path = RepositoryFolder.Of("artifacts", "screenshots", $"admin-{command.Replace(' ', '-')}.png") });
        }

        Assert.Empty(await sandbox.AxeFindingsAsync("#messages"));
        Assert.Empty(sandbox.Errors);
    }

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
