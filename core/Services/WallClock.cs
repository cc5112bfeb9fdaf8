namespace TeamsEmailBot.Core.Services;

/// <summary>Clock times of a zone as instants. It never runs backwards: a later clock time is never an earlier instant, whatever happens to the clocks.</summary>
internal sealed class WallClock(TimeZoneInfo zone)
{
    /// <summary>The day that the clock shows at the instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>The first instant at which the clock shows this time or a later one.</summary>
    public DateTimeOffset FirstReaches(DateOnly day, TimeOnly time)
    {
        // Clocks are changed at most once in the two days around; the offsets before and after tell whether they are.
        var shown = new DateTimeOffset(day.ToDateTime(time), TimeSpan.Zero);
        var (before, after) = (zone.GetUtcOffset(shown.AddDays(-1)), zone.GetUtcOffset(shown.AddDays(1)));
        if (before == after)
            return shown - before;
        var change = Change(shown.AddDays(-1), shown.AddDays(1), before);
        if (shown - before < change)
            return shown - before;
        return shown - after > change ? shown - after : change;
    }

    // The first instant at which the offset is another one.
    private DateTimeOffset Change(DateTimeOffset low, DateTimeOffset high, TimeSpan before)
    {
        while (high - low > TimeSpan.FromTicks(1))
        {
            var middle = low + ((high - low) / 2);
            (low, high) = zone.GetUtcOffset(middle) == before ? (middle, high) : (low, middle);
        }

        return high;
    }
}
