using TeamsEmailBot.Bot.Resources;

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
}
