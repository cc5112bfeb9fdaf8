namespace TeamsEmailBot.Core.Reports;

/// <summary>Half, four fifths and nineteen of twenty took no longer than this, by nearest rank: each is a time that did occur.</summary>
public sealed record Percentiles(int Count, TimeSpan Half, TimeSpan Most, TimeSpan NearlyAll)
{
    /// <summary>Null when there are no times.</summary>
    public static Percentiles? Of(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return sorted.Count == 0 ? null : new(sorted.Count, Rank(sorted, 50), Rank(sorted, 80), Rank(sorted, 95));
    }

    // The smallest time that at least so many percent do not exceed. Whole numbers: a rounding must not move the rank.
    private static TimeSpan Rank(List<TimeSpan> sorted, int percent) => sorted[((sorted.Count * percent) + 99) / 100 - 1];
}

/// <summary>Times by the clock, and the same in the business hours of the service.</summary>
public sealed record Times(Percentiles Plain, Percentiles Business);

/// <summary>How often a promise was kept, and how often not.</summary>
public sealed record Kept(int InTime, int Late)
{
    public int Count => InTime + Late;

    /// <summary>Whole percent, rounded down so that 100 means all; null when nothing was promised.</summary>
    public int? Percent => Count == 0 ? null : (int)(100L * InTime / Count);
}
