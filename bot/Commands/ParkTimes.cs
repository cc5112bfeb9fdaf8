using System.Globalization;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Commands;

/// <summary>The times that a task can be parked until: those a card offers, and those a person writes. Days begin when the service opens.</summary>
/// <param name="Hours">When the service is open.</param>
/// <param name="Zone">The person's own time zone, in which clock times are meant.</param>
internal sealed record ParkTimes(Core.Services.Calendar Hours, TimeZoneInfo Zone, DateTimeOffset Now)
{
    public const string OneHour = "1h";
    public const string Tomorrow = "tomorrow";
    public const string ThreeDays = "3d";
    public const string Other = "other";

    /// <summary>A day without opening hours begins at this time.</summary>
    private static readonly TimeOnly Morning = new(8, 0);

    private static readonly string[] Days = ["yyyy-MM-dd", "d.M.yyyy"];
    private static readonly string[] Moments = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd H:mm", "yyyy-MM-dd'T'HH:mm", "d.M.yyyy H:mm", "d.M.yyyy, H:mm"];

    /// <summary>What a person wrote, or one of the choices; null when it is no time.</summary>
    public DateTimeOffset? Read(string given)
    {
        var text = given.Trim().TrimEnd('.', '!');
        if (Words.Mean(HandPhrase.WordsTomorrow, text))
            return Opening(Today.AddDays(1));
        if (DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return LocalTime.IsUsual(day) ? Opening(day) : null;
        if (DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            return LocalTime.IsUsual(DateOnly.FromDateTime(moment)) ? LocalTime.At(moment, Zone) : null;
        if (TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return LocalTime.At(Today.ToDateTime(time), Zone) is var today && today > Now ? today : LocalTime.At(Today.AddDays(1).ToDateTime(time), Zone);
        // Without a unit it would be seconds, which nobody means.
        return text.Any(char.IsLetter) && DurationPrompt.Read(text) is > 0 and var seconds && seconds <= Parking.Longest.TotalSeconds ? Now.AddSeconds(seconds) : null;
    }

    /// <summary>What a person typed after the command: a time, and perhaps that he waits for the customer.</summary>
    public (DateTimeOffset? Until, ParkKind Kind) ReadTyped(string given)
    {
        var text = given.Trim().TrimEnd('.', '!');
        var waiting = Words.All.SelectMany(words => words[HandPhrase.WordsCustomer].Split('|')).OrderByDescending(word => word.Length)
            .FirstOrDefault(word => text.EndsWith(" " + word, StringComparison.OrdinalIgnoreCase));
        return waiting is null ? (Read(text), ParkKind.Later) : (Read(text[..^waiting.Length].TrimEnd(' ', ',')), ParkKind.WaitingForCustomer);
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);

    private DateTimeOffset Opening(DateOnly day) => Hours.NextOpening(Hours.Hours.Count == 0
        ? LocalTime.At(day.ToDateTime(Morning), Zone)
        : LocalTime.At(day.ToDateTime(TimeOnly.MinValue), TimeZoneInfo.FindSystemTimeZoneById(Hours.TimeZone)));
}
