using System.Globalization;
using System.Text.RegularExpressions;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Services;
using Calendar = TeamsEmailBot.Core.Services.Calendar;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Days on which a service is closed, as <c>2026-12-24..2026-12-26 Christmas</c>; German days (<c>24.12.2026</c>) are understood, too.</summary>
internal sealed partial class HolidaysPrompt(IReadOnlyList<Holiday> present) : ListPrompt([.. present.Select(Write)], Calendar.MostHolidays)
{
    private const string Iso = "yyyy-MM-dd";
    private const int NameLength = 80;

    /// <summary>The holidays of a canonical value, in order.</summary>
    public static IReadOnlyList<Holiday> Of(string value) => [.. Split(value).Select(entry => Read(entry)!).OrderBy(holiday => holiday.From)];

    /// <summary>One day is enough when it is one, and its name cannot be taken for the end of a longer one.</summary>
    public static string Write(Holiday holiday) => $"{Text(holiday.From)} {holiday.Name}" is var day && Read(day) == holiday
        ? day
        : $"{Text(holiday.From)}..{Text(holiday.To)} {holiday.Name}";

    protected override string Example(Words words) => words[ServicePhrase.HolidayExample];

    protected override Given ReadEntry(string entry, Words words)
    {
        if (Read(entry) is not { } holiday)
            return Given.Not(words.Say(ServicePhrase.HolidayForm, Example(words)));
        if (holiday.Name.Length is 0 or > NameLength)
            return Given.Not(words.Say(ServicePhrase.HolidayName, NameLength));
        return holiday.To < holiday.From || holiday.To.DayNumber - holiday.From.DayNumber >= Calendar.MostHolidayDays
            ? Given.Not(words.Say(ServicePhrase.HolidaySpan, Calendar.MostHolidayDays))
            : Given.Of(Write(holiday));
    }

    // By its name or its first day.
    protected override bool Means(string typed, string entry) =>
        base.Means(typed, entry) || Read(entry) is { } holiday && (string.Equals(typed, holiday.Name, StringComparison.OrdinalIgnoreCase) || Day(typed) == holiday.From);

    private static Holiday? Read(string entry)
    {
        var match = Form().Match(entry);
        if (!match.Success || Day(match.Groups["from"].Value) is not { } from)
            return null;
        var last = match.Groups["to"] is { Success: true, Value: var to } ? Day(to) : from;
        return last is { } end ? new Holiday(from, end, match.Groups["name"].Value.Trim()) : null;
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, [Iso, "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Text(DateOnly day) => day.ToString(Iso, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<from>[\d.-]{8,10}?)(\s*(\.\.|–|-|to|bis)\s*(?<to>[\d.-]{8,10}))?(\s+(?<name>\P{Cc}*))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
