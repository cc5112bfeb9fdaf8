using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for opening hours and holidays.</summary>
internal static class OpeningHoursRules
{
    public static void Check(Calendar calendar, string path, Findings findings)
    {
        findings.TimeZone($"{path}.timeZone", calendar.TimeZone);
        foreach (var day in DocumentWords.Weekdays)
            Day([.. calendar.Hours.Where(hours => hours.Day == day)], $"{path}.{DocumentWords.Of(day)}", findings);
        if (calendar.Holidays.Count > Calendar.MostHolidays)
            findings.Problem($"{path}.holidays", ProblemCode.OutOfRange, "This list is too long.", $"List at most {Calendar.MostHolidays} holidays; those of past years can go.");
        for (var i = 0; i < calendar.Holidays.Count; i++)
            Holiday(calendar.Holidays[i], $"{path}.holidays[{i}]", findings);
    }

    private static void Day(IReadOnlyList<OpenHours> day, string path, Findings findings)
    {
        if (day.Count > Calendar.MostHoursPerDay)
            findings.Problem(path, ProblemCode.OutOfRange, "This list is too long.", $"List at most {Calendar.MostHoursPerDay} spans for a day.");
        for (var i = 0; i < day.Count; i++)
            if (End(day[i]) <= day[i].From.Ticks)
                findings.Problem($"{path}[{i}]", ProblemCode.BadHours, "These hours end before they begin.", "Give an end after the beginning; hours that go past midnight are two, until 24:00 and from 00:00 of the next day.");
            else if (day.Take(i).Any(other => Overlap(day[i], other)))
                findings.Problem($"{path}[{i}]", ProblemCode.BadHours, "These hours overlap others of the same day.", "Give hours that follow one another.");
    }

    // Hours that are none overlap nothing: one mistake is told once.
    private static bool Overlap(OpenHours a, OpenHours b) =>
        b.From.Ticks < End(b) && b.From.Ticks < End(a) && a.From.Ticks < End(b);

    private static long End(OpenHours hours) => hours.To == TimeOnly.MinValue ? TimeSpan.TicksPerDay : hours.To.Ticks;

    private static void Holiday(Holiday holiday, string path, Findings findings)
    {
        findings.Name($"{path}.name", holiday.Name);
        if (holiday.To < holiday.From)
            findings.Problem($"{path}.to", ProblemCode.BadHoliday, "This holiday ends before it begins.", "Give a last day that is not before the first.");
        else if (holiday.To.DayNumber - holiday.From.DayNumber >= Calendar.MostHolidayDays)
            findings.Problem($"{path}.to", ProblemCode.BadHoliday, "This holiday is longer than a year.", $"Close for at most {Calendar.MostHolidayDays} days, or suspend the service.");
    }
}
