using System.Globalization;
using System.Text.RegularExpressions;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>A length of time; canonical in whole seconds.</summary>
internal sealed partial class DurationPrompt(TimeSpan shortest, TimeSpan longest) : Prompt
{
    // In every language we speak, whatever the person's own.
    private static readonly IReadOnlyList<(string[] Names, int Seconds)> Units =
    [
        (["", "s", "sec", "second", "seconds", "sek", "sekunde", "sekunden"], 1),
        (["m", "min", "minute", "minutes", "minuten"], 60),
        (["h", "hour", "hours", "std", "stunde", "stunden"], 3600),
        (["d", "day", "days", "tag", "tage"], 86400),
    ];

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation) => ValueTask.FromResult(
        Read(given) is { } seconds && seconds >= shortest.TotalSeconds && seconds <= longest.TotalSeconds
            ? Given.Of(seconds.ToString(CultureInfo.InvariantCulture))
            : Given.Not(Hint(words)));

    public override CardElement Field(string label, string? value, Words words) => new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill])
    {
        IsRequired = true, MaxLength = 20, Value = value is not null && Read(value) is { } seconds ? Show(seconds.ToString(CultureInfo.InvariantCulture), words) : value,
    };

    public override string Show(string value, Words words)
    {
        var seconds = long.Parse(value, CultureInfo.InvariantCulture);
        return seconds switch
        {
            >= 86400 when seconds % 86400 == 0 => words.Say(DialogPhrase.Days, seconds / 86400),
            >= 3600 when seconds % 3600 == 0 => words.Say(DialogPhrase.Hours, seconds / 3600),
            >= 60 when seconds % 60 == 0 => words.Say(DialogPhrase.Minutes, seconds / 60),
            _ => words.Say(DialogPhrase.Seconds, seconds),
        };
    }

    public override string Hint(Words words) => words.Say(DialogPhrase.DurationRange, Show(Canonical(shortest), words), Show(Canonical(longest), words));

    // A number alone is seconds.
    internal static long? Read(string given)
    {
        var match = Form().Match(given);
        if (!match.Success)
            return null;
        var unit = match.Groups["unit"].Value;
        var known = Units.FirstOrDefault(one => one.Names.Contains(unit, StringComparer.OrdinalIgnoreCase));
        return known.Names is null ? null : long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * known.Seconds;
    }

    private static string Canonical(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<number>[0-9]{1,8})\s*(?<unit>\p{L}*)\.?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
