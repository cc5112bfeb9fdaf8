namespace TeamsEmailBot.Core.Organization;

/// <summary>When supervisors are told of trouble of their services, and who is when they are not there.</summary>
public sealed record AlertSettings
{
    public const int LongestEscalation = 24 * 60;

    /// <summary>From then to <see cref="QuietTo"/>, by the clock of the tenant's time zone, only what is urgent is told; null = at any hour. Both are set, or neither is.</summary>
    public TimeOnly? QuietFrom { get; init; }

    /// <inheritdoc cref="QuietFrom"/>
    public TimeOnly? QuietTo { get; init; }

    /// <summary>Minutes after which an alert that nobody took note of goes on to the administrators; 0 = it does not. 0–1,440, default 15.</summary>
    public int EscalateMinutes { get; init; } = 15;

    /// <summary>Whether the moment is in the quiet hours, which may go over midnight.</summary>
    public bool IsQuiet(DateTimeOffset moment, string timeZone)
    {
        if (QuietFrom is not { } from || QuietTo is not { } to || !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            return false;
        var clock = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
        return from <= to ? from <= clock && clock < to : clock >= from || clock < to;
    }
}
