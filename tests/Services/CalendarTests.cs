using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Services;

public sealed class CalendarTests
{
    private static readonly string[] Zones =
        ["UTC", "Europe/Berlin", "America/New_York", "Asia/Beirut", "America/Havana", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Chatham"];

    private static readonly Calendar Office = new()
    {
        TimeZone = "Europe/Berlin",
        Hours = [.. Workdays(8, 12), .. Workdays(13, 17)],
        Holidays = [new(new(2026, 12, 24), new(2026, 12, 26), "Christmas")],
    };

    [Theory]
    [InlineData("2026-11-23T06:59:59Z", false)]
    [InlineData("2026-11-23T07:00:00Z", true)]
    [InlineData("2026-11-23T10:59:59Z", true)]
    [InlineData("2026-11-23T11:00:00Z", false)]
    [InlineData("2026-11-23T12:00:00Z", true)]
    [InlineData("2026-11-23T16:00:00Z", false)]
    [InlineData("2026-11-22T09:00:00Z", false)]
    [InlineData("2026-07-20T06:00:00Z", true)]
    [InlineData("2026-12-24T09:00:00Z", false)]
    public void It_is_open_in_its_hours_by_its_own_clock_and_closed_on_holidays(string instant, bool isOpen) => Assert.Equal(isOpen, Office.IsOpen(At(instant)));

    [Theory]
    [InlineData("2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z")]
    [InlineData("2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z")]
    [InlineData("2026-11-20T16:00:00Z", "2026-11-23T07:00:00Z")]
    [InlineData("2026-12-23T16:00:00Z", "2026-12-28T07:00:00Z")]
    public void The_next_opening_passes_over_breaks_weekends_and_holidays(string instant, string opening) => Assert.Equal(At(opening), Office.NextOpening(At(instant)));

    [Theory]
    [InlineData("2026-12-23T15:00:00Z", "2026-12-28T08:00:00Z", 2 * 60)]
    [InlineData("2026-12-28T08:00:00Z", "2026-12-23T15:00:00Z", 0)]
    [InlineData("2026-11-23T10:30:00Z", "2026-11-23T12:15:00Z", 45)]
    [InlineData("2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z", 40 * 60)]
    public void Business_time_counts_only_while_it_is_open(string start, string end, int minutes)
    {
        Assert.Equal(TimeSpan.FromMinutes(minutes), Office.BusinessTimeBetween(At(start), At(end)));
        if (minutes > 0)
            Assert.Equal(TimeSpan.FromMinutes(minutes), Office.BusinessTimeBetween(At(start), Office.AddBusinessTime(At(start), TimeSpan.FromMinutes(minutes))));
    }

    [Theory]
    [InlineData("2026-03-28T23:00:00Z", 23)]
    [InlineData("2026-10-24T22:00:00Z", 25)]
    [InlineData("2026-11-20T23:00:00Z", 24)]
    public void A_day_has_the_hours_that_the_clocks_give_it(string midnight, int hours)
    {
        var zoned = Calendar.AlwaysOpen with { TimeZone = "Europe/Berlin", Holidays = [new(new(2026, 1, 1), new(2026, 1, 1), "New year")] };
        var sundays = new Calendar { TimeZone = "Europe/Berlin", Hours = [new(DayOfWeek.Saturday, new(0, 0), new(0, 0)), new(DayOfWeek.Sunday, new(0, 0), new(0, 0))] };

        Assert.Equal(TimeSpan.FromHours(hours), zoned.BusinessTimeBetween(At(midnight), At(midnight).AddHours(hours)));
        Assert.Equal(TimeSpan.FromHours(hours), sundays.BusinessTimeBetween(At(midnight), At(midnight).AddHours(hours)));
    }

    [Theory]
    [InlineData(2, 0, 3, 0, 0, 120)]
    [InlineData(2, 30, 4, 0, 60, 150)]
    [InlineData(1, 0, 2, 30, 60, 90)]
    [InlineData(1, 0, 4, 0, 120, 240)]
    public void An_hour_that_is_skipped_is_none_and_one_that_comes_twice_begins_with_the_first(int fromHour, int fromMinute, int toHour, int toMinute, int inSpring, int inAutumn)
    {
        var calendar = new Calendar { TimeZone = "Europe/Berlin", Hours = [new(DayOfWeek.Sunday, new(fromHour, fromMinute), new(toHour, toMinute))] };

        Assert.Equal(TimeSpan.FromMinutes(inSpring), calendar.BusinessTimeBetween(At("2026-03-28T12:00:00Z"), At("2026-03-29T12:00:00Z")));
        Assert.Equal(TimeSpan.FromMinutes(inAutumn), calendar.BusinessTimeBetween(At("2026-10-24T12:00:00Z"), At("2026-10-25T12:00:00Z")));
    }

    [Fact]
    public void Without_hours_it_is_always_open()
    {
        Assert.True(Calendar.AlwaysOpen.IsOpen(At("2026-11-22T03:00:00Z")));
        Assert.Equal(At("2026-11-22T03:00:00Z"), Calendar.AlwaysOpen.NextOpening(At("2026-11-22T03:00:00Z")));
        Assert.Equal(At("2027-11-22T03:00:00Z"), Calendar.AlwaysOpen.AddBusinessTime(At("2026-11-22T03:00:00Z"), TimeSpan.FromDays(365)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.AlwaysOpen.AddBusinessTime(At("2026-11-22T03:00:00Z"), TimeSpan.FromTicks(-1)));
    }

    /// <summary>
    /// Random calendars in zones that change their clocks by an hour, by half an hour, at midnight and not at all, over the days of the change: compared minute by
    /// minute with a clock that stands still while the real one is turned back.
    /// </summary>
    [Fact]
    public void Whatever_the_clocks_do_openings_and_business_time_agree_with_every_single_minute()
    {
        for (var seed = 0; seed < 96; seed++)
        {
            var chance = new Random(seed);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[seed % Zones.Length]);
            var begin = ChangeOf(zone, chance).AddMinutes(-chance.Next(2 * 24 * 60));
            var calendar = new Calendar { TimeZone = zone.Id, Hours = RandomHours(chance), Holidays = RandomHolidays(chance, begin) };
            var minutes = Minutes(calendar, zone, begin, 4 * 24 * 60);

            Compare(calendar, begin, minutes, chance, $"seed {seed}, {zone.Id}");
            MoreIsNeverSooner(calendar, begin, chance, $"seed {seed}, {zone.Id}");
        }
    }

    private static void Compare(Calendar calendar, DateTimeOffset begin, bool[] open, Random chance, string which)
    {
        for (var i = 0; i < 40; i++)
        {
            var (a, b) = (chance.Next(open.Length), chance.Next(open.Length));
            var (start, end) = (begin.AddMinutes(Math.Min(a, b)), begin.AddMinutes(Math.Max(a, b)));
            var counted = open.Skip(Math.Min(a, b)).Take(Math.Abs(a - b)).Count(isOpen => isOpen);
            Assert.True(open[a] == calendar.IsOpen(begin.AddMinutes(a)), $"{which}: minute {a} is {open[a]}");
            Assert.True(calendar.BusinessTimeBetween(start, end) == TimeSpan.FromMinutes(counted), $"{which}: {start:u} to {end:u} has {counted} minutes");
            var next = Array.IndexOf(open, true, a);
            Assert.True(next < 0 ? calendar.NextOpening(begin.AddMinutes(a)) >= begin.AddMinutes(open.Length) : calendar.NextOpening(begin.AddMinutes(a)) == begin.AddMinutes(next), $"{which}: opening after minute {a}");
            var reached = calendar.AddBusinessTime(start, TimeSpan.FromMinutes(counted));
            Assert.True(reached <= end && calendar.BusinessTimeBetween(start, reached) == TimeSpan.FromMinutes(counted), $"{which}: {counted} minutes after {start:u} is {reached:u}");
            Assert.True(counted == 0 || calendar.BusinessTimeBetween(start, reached.AddTicks(-1)) < TimeSpan.FromMinutes(counted), $"{which}: {reached:u} is not the first");
        }
    }

    // Neither a later start nor more time makes a deadline earlier, and what was added lies between.
    private static void MoreIsNeverSooner(Calendar calendar, DateTimeOffset begin, Random chance, string which)
    {
        for (var i = 0; i < 20; i++)
        {
            var (start, time) = (begin.AddMinutes(chance.Next(4 * 24 * 60)), TimeSpan.FromMinutes(chance.Next(1, 24 * 60)));
            var (later, longer) = (start.AddMinutes(chance.Next(600)), time + TimeSpan.FromMinutes(chance.Next(600)));
            var deadline = calendar.AddBusinessTime(start, time);
            Assert.True(deadline <= calendar.AddBusinessTime(later, time), $"{which}: {time} after {later:u} ends sooner than after {start:u}");
            Assert.True(deadline <= calendar.AddBusinessTime(start, longer), $"{which}: {longer} after {start:u} ends sooner than {time}");
            Assert.True(calendar.BusinessTimeBetween(start, deadline) == time, $"{which}: {time} after {start:u}");
        }
    }

    // Whether it is open in each minute, by the latest time that the clock has shown so far.
    private static bool[] Minutes(Calendar calendar, TimeZoneInfo zone, DateTimeOffset begin, int count)
    {
        var open = new bool[count];
        var latest = DateTime.MinValue;
        for (var minute = -24 * 60; minute < count; minute++)
        {
            var shown = TimeZoneInfo.ConvertTime(begin.AddMinutes(minute), zone).DateTime;
            latest = shown > latest ? shown : latest;
            if (minute >= 0)
                open[minute] = IsOpen(calendar, DateOnly.FromDateTime(latest), TimeOnly.FromDateTime(latest));
        }

        return open;
    }

    private static bool IsOpen(Calendar calendar, DateOnly day, TimeOnly time) =>
        !calendar.Holidays.Any(holiday => holiday.From <= day && day <= holiday.To)
        && (calendar.Hours.Count == 0 || calendar.Hours.Any(hours => hours.Day == day.DayOfWeek && hours.From <= time && (hours.To == TimeOnly.MinValue || time < hours.To)));

    // A change of the clocks of some year, or any day where there is none.
    private static DateTimeOffset ChangeOf(TimeZoneInfo zone, Random chance)
    {
        var at = new DateTimeOffset(2023 + chance.Next(6), 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(chance.Next(300));
        for (var hour = 0; hour < 24 * 365; hour++)
            if (zone.GetUtcOffset(at.AddHours(hour)) != zone.GetUtcOffset(at.AddHours(hour + 1)))
                return at.AddHours(hour + 1);
        return at;
    }

    private static List<OpenHours> RandomHours(Random chance)
    {
        var hours = new List<OpenHours>();
        if (chance.Next(8) == 0)
            return hours;
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            // Cuts at quarters of an hour; every other piece between two cuts is open, some of them touch.
            var cuts = Enumerable.Range(0, chance.Next(6)).Select(_ => chance.Next(96)).Append(0).Distinct().Order().ToList();
            for (var i = 0; i < cuts.Count; i++)
                if (chance.Next(2) == 0)
                    hours.Add(new(day, Quarter(cuts[i]), Quarter(i + 1 < cuts.Count ? cuts[i + 1] : 0)));
        }

        return hours;

        static TimeOnly Quarter(int number) => new(number / 4, number % 4 * 15);
    }

    private static List<Holiday> RandomHolidays(Random chance, DateTimeOffset begin)
    {
        var holidays = new List<Holiday>();
        for (var i = chance.Next(3); i > 0; i--)
        {
            var first = DateOnly.FromDateTime(begin.UtcDateTime).AddDays(chance.Next(5));
            holidays.Add(new(first, first.AddDays(chance.Next(2)), "Holiday"));
        }

        return holidays;
    }

    private static IEnumerable<OpenHours> Workdays(int from, int to) =>
        Enumerable.Range((int)DayOfWeek.Monday, 5).Select(day => new OpenHours((DayOfWeek)day, new(from, 0), new(to, 0)));

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
