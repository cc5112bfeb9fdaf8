namespace TeamsEmailBot.Bot.Commands;

/// <summary>Clock times as people write them, as instants.</summary>
internal static class LocalTime
{
    /// <summary>False for years that nobody means; at the ends of the calendar some days are no instant in some zones.</summary>
    public static bool IsUsual(DateOnly day) => day.Year is >= 1900 and < 9000;

    /// <summary>The instant at which the clock shows a time of a usual day; a time that spring skips is an hour later.</summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        var shown = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(shown, zone.GetUtcOffset(shown)).ToUniversalTime();
    }

    /// <summary>The instant at which a usual day begins.</summary>
    public static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone) => At(day.ToDateTime(TimeOnly.MinValue), zone);
}
