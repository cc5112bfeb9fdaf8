using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Playground;

/// <summary>The Playground does what the bot's own tests rely on, shown with a stand-in bot: whatever fails there is then the bot's.</summary>
public sealed class PlaygroundFixtureTests : IAsyncLifetime
{
    private StandInBot _bot = null!;
    private PlaygroundProcess _playground = null!;

    public async Task InitializeAsync()
    {
        _bot = await StandInBot.StartAsync();
        _playground = await PlaygroundProcess.StartAsync(_bot.Address);
    }

    public async Task DisposeAsync()
    {
        await _playground.DisposeAsync();
        await _bot.DisposeAsync();
    }

    [Fact]
    public async Task Installing_brings_a_card_into_the_own_chat_and_typing_is_answered()
    {
        await _playground.InstallAsync();
        var welcome = await _playground.Wire.FirstAsync(call => Says(call, "welcome"));
        Assert.Equal((PlaygroundProcess.OwnChat, 201), (welcome.Conversation, welcome.Status));

        await _playground.TypeAsync("tasks");
        Assert.Equal(201, (await _playground.Wire.FirstAsync(call => Says(call, "you said tasks"))).Status);
    }

    [Fact]
    public async Task Several_people_install_and_each_has_a_chat_that_stays_the_same()
    {
        var adele = await _playground.InstallForAsync(PlaygroundPerson.Adele);
        var isaiah = await _playground.InstallForAsync(PlaygroundPerson.Isaiah);

        Assert.NotEqual(adele, isaiah);
        Assert.Equal(adele, await _playground.OpenChatAsync(PlaygroundPerson.Adele));
        await _playground.Wire.FirstAsync(call => Says(call, "welcome") && call.Conversation == adele);
        await _playground.Wire.FirstAsync(call => Says(call, "welcome") && call.Conversation == isaiah);
    }

    [Fact]
    public async Task Two_people_may_race_and_the_bot_knows_who_clicked()
    {
        var people = new[] { PlaygroundPerson.Adele, PlaygroundPerson.Isaiah };
        var clicks = new List<Task<JsonNode?>>();
        foreach (var person in people)
        {
            var chat = await _playground.InstallForAsync(person);
            var card = await _playground.Wire.FirstAsync(call => Says(call, "welcome") && call.Conversation == chat);
            clicks.Add(_playground.ClickAsync(person, chat, card.MessageId!, "take", new JsonObject { ["task"] = "4711" }));
        }

        var answers = (await Task.WhenAll(clicks)).Select(answer => (string?)answer!["value"] ?? "").ToList();
        Assert.Single(answers, answer => answer.StartsWith("yours ", StringComparison.Ordinal));
        Assert.Single(answers, answer => answer.StartsWith("taken ", StringComparison.Ordinal));
        Assert.Equal(people.Order(), answers.Select(answer => answer.Split(' ')[1]).Order());
    }

    private static bool Says(WireEntry call, string text) => call.FromBot && (string?)call.Card?["body"]?[0]?["text"] == text;
}
