using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TeamsEmailBot.Tests.Browser;

/// <summary>One person alone at the page is administrator of Entra, of Exchange and of the bot, agent and customer.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SetupWayTests(Chromium chromium)
{
    [Fact]
    public async Task N007_from_a_tenant_with_nothing_set_up_to_the_first_handled_mail_with_nothing_but_the_page()
    {
        await using var sandbox = await SandboxPage.OpenWithBotAsync(chromium, isEmpty: true);
        var page = sandbox.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Open Patti’s chat", Exact = true }).ClickAsync();
        await sandbox.ShootAsync("setup-0-empty");
        await Press(sandbox, "Setup");
        await Expect(sandbox.Chat).ToContainTextAsync("2. Permissions are consented to – now");
        await sandbox.ShootAsync("setup-1-consent");
        // What opens a page is a link to who cannot see it.
        var entra = await page.Context.RunAndWaitForPageAsync(() => sandbox.Chat.GetByRole(AriaRole.Link, new() { Name = "Open the consent page" }).ClickAsync());
        await entra.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true }).ClickAsync();
        await Expect(entra.Locator("body")).ToContainTextAsync("You can close this window.");
        await entra.CloseAsync();

        await Press(sandbox, "Go on with setup");
        await AnswerAsync(sandbox, "Which mailbox of Exchange Online is it?", "help@contoso.example");
        await sandbox.ShootAsync("setup-2-mailbox");
        await Press(sandbox, "Save");
        await Expect(sandbox.Chat).ToContainTextAsync("OPENS. The app can read mailboxes that are none of its business.");
        await sandbox.ShootAsync("setup-3-scope");
        await page.ClickAsync("#access-button");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Customer Help" }).CheckAsync();
        await sandbox.ShootAsync("setup-4-administrators");
        Assert.Empty(await sandbox.AxeFindingsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Run the script" }).ClickAsync();
        await Expect(page.Locator("#toasts")).ToContainTextAsync("The script has run.");

        await Press(sandbox, "Check now");
        await AnswerAsync(sandbox, "Who answers the mail?", "meganb@contoso.example");
        await AnswerAsync(sandbox, "How many e-mail licences did you buy?", "1");
        await sandbox.ShootAsync("setup-5-service");
        await Press(sandbox, "Save & apply");
        await Expect(sandbox.Chat).ToContainTextAsync("Setup is finished");
        await sandbox.ShootAsync("setup-6-finished");

        await page.ClickAsync($"#person-{sandbox.IdOf(SandboxPage.Megan)}");
        await Press(sandbox, "Go on duty");
        await page.ClickAsync("#customer-tab-write");
        await sandbox.ComposeAsync("Printer", "It smokes.");
        await page.ClickAsync("#compose-send");
        await Press(sandbox, "Accept");
        await Press(sandbox, "Reply");
        await sandbox.Chat.GetByLabel("Text of the answer").FillAsync("Switch it off.");
        await Press(sandbox, "Send");
        await Expect(page.Locator("section[aria-label='Customer Help'] .folder[data-folder='Handled']")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Handled1"));
        Assert.Empty(sandbox.Errors);
    }

    private static Task Press(SandboxPage sandbox, string button) => sandbox.Chat.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).Last.ClickAsync();

    // Waits for the question, so that no answer goes to the one before it.
    private static async Task AnswerAsync(SandboxPage sandbox, string question, string answer)
    {
        var card = sandbox.Chat.Locator(".card", new() { HasText = question }).Last;
        await card.Locator("input, textarea").Last.FillAsync(answer);
        await card.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
    }
}
