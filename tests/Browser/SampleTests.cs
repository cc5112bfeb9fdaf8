using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TeamsEmailBot.Tests.Browser;

/// <summary>The mails one can try with one click, and where the page shows that they went.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SampleTests(Chromium chromium)
{
    [Fact]
    public async Task What_the_engine_sorts_out_is_marked_in_the_folder_where_it_went_until_one_looks()
    {
        await using var sandbox = await SandboxPage.OpenWithBotAsync(chromium);
        var failed = Folder(sandbox, "Failed");

        await SendAsync(sandbox, "An out-of-office reply");
        await Expect(failed.Locator(".fresh")).ToHaveTextAsync("+1");
        await SendAsync(sandbox, "A bounce");
        await Expect(failed.Locator(".fresh")).ToHaveTextAsync("+2");
        Assert.Empty(await sandbox.AxeFindingsAsync());
        await sandbox.ShootAsync("samples-1-failed");

        await failed.ClickAsync();
        await Expect(failed.Locator(".fresh")).ToHaveCountAsync(0);
        await Expect(sandbox.Page.Locator("#mails .mail-row")).ToHaveCountAsync(2);
        Assert.Empty(sandbox.Errors);
    }

    [Fact]
    public async Task F55_an_invitation_is_offered_with_its_place()
    {
        await using var sandbox = await SandboxPage.OpenWithBotAsync(chromium);

        await SendAsync(sandbox, "A calendar invitation");

        await Expect(sandbox.Chat).ToContainTextAsync("Loading bay 3");
        await sandbox.ShootAsync("samples-3-invitation");
        Assert.Empty(sandbox.Errors);
    }

    [Fact]
    public async Task A_storm_is_sent_with_one_click()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);

        await ChooseAsync(sandbox, "A storm of 200 automatic mails");
        await Expect(sandbox.Page.Locator("#compose-send")).ToHaveTextAsync("Send 200 mails");
        await sandbox.Page.ClickAsync("#compose-send");

        await Expect(sandbox.Page.Locator("#mails .mail-row")).ToHaveCountAsync(200, new() { Timeout = 60_000 });
        await Expect(sandbox.Page.Locator("#compose-send")).ToHaveTextAsync("Send mail");
        await Expect(sandbox.Page.Locator("#mails .mail-row").First).ToContainTextAsync("Disk almost full on server 200");
    }

    [Fact]
    public async Task Every_sample_says_what_becomes_of_it_and_the_menu_fits_the_window()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);

        await sandbox.Page.ClickAsync("#samples");
        var samples = sandbox.Page.GetByRole(AriaRole.Menuitem);
        await Expect(samples.Last).ToBeInViewportAsync(new() { Ratio = 1 });
        await sandbox.ShootAsync("samples-2-menu");
        foreach (var ends in await samples.Locator(".small").AllInnerTextsAsync())
            Assert.NotEmpty(ends);
        Assert.Empty(await sandbox.AxeFindingsAsync());
    }

    private static async Task SendAsync(SandboxPage sandbox, string sample)
    {
        await ChooseAsync(sandbox, sample);
        await sandbox.Page.ClickAsync("#compose-send");
    }

    private static async Task ChooseAsync(SandboxPage sandbox, string sample)
    {
        await sandbox.Page.ClickAsync("#samples");
        await sandbox.Page.GetByRole(AriaRole.Menuitem, new() { Name = sample }).ClickAsync();
    }

    private static ILocator Folder(SandboxPage sandbox, string name) => sandbox.Page.Locator($"section[aria-label='Customer Help'] .folder[data-folder='{name}']");
}
