using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TeamsEmailBot.Tests.Browser;

/// <summary>The way a newcomer goes, with the real bot behind the page: from a customer's mail to the answer in his inbox.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WholeWayTests(Chromium chromium)
{
    [Fact]
    public async Task A_mail_is_offered_accepted_answered_in_its_thread_and_filed()
    {
        await using var sandbox = await SandboxPage.OpenWithBotAsync(chromium);
        var page = sandbox.Page;

        await page.GetByText("Fill in a sample mail").ClickAsync();
        await page.ClickAsync("#compose-send");
        await Button(sandbox, "Accept").ClickAsync();
        await Expect(sandbox.Chat).ToContainTextAsync("I ordered two desk lamps on Monday");
        await sandbox.ShootAsync("whole-way-1-task");

        await sandbox.Chat.Locator("button", new() { HasText = "Open in Outlook" }).ClickAsync();
        await Expect(page.Locator("#reading h3")).ToHaveTextAsync("Where is my order 4711?");

        await Button(sandbox, "Reply").ClickAsync();
        await sandbox.Chat.GetByLabel("Text of the answer").FillAsync("It leaves us today.");
        await Button(sandbox, "Send").ClickAsync();
        await Expect(sandbox.Chat.GetByText("Answered", new() { Exact = true })).ToBeVisibleAsync();

        await Expect(Folder(page, "Handled")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Handled1"));
        await page.ClickAsync("#customer-tab-inbox");
        await page.Locator("#customers .mail-row").ClickAsync();
        await Expect(page.FrameLocator("#customers iframe").Locator("body")).ToContainTextAsync("It leaves us today.");
        await sandbox.ShootAsync("whole-way-2-answered");

        await page.ClickAsync("#customer-tab-write");
        await page.ClickAsync("#samples");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "A thank-you" }).ClickAsync();
        await Expect(page.Locator(".reply-banner")).ToContainTextAsync("In the thread of “RE: Where is my order 4711?”");
        await page.ClickAsync("#customer-tab-inbox");

        await page.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).Last.ClickAsync();
        await Expect(page.Locator("#compose-subject")).ToHaveValueAsync("RE: Where is my order 4711?");
        await page.ClickAsync("#compose-send");
        await Expect(Folder(page, "Inbox")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Inbox1"));
        Assert.Empty(sandbox.Errors);
    }

    private static ILocator Button(SandboxPage sandbox, string name) => sandbox.Chat.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Folder(IPage page, string name) => page.Locator($"section[aria-label='Customer Help'] .folder[data-folder='{name}']");
}
