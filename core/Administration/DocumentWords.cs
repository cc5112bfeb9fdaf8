using System.Globalization;
using System.Text.Json;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Administration;

/// <summary>How the document writes values that JSON has no form for: words of a choice, weekdays, hours, days, instants.</summary>
internal static class DocumentWords
{
    private const string Clock = "HH:mm";
    private const string Midnight = "24:00";
    private const string Date = "yyyy-MM-dd";

    /// <summary>Monday first, as people read a week.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Weekdays = [.. Enum.GetValues<DayOfWeek>().OrderBy(day => ((int)day + 6) % 7)];

    /// <summary>The word of a choice, for example <c>longestIdle</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Hours as <c>08:00-17:30</c>; the end of the day is 24:00.</summary>
    public static string Of(OpenHours hours) =>
        $"{hours.From.ToString(Clock, CultureInfo.InvariantCulture)}-{(hours.To == TimeOnly.MinValue ? Midnight : hours.To.ToString(Clock, CultureInfo.InvariantCulture))}";

    public static string Of(DateOnly day) => day.ToString(Date, CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static string Of(TimeOnly time) => time.ToString(Clock, CultureInfo.InvariantCulture);

    public static OpenHours? Hours(DayOfWeek day, string text) =>
        text.Split('-') is [var from, var to] && Time(from) is { } begin && (to == Midnight ? TimeOnly.MinValue : Time(to)) is { } end ? new(day, begin, end) : null;

    public static DateOnly? Day(string text) => DateOnly.TryParseExact(text, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    public static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text, Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
