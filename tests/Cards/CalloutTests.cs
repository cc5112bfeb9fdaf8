using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;

namespace TeamsEmailBot.Tests.Cards;

public sealed class CalloutTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void N006_each_class_of_message_is_told_by_a_word_of_its_own_and_not_by_colour_alone(string language)
    {
        var reader = SampleViews.Reader(language);
        var card = new AdaptiveCard { FallbackText = "Sample", Body = [.. Enum.GetValues<CalloutKind>().Select(kind => Callout.Of(reader, kind, "text"))] };
        var labels = CardRules.Texts(card.ToJson(), "TextRun").Where(text => text != "text").ToList();

        Assert.Equal(6, labels.Count);
        Assert.Equal(labels.Count, labels.Distinct().Count());
        Assert.All(labels, label => Assert.Matches(@"^\p{Lu}[\p{L} ]+: $", label));
    }
}
