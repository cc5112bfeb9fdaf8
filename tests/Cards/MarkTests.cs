using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Cards;

public sealed class MarkTests
{
    [Theory]
    [InlineData("en", "Priority", "highest")]
    [InlineData("de", "Priorität", "höchste")]
    public void What_a_workflow_found_urgent_or_marked_is_on_the_offer_and_on_the_task(string language, string name, string value)
    {
        var (reader, marked) = (SampleViews.Reader(language), SampleViews.View(TaskViewKind.Offer) with { Priority = TaskPriority.Highest, Tags = ["invoice", "*red*"] });
        AdaptiveCard[] cards = [OfferCard.Draw(marked, reader), TaskCard.Draw(marked with { Kind = TaskViewKind.Mine }, reader)];

        foreach (var card in cards)
        {
            var text = System.Text.RegularExpressions.Regex.Unescape(card.ToJson().GetRawText());
            Assert.Contains($"\"{name} \"", text, StringComparison.Ordinal);
            Assert.Contains($"\"{value}\"", text, StringComparison.Ordinal);
            Assert.Contains("invoice, *red*", text, StringComparison.Ordinal);
            Assert.Empty(CardRules.Mistakes(card.ToJson()));
        }
    }
}
