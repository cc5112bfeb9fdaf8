using System.Globalization;
using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Services;
using Calendar = TeamsEmailBot.Core.Services.Calendar;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>What is wrong with opening hours that were typed.</summary>
internal enum WeekMistake
{
    /// <summary>It is not understood.</summary>
    Form,

    /// <summary>Hours end before they begin.</summary>
    Backwards,

    /// <summary>Hours of a day overlap, or there are too many of them.</summary>
    Overlap,
}

/// <summary>Weekly opening hours as people write them: <c>Mon-Fri 8:00-17:00, Sat 9-12</c>, in English or German.</summary>
internal static partial class WeekText
{
    private static readonly DayOfWeek[] Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    // The beginning of a name is enough; of "so" Sunday is meant.
    private static readonly (string Name, DayOfWeek Day)[] Names =
    [
        .. Week.Select(day => (day.ToString().ToLowerInvariant(), day)),
        ("montag", DayOfWeek.Monday), ("dienstag", DayOfWeek.Tuesday), ("mittwoch", DayOfWeek.Wednesday), ("donnerstag", DayOfWeek.Thursday),
        ("freitag", DayOfWeek.Friday), ("samstag", DayOfWeek.Saturday), ("sonntag", DayOfWeek.Sunday), ("sonnabend", DayOfWeek.Saturday),
    ];

    private static readonly string[] EveryDay = ["daily", "täglich", "every day", "jeden tag"];
    private static readonly string[] Always = ["always", "24/7", "immer", "rund um die uhr", "round the clock", "-"];

    /// <summary>The hours, empty for round the clock; or what is wrong.</summary>
    public static (IReadOnlyList<OpenHours> Hours, WeekMistake? Mistake) Read(string text)
    {
        var plain = text.Trim().ToLowerInvariant();
        if (plain.Length == 0 || Always.Contains(plain))
            return ([], null);
        plain = Between().Replace(plain.Replace('–', '-').Replace('—', '-'), "-");
        plain = And().Replace(Clock().Replace(plain, ""), ",");
        var (hours, days, isNew) = (new List<OpenHours>(), new List<DayOfWeek>(), true);
        foreach (var part in plain.Split([',', ';', '\n', '&'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var match = Part().Match(part);
            if (!match.Success)
                return ([], WeekMistake.Form);
            if (match.Groups["days"] is { Success: true, Length: > 0 } named)
            {
                // "Mon, Wed 8-12": days without hours wait for those that follow.
                if (!isNew)
                    days.Clear();
                if (Days(named.Value.Trim()) is not { } more)
                    return ([], WeekMistake.Form);
                days.AddRange(more);
                isNew = true;
            }

            if (!match.Groups["from"].Success)
                continue;
            if (days.Count == 0 || Time(match, "from") is not { } from || Time(match, "to") is not { } to || from == TimeSpan.FromDays(1))
                return ([], WeekMistake.Form);
            var end = to == TimeSpan.Zero ? TimeSpan.FromDays(1) : to;
            if (end <= from)
                return ([], WeekMistake.Backwards);
            hours.AddRange(days.Distinct().Select(day => new OpenHours(day, TimeOnly.FromTimeSpan(from), end == TimeSpan.FromDays(1) ? TimeOnly.MinValue : TimeOnly.FromTimeSpan(end))));
            isNew = false;
        }

        if (hours.Count == 0 || isNew)
            return ([], WeekMistake.Form);
        IReadOnlyList<OpenHours> sorted = [.. hours.OrderBy(one => Array.IndexOf(Week, one.Day)).ThenBy(one => one.From)];
        var clash = sorted.Zip(sorted.Skip(1)).Any(pair => pair.First.Day == pair.Second.Day && End(pair.First) > pair.Second.From.ToTimeSpan());
        return clash || sorted.CountBy(one => one.Day).Any(day => day.Value > Calendar.MostHoursPerDay) ? ([], WeekMistake.Overlap) : (sorted, null);
    }

    /// <summary>The hours in the same form, days with the same hours together; empty for round the clock.</summary>
    public static string Write(IReadOnlyList<OpenHours> hours, CultureInfo culture)
    {
        var days = Week.Select(day => (Day: day, Hours: string.Join(", ", hours.Where(one => one.Day == day).OrderBy(one => one.From).Select(Write)))).ToList();
        var parts = new List<string>();
        for (var i = 0; i < days.Count; i++)
        {
            var last = i;
            while (last + 1 < days.Count && days[last + 1].Hours == days[i].Hours)
                last++;
            if (days[i].Hours.Length > 0)
                parts.Add($"{Name(days[i].Day)}{(last > i ? "-" + Name(days[last].Day) : "")} {days[i].Hours}");
            i = last;
        }

        return string.Join(", ", parts);

        string Name(DayOfWeek day) => culture.DateTimeFormat.GetAbbreviatedDayName(day).TrimEnd('.');
    }

    private static string Write(OpenHours hours) =>
        $"{Clock(hours.From)}-{(hours.To == TimeOnly.MinValue ? "24:00" : Clock(hours.To))}";

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeSpan End(OpenHours hours) => hours.To == TimeOnly.MinValue ? TimeSpan.FromDays(1) : hours.To.ToTimeSpan();

    private static IEnumerable<DayOfWeek>? Days(string text)
    {
        if (EveryDay.Contains(text))
            return Week;
        if (text.Split('-', StringSplitOptions.TrimEntries) is not { Length: 1 or 2 } ends || Day(ends[0]) is not { } first || Day(ends[^1]) is not { } last)
            return null;
        var (from, count) = (Array.IndexOf(Week, first), (Array.IndexOf(Week, last) - Array.IndexOf(Week, first) + Week.Length) % Week.Length + 1);
        return Enumerable.Range(from, count).Select(i => Week[i % Week.Length]);
    }

    private static DayOfWeek? Day(string text)
    {
        var word = text.TrimEnd('.');
        var found = Names.FirstOrDefault(one => word.Length >= 2 && one.Name.StartsWith(word, StringComparison.Ordinal));
        return found.Name is null ? null : found.Day;
    }

    private static TimeSpan? Time(Match match, string end)
    {
        var hour = int.Parse(match.Groups[end].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups[end + "Minute"] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
        if (match.Groups[end + "Half"] is { Success: true, Value: var half })
        {
            if (hour is 0 or > 12)
                return null;
            hour = hour % 12 + (half == "pm" ? 12 : 0);
        }

        return minute < 60 && (hour < 24 || hour == 24 && minute == 0) ? new TimeSpan(hour, minute, 0) : null;
    }

    [GeneratedRegex(
        @"\A(?<days>\p{L}[\p{L}. -]*?)?\s*((?<from>[0-9]{1,2})([:.](?<fromMinute>[0-9]{2}))?\s*(?<fromHalf>am|pm)?\s*-\s*(?<to>[0-9]{1,2})([:.](?<toMinute>[0-9]{2}))?\s*(?<toHalf>am|pm)?)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(@"\s+(to|bis|until|till)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"\s+(and|und)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex And();

    [GeneratedRegex(@"\b(uhr|o'clock)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
