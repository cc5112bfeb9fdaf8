using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TeamsEmailBot.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class PageTests(Chromium chromium)
{
    [Fact]
    public async Task The_page_loads_without_errors_and_asks_for_nothing_outside()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);

        await Expect(sandbox.Page.Locator("#people [role=tab]")).ToHaveCountAsync(6);
        await Expect(sandbox.Page.Locator("#mailboxes .folder[data-folder='Inbox']")).ToHaveCountAsync(2);
        await Expect(sandbox.Page.Locator("#hint")).ToContainTextAsync("Send a mail as a customer, then accept it as Megan.");
        Assert.Empty(sandbox.Errors);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280, 800)]
    [InlineData(ColorScheme.Light, 1920, 1080)]
    [InlineData(ColorScheme.Dark, 1280, 800)]
    [InlineData(ColorScheme.Dark, 1920, 1080)]
    [InlineData(ColorScheme.Light, 1024, 768)]
    public async Task Axe_finds_nothing_serious_and_nothing_sticks_out(ColorScheme theme, int width, int height)
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium, width, height, theme);
        var name = $"{width}-{theme}".ToLowerInvariant();
        await CheckAsync(sandbox, $"{name}-1-start");

        await sandbox.Page.GetByText("Fill in a sample mail").ClickAsync();
        await CheckAsync(sandbox, $"{name}-2-compose");
        await sandbox.Page.ClickAsync("#compose-send");
        await sandbox.Bot.PostCardAsync(sandbox.IdOf(SandboxPage.Megan), TestCards.Question());
        await Expect(sandbox.Chat.GetByRole(AriaRole.Button, new() { Name = "Take it" })).ToBeVisibleAsync();
        if (width < 1200)
            await sandbox.Page.ClickAsync(".switcher [data-view=mailboxes]");
        await sandbox.Page.Locator("#mails .mail-row").First.ClickAsync();
        await Expect(sandbox.Page.Locator("#reading iframe")).ToBeVisibleAsync();
        await CheckAsync(sandbox, $"{name}-3-mail-and-card");

        await sandbox.Chat.GetByRole(AriaRole.Button, new() { Name = "Take it" }).ClickAsync();
        await CheckAsync(sandbox, $"{name}-4-input-missing");

        await sandbox.Page.ClickAsync("#faults-button");
        await sandbox.Page.GetByRole(AriaRole.Switch, new() { Name = "Graph is down" }).ClickAsync();
        await Expect(sandbox.Page.GetByRole(AriaRole.Switch, new() { Name = "Graph is down" })).ToHaveAttributeAsync("aria-checked", "true");
        await CheckAsync(sandbox, $"{name}-5-faults");
        Assert.Empty(sandbox.Errors);
    }

    [Fact]
    public async Task The_chosen_theme_outlasts_a_reload()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);

        await sandbox.Page.GetByRole(AriaRole.Button, new() { Name = "Dark theme" }).ClickAsync();
        await sandbox.Page.ReloadAsync();

        await Expect(sandbox.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task Moving_the_clock_on_is_shown_and_counted()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);

        await sandbox.Page.GetByRole(AriaRole.Button, new() { Name = "Move the clock on by 5 min" }).ClickAsync();

        await Expect(sandbox.Page.Locator("#clock")).ToContainTextAsync("5 min ahead");
    }

    [Fact]
    public async Task The_page_can_be_walked_with_the_keyboard_alone()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);
        var (page, keyboard) = (sandbox.Page, sandbox.Page.Keyboard);

        await keyboard.PressAsync("Tab");
        await Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await page.FocusAsync("#people [role=tab][aria-selected=true]");
        await keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#people [role=tab]").Nth(1)).ToBeFocusedAsync();
        await Expect(page.Locator("#chat h3")).ToHaveTextAsync("Adele Vance");
        await keyboard.PressAsync("Home");
        await Expect(page.Locator("#chat h3")).ToHaveTextAsync(SandboxPage.Megan);

        await page.FocusAsync("#chat-text");
        await keyboard.TypeAsync("tasks");
        await keyboard.PressAsync("Enter");
        var said = await sandbox.Bot.HeardAsync(activity => activity["text"] is not null);
        Assert.Equal("tasks", said["text"]!.GetValue<string>());

        await page.FocusAsync("#faults-button");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("#faults-panel")).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(page.Locator("#faults-panel")).ToBeHiddenAsync();
        await Expect(page.Locator("#faults-button")).ToBeFocusedAsync();
    }

    private static async Task CheckAsync(SandboxPage sandbox, string name)
    {
        await sandbox.ShootAsync(name);
        Assert.Empty(await sandbox.AxeFindingsAsync());
        Assert.True(await sandbox.OverflowAsync() <= 0, $"{name} is wider than the window");
    }
}
