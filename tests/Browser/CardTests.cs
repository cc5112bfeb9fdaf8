using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TeamsEmailBot.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class CardTests(Chromium chromium)
{
    [Fact]
    public async Task A_posted_card_is_rendered_and_a_click_arrives_as_an_invoke_with_the_inputs()
    {
        await using var sandbox = await OpenWithCardAsync(TestCards.Question());
        sandbox.Bot.Answer = _ => RecordingBot.Message("Megan took this 3 s ago.");
        await Expect(sandbox.Chat).ToContainTextAsync(TestCards.Hostile);
        await Expect(sandbox.Chat.Locator("strong", new() { HasText = "Customer Help" })).ToBeVisibleAsync();

        await sandbox.Chat.GetByLabel("Note").FillAsync("I know them");
        await Button(sandbox, "Take it").ClickAsync();

        var action = (await sandbox.Bot.HeardInvokeAsync("adaptiveCard/action"))["value"]!["action"]!;
        Assert.Equal("take", Text(action["verb"]));
        Assert.Equal("4711", Text(action["data"]!["id"]));
        Assert.Equal("I know them", Text(action["data"]!["note"]));
        await Expect(sandbox.Chat).ToContainTextAsync("Megan took this 3 s ago.");
    }

    [Fact]
    public async Task A_required_input_left_empty_stops_the_click_but_not_a_button_without_inputs()
    {
        await using var sandbox = await OpenWithCardAsync(TestCards.Question());
        sandbox.Bot.Answer = _ => RecordingBot.Message("Declined.");

        await Button(sandbox, "Take it").ClickAsync();
        await Expect(sandbox.Chat).ToContainTextAsync("Please enter a note");
        await Button(sandbox, "Decline").ClickAsync();

        var action = (await sandbox.Bot.HeardInvokeAsync("adaptiveCard/action"))["value"]!["action"]!;
        Assert.Equal("decline", Text(action["verb"]));
        Assert.Null(action["data"]!["note"]);
    }

    [Fact]
    public async Task A_card_in_the_answer_takes_the_place_of_the_old_one()
    {
        await using var sandbox = await OpenWithCardAsync(TestCards.Question());
        sandbox.Bot.Answer = _ => RecordingBot.Card(TestCards.Text("You declined it."));

        await Button(sandbox, "Decline").ClickAsync();

        await Expect(sandbox.Chat).ToContainTextAsync("You declined it.");
        await Expect(Button(sandbox, "Take it")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_error_of_the_bot_is_shown_as_Teams_shows_it_and_typed_text_stays()
    {
        await using var sandbox = await OpenWithCardAsync(TestCards.Question());
        sandbox.Bot.Answer = _ => (500, null);

        await sandbox.Chat.GetByLabel("Note").FillAsync("Typed");
        await Button(sandbox, "Take it").ClickAsync();

        await Expect(sandbox.Chat).ToContainTextAsync("Something went wrong. Please try again.");
        await Expect(sandbox.Chat.GetByLabel("Note")).ToHaveValueAsync("Typed");
    }

    [Fact]
    public async Task A_dialog_opens_closes_with_Escape_and_gives_the_focus_back()
    {
        await using var sandbox = await OpenWithCardAsync(TestCards.Question());
        sandbox.Bot.Answer = _ => RecordingBot.Dialog("Reply to 4711", TestCards.Form());
        var dialog = sandbox.Page.GetByRole(AriaRole.Dialog, new() { Name = "Reply to 4711" });

        await Button(sandbox, "Reply in a dialog").ClickAsync();
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog.GetByLabel("Your answer")).ToBeFocusedAsync();
        await sandbox.ShootAsync("1280-light-6-dialog");
        Assert.Empty(await sandbox.AxeFindingsAsync());
        await sandbox.Page.Keyboard.PressAsync("Escape");

        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(Button(sandbox, "Reply in a dialog")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_dialog_sends_its_inputs_and_shows_the_closing_message()
    {
        await using var sandbox = await OpenWithCardAsync(TestCards.Question());
        sandbox.Bot.Answer = activity => Text(activity["name"]) == "task/fetch"
            ? RecordingBot.Dialog("Reply to 4711", TestCards.Form())
            : (200, new JsonObject { ["task"] = new JsonObject { ["type"] = "message", ["value"] = "Sent." } });
        var dialog = sandbox.Page.GetByRole(AriaRole.Dialog);

        await Button(sandbox, "Reply in a dialog").ClickAsync();
        await dialog.GetByLabel("Your answer").FillAsync("On its way.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        var data = (await sandbox.Bot.HeardInvokeAsync("task/submit"))["value"]!["data"]!;
        Assert.Equal(("reply.send", "On its way."), (Text(data["verb"]), Text(data["answer"])));
        await Expect(dialog).ToContainTextAsync("Sent.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_card_that_comes_to_another_person_is_counted_as_unread()
    {
        await using var sandbox = await SandboxPage.OpenAsync(chromium);

        await sandbox.Bot.PostCardAsync(sandbox.IdOf("Adele Vance"), TestCards.Question());

        var adele = sandbox.Page.GetByRole(AriaRole.Tab, new() { NameRegex = new("^Adele") });
        await Expect(adele).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("1 unread"));
        await adele.ClickAsync();
        await Expect(adele.Locator(".unread")).ToHaveCountAsync(0);
        await Expect(Button(sandbox, "Take it")).ToBeVisibleAsync();
    }

    private async Task<SandboxPage> OpenWithCardAsync(JsonObject card)
    {
        var sandbox = await SandboxPage.OpenAsync(chromium);
        await sandbox.Bot.PostCardAsync(sandbox.IdOf(SandboxPage.Megan), card);
        await Expect(Button(sandbox, "Decline")).ToBeVisibleAsync();
        return sandbox;
    }

    private static ILocator Button(SandboxPage sandbox, string name) => sandbox.Chat.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
