using System.Globalization;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Reads the header Retry-After: seconds, or a date.</summary>
internal static class RetryAfter
{
    /// <summary>Whoever asks for more is asked again after this time; a broken value must not silence a mailbox for years.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long to wait; null when nothing usable was said. A date is taken against the answer's own Date, so that clock skew does not matter.</summary>
    public static TimeSpan? Read(string? retryAfter, string? date, DateTimeOffset now)
    {
        if (retryAfter is null)
            return null;
        TimeSpan wait;
        if (double.TryParse(retryAfter, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            wait = seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
        else if (Time(retryAfter) is { } until)
            wait = until - (Time(date) ?? now);
        else
            return null;
        return wait <= TimeSpan.Zero ? null : wait < Longest ? wait : Longest;
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
