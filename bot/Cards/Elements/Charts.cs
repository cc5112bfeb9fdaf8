namespace TeamsEmailBot.Bot.Cards.Elements;

/// <summary>
/// A chart of Teams' own dialect of Adaptive Cards, which only its newer clients draw. That is why each has a <see cref="Fallback"/> that says the same in elements
/// of version 1.5: every other client shows that instead (teams.md 4.7).
/// </summary>
/// <param name="Title">Our own text.</param>
internal abstract record ChartElement(string Title, CardElement Fallback) : CardElement
{
    public string? XAxisTitle { get; init; }

    public string? YAxisTitle { get; init; }
}

/// <summary>Bars side by side, those of the same <see cref="ChartPoint.X"/> together.</summary>
internal sealed record GroupedBarChart(string Title, IReadOnlyList<ChartSeries> Data, CardElement Fallback) : ChartElement(Title, Fallback);

/// <summary>One bar for each point.</summary>
internal sealed record BarChart(string Title, IReadOnlyList<ChartPoint> Data, CardElement Fallback) : ChartElement(Title, Fallback);

/// <summary>A line for each series.</summary>
internal sealed record LineChart(string Title, IReadOnlyList<ChartSeries> Data, CardElement Fallback) : ChartElement(Title, Fallback);

/// <param name="Legend">Our own text.</param>
internal sealed record ChartSeries(string Legend, IReadOnlyList<ChartPoint> Values);

/// <param name="X">As it stands below the axis.</param>
internal sealed record ChartPoint(string X, double Y);
