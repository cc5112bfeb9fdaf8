using System.Text.Json;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Cards;

/// <summary>Charts are written as Teams documents them, and say the same in plain elements where they are not known.</summary>
public sealed class ChartTests
{
    private static readonly CardElement Plain = CardParts.Line("8:00 5 · 9:00 7");
    private static readonly ChartSeries Series = new("Arrived", [new ChartPoint("8:00", 5), new ChartPoint("9:00", 7.5)]);

    public static TheoryData<string> Kinds => ["Chart.VerticalBar.Grouped", "Chart.VerticalBar", "Chart.Line"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_chart_names_its_type_its_data_and_its_fallback(string kind)
    {
        var card = Card(kind);
        Assert.Empty(CardRules.Mistakes(card));
        var chart = card.GetProperty("body")[0];
        Assert.Equal(kind, chart.GetProperty("type").GetString());
        Assert.Equal("RichTextBlock", chart.GetProperty("fallback").GetProperty("type").GetString());
        var point = kind == "Chart.VerticalBar" ? chart.GetProperty("data")[1] : chart.GetProperty("data")[0].GetProperty("values")[1];
        Assert.Equal("""{"x":"9:00","y":7.5}""", point.GetRawText());
    }

    [OfficialSchemaTheory]
    [MemberData(nameof(Kinds))]
    public void What_stands_in_its_place_fits_the_official_schema(string kind) => Assert.Empty(CardSchema.Mistakes(Card(kind).GetRawText()));

    [OfficialSchemaTheory]
    [MemberData(nameof(Kinds))]
    public void A_wrong_fallback_is_noticed(string kind) =>
        Assert.NotEmpty(CardSchema.Mistakes(Card(kind).GetRawText().Replace("\"inlines\"", "\"lines\"", StringComparison.Ordinal)));

    private static JsonElement Card(string kind) => new AdaptiveCard
    {
        FallbackText = "Trend",
        Body =
        [
            kind switch
            {
                "Chart.VerticalBar" => new BarChart("Trend", Series.Values, Plain) { YAxisTitle = "mails" },
                "Chart.Line" => new LineChart("Trend", [Series], Plain),
                _ => new GroupedBarChart("Trend", [Series], Plain),
            },
        ],
    }.ToJson();
}
