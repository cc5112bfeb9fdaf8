namespace TeamsEmailBot.Core.Services;

/// <summary>Open on every such weekday, from and to by the clock of the calendar's time zone. <paramref name="To"/> 00:00 means the end of the day.</summary>
public sealed record OpenHours(DayOfWeek Day, TimeOnly From, TimeOnly To);

/// <summary>Closed on these days, first and last included, for example over Christmas.</summary>
public sealed record Holiday(DateOnly From, DateOnly To, string Name);

/// <summary>
/// When a service is open, and the arithmetic of its business time. Clock times become instants as the clock first reaches them: of an hour that happens twice in
/// autumn the first one counts, and an hour that spring skips is no time at all. Sound values are for <c>ConfigurationRules</c> to check.
/// </summary>
public sealed record Calendar
{
    public const int MostHoursPerDay = 10;
    public const int MostHolidays = 200;
    public const int MostHolidayDays = 366;

    /// <summary>Round the clock, without holidays.</summary>
    public static readonly Calendar AlwaysOpen = new();

    /// <summary>IANA time zone in which hours and holidays are meant.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The weekly hours; those of one day do not overlap. Empty = open round the clock.</summary>
    public IReadOnlyList<OpenHours> Hours { get; init; } = [];

    /// <summary>Closed days, whatever the weekly hours say.</summary>
    public IReadOnlyList<Holiday> Holidays { get; init; } = [];

    public bool IsOpen(DateTimeOffset instant) => NextOpening(instant) == instant;

    /// <summary>The first instant not before <paramref name="instant"/> at which it is open.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset instant) => Max(instant, Openings(instant).First().From);

    /// <summary>How long it is open from <paramref name="start"/> until <paramref name="end"/>; zero when the end is not after the start.</summary>
    public TimeSpan BusinessTimeBetween(DateTimeOffset start, DateTimeOffset end)
    {
        var total = TimeSpan.Zero;
        foreach (var (from, to) in Openings(start))
        {
            if (from >= end)
                break;
            total += Min(to, end) - Max(from, start);
        }

        return total;
    }

    /// <summary>The first instant at which <paramref name="time"/> of business time has passed since <paramref name="start"/>; the start itself for no time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public DateTimeOffset AddBusinessTime(DateTimeOffset start, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        if (time == TimeSpan.Zero)
            return start;
        foreach (var (from, to) in Openings(start))
        {
            var begin = Max(from, start);
            if (time <= to - begin)
                return begin + time;
            time -= to - begin;
        }

        throw new InvalidOperationException("The openings of a calendar have no end.");
    }

    /// <summary>Whether the day is a holiday.</summary>
    public bool IsHoliday(DateOnly day) => Holidays.Any(holiday => holiday.From <= day && day <= holiday.To);

    // Every opening that ends after the instant, in order, without end: holidays are finite, and so there is always a next one.
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Openings(DateTimeOffset instant)
    {
        var clock = new WallClock(TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
        // The day before, too: where the clock is turned back over midnight, an opening of yesterday may end after today began.
        for (var day = clock.DayOf(instant).AddDays(-1); ; day = day.AddDays(1))
            foreach (var (from, to) in HoursOf(day))
            {
                var opening = (From: clock.FirstReaches(day, from), To: to == TimeOnly.MinValue ? clock.FirstReaches(day.AddDays(1), to) : clock.FirstReaches(day, to));
                if (opening.To > instant && opening.To > opening.From)
                    yield return opening;
            }
    }

    private IEnumerable<(TimeOnly From, TimeOnly To)> HoursOf(DateOnly day)
    {
        if (IsHoliday(day))
            return [];
        return Hours.Count == 0
            ? [(TimeOnly.MinValue, TimeOnly.MinValue)]
            : Hours.Where(hours => hours.Day == day.DayOfWeek).OrderBy(hours => hours.From).Select(hours => (hours.From, hours.To));
    }

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
