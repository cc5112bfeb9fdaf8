using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Tests.Dialogs;

/// <summary>Choosing some of more than a card can show.</summary>
public sealed class ChoicePromptTests
{
    private static readonly Words English = Words.All.First(words => words.Language == "en");
    private static readonly List<Option> People = [.. Enumerable.Range(0, 300).Select(number => new Option($"id-{number}", $"Doe {number:D3}, Johannes Maximilian"))];

    [Theory]
    [InlineData("+Doe 100", "id-7,id-8,id-100")]
    [InlineData("-Doe 007, Johannes Maximilian", "id-8")]
    [InlineData("-Doe 007\n+Doe 100; +Doe 101", "id-8,id-100,id-101")]
    [InlineData("+Doe 100, Doe 101, -Doe 008", "id-7,id-100,id-101")]
    [InlineData("- 8, 9", "")]
    [InlineData("+Doe 008", "id-7,id-8")]
    [InlineData("Doe 100", "id-100")]
    [InlineData("-", "")]
    public async Task A_long_choice_is_changed_by_its_entries(string typed, string chosen) =>
        Assert.Equal(chosen, (await Prompt("id-7", "id-8").ReadAsync(typed, English, default)).Value);

    [Theory]
    [InlineData("+Nobody")]
    [InlineData("-Nobody")]
    [InlineData("+")]
    [InlineData("+Doe")]
    public async Task What_is_not_to_be_chosen_from_is_explained(string typed) => Assert.NotEmpty((await Prompt("id-7").ReadAsync(typed, English, default)).Reason!);

    [Fact]
    public async Task A_choice_too_long_for_the_field_is_not_put_into_it_and_stays_when_nothing_is_typed()
    {
        var prompt = Prompt([.. People.Take(200).Select(person => person.Value)]);
        var all = ChoicePrompt.Join(prompt.Present);
        Assert.Null(Assert.IsType<TextInput>(prompt.Field("Agents", all, English)).Value);
        Assert.Equal(all, (await prompt.ReadAsync("", English, default)).Value);
        Assert.Equal(199, ChoicePrompt.Split((await prompt.ReadAsync("-Doe 007", English, default)).Value!).Count);
        Assert.Contains("With + before a name", prompt.Hint(English)!, StringComparison.Ordinal);

        // What fits is there to be edited, and empty it means nobody.
        var few = Prompt("id-7");
        Assert.Equal("Doe 007, Johannes Maximilian", Assert.IsType<TextInput>(few.Field("Agents", "id-7", English)).Value);
        Assert.Equal("", (await few.ReadAsync("", English, default)).Value);
    }

    private static ChoicePrompt Prompt(params string[] present) => new(People) { IsMany = true, Present = present };
}
