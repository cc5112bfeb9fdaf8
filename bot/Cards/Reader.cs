using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>The person for whom a card is drawn.</summary>
/// <param name="Words">His language.</param>
/// <param name="Zone">His time zone; clients do not format times themselves (teams.md 4.2).</param>
/// <param name="TeamsId">His <c>29:</c> id, when known: his client then refreshes the card by itself.</param>
internal sealed record Reader(Words Words, TimeZoneInfo Zone, string? TeamsId = null)
{
    /// <summary>Hour, minute and second, for countdowns.</summary>
    public string Clock(DateTimeOffset time) => Local(time).ToString("HH:mm:ss", Words.Culture);

    /// <summary>Time of day, with the date unless it is today.</summary>
    public string Moment(DateTimeOffset time, DateTimeOffset now) =>
        Local(time).Date == Local(now).Date
            ? Local(time).ToString("HH:mm", Words.Culture)
            : Local(time).ToString(Words[Phrase.DatePattern], Words.Culture);

    /// <summary>A day as it is written in the calendar, wherever the reader is: all-day meetings begin at midnight UTC.</summary>
    public string Day(DateTimeOffset day) => day.UtcDateTime.ToString(Words[Phrase.DayPattern], Words.Culture);

    /// <summary>The zone by its IANA name, or null when this machine does not know it.</summary>
    public static TimeZoneInfo? FindZone(string? name) =>
        !string.IsNullOrWhiteSpace(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);
}
