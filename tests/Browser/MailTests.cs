using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TeamsEmailBot.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class MailTests(Chromium chromium)
{
    private const string Eml =
        "From: =?utf-8?q?J=C3=BCrgen_Gro=C3=9F?= <juergen@adatum.example>\r\nTo: Orders <orders@contoso.example>\r\nSubject: =?utf-8?q?Gr=C3=B6=C3=9Fe_falsch?=\r\n"
        + "Message-ID: <one@adatum.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDie Gr=F6=DFe passt nicht.\r\n";

    [Fact]
    public async Task A_mail_written_as_a_customer_arrives_in_the_inbox_and_can_be_read()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);

        await sandbox.ComposeAsync("Where is my order?", "I have waited for a week.");
        await sandbox.Page.ClickAsync("#compose-send");

        var row = sandbox.Page.Locator("#mails .mail-row");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("Where is my order?");
        await row.ClickAsync();
        await Expect(sandbox.Page.Locator("#reading h3")).ToHaveTextAsync("Where is my order?");
        await Expect(sandbox.Page.FrameLocator("#reading iframe").Locator("body")).ToContainTextAsync("I have waited for a week.");
        await Expect(sandbox.Page.Locator("#compose-subject")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_dropped_eml_file_is_delivered_to_the_mailbox_it_names_with_its_letters_right()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);

        await DropAsync(sandbox, "question.eml", Eml);

        await Expect(sandbox.Page.Locator("#toasts")).ToContainTextAsync("“question.eml” was delivered to Orders.");
        await sandbox.Page.Locator("section[aria-label='Orders'] .folder[data-folder='Inbox']").ClickAsync();
        await sandbox.Page.Locator("#mails .mail-row").ClickAsync();
        await Expect(sandbox.Page.Locator("#reading h3")).ToHaveTextAsync("Größe falsch");
        await Expect(sandbox.Page.Locator("#reading dl")).ToContainTextAsync("Jürgen Groß <juergen@adatum.example>");
        await Expect(sandbox.Page.FrameLocator("#reading iframe").Locator("body")).ToContainTextAsync("Die Größe passt nicht.");
    }

    [Fact]
    public async Task A_dropped_file_of_another_kind_is_refused_with_a_sentence()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);

        await DropAsync(sandbox, "photo.png", "x");

        await Expect(sandbox.Page.Locator("#alerts")).ToContainTextAsync("“photo.png” is no .eml file.");
    }

    [Fact]
    public async Task Markup_in_a_mail_stays_text_and_its_scripts_do_not_run()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);
        var dialogs = 0;
        sandbox.Page.Dialog += async (_, dialog) =>
        {
            dialogs++;
            await dialog.DismissAsync();
        };

        await sandbox.Page.ClickAsync("#samples");
        await sandbox.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Markup that must stay text" }).ClickAsync();
        await sandbox.Page.ClickAsync("#compose-send");
        await sandbox.Page.Locator("#mails .mail-row").ClickAsync();

        await Expect(sandbox.Page.Locator("#reading h3")).ToHaveTextAsync("**Urgent** [click here](https://evil.example) <img src=x onerror=alert(1)> <at>Everyone</at>");
        var body = sandbox.Page.FrameLocator("#reading iframe").Locator("body");
        await Expect(body).ToContainTextAsync("<b>typed brackets</b>");
        await Expect(body.Locator("script, [onerror], a[href^=javascript]")).ToHaveCountAsync(0);
        Assert.Equal(0, dialogs);
    }

    [Fact]
    public async Task A_person_moves_and_deletes_a_mail_as_in_Outlook()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);
        await sandbox.ComposeAsync("To be moved", "Text");
        await sandbox.Page.ClickAsync("#compose-send");
        await sandbox.Page.Locator("#mails .mail-row").ClickAsync();

        await sandbox.Page.GetByLabel("Move to folder").SelectOptionAsync(new SelectOptionValue { Label = "Deleted Items" });

        await Expect(sandbox.Page.Locator("#mails")).ToContainTextAsync("Nothing here");
        await sandbox.Page.Locator("section[aria-label='Customer Help'] .folder[data-folder='Deleted Items']").ClickAsync();
        await sandbox.Page.Locator("#mails .mail-row").ClickAsync();
        await sandbox.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(sandbox.Page.Locator("#toasts")).ToContainTextAsync("Deleted.");
    }

    private static async Task DropAsync(SandboxPage sandbox, string name, string content)
    {
        var data = await sandbox.Page.EvaluateHandleAsync(
            "([name, content]) => { const data = new DataTransfer(); data.items.add(new File([content], name)); return data; }", new[] { name, content });
        await sandbox.Page.DispatchEventAsync("main", "dragover", new { dataTransfer = data });
        await Expect(sandbox.Page.Locator("#drop-veil")).ToBeVisibleAsync();
        await sandbox.Page.DispatchEventAsync("main", "drop", new { dataTransfer = data });
        await Expect(sandbox.Page.Locator("#drop-veil")).ToBeHiddenAsync();
    }
}
