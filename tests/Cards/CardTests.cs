using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Cards;

public class CardTests
{
    public static TheoryData<string, string> Cards()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in SampleCards.All.Keys)
        {
            foreach (var words in Words.All)
                data.Add(name, words.Language);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void Looks_as_approved(string name, string language) =>
        ApprovedCard.Check($"{name}.{language}", SampleCards.All[name](SampleViews.Reader(language)));

    [Theory]
    [MemberData(nameof(Cards))]
    public void Keeps_the_rules_of_Teams(string name, string language) =>
        Assert.Empty(CardRules.Mistakes(SampleCards.All[name](SampleViews.Reader(language)).ToJson()));

    [OfficialSchemaTheory]
    [MemberData(nameof(Cards))]
    public void Fits_the_official_schema(string name, string language) =>
        Assert.Empty(CardSchema.Mistakes(SampleCards.All[name](SampleViews.Reader(language)).ToJson().GetRawText()));

    [OfficialSchemaTheory]
    [InlineData("\"type\":\"RichTextBlock\"", "\"type\":\"RichText\"")]
    [InlineData("\"wrap\":true", "\"wrap\":\"yes\"")]
    [InlineData("\"weight\":\"Bolder\"", "\"weight\":\"Heaviest\"")]
    [InlineData("\"inlines\":", "\"lines\":")]
    public void The_schema_notices_what_is_wrong(string right, string wrong)
    {
        var card = SampleCards.All["task-Offer"](SampleViews.Reader("en")).ToJson().GetRawText();
        Assert.Contains(right, card, StringComparison.Ordinal);
        Assert.NotEmpty(CardSchema.Mistakes(card.Replace(right, wrong, StringComparison.Ordinal)));
    }
}
