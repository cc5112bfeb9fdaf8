using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>Minutes or hours of business time, or none; canonical in minutes, empty for none. A number alone is minutes; there are no days, because those of business time differ.</summary>
internal sealed class MinutesPrompt(int lowest, int highest) : Prompt
{
    private const int Hour = 60;

    private static readonly string[] Minutes = ["", "m", "min", "minute", "minutes", "minuten"];
    private static readonly string[] Hours = ["h", "hour", "hours", "std", "stunde", "stunden"];

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation) => ValueTask.FromResult(
        given is "" or TextPrompt.Empty ? Given.Of("")
        : Read(given) is { } minutes && minutes >= lowest && minutes <= highest ? Given.Of(minutes.ToString(CultureInfo.InvariantCulture))
        : Given.Not(Hint(words)));

    public override CardElement Field(string label, string? value, Words words) =>
        new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill]) { IsRequired = false, MaxLength = 20, Value = value is { Length: > 0 } && Read(value) is { } minutes ? Show(words, minutes) : value };

    public override string Show(string value, Words words) => value.Length == 0 ? words[DialogPhrase.Nothing] : Show(words, int.Parse(value, CultureInfo.InvariantCulture));

    public override string Hint(Words words) =>
        $"{words.Say(DeadlinePhrase.MinutesRange, Show(words, lowest), Show(words, highest))} {words.Say(DialogPhrase.OptionalHint, TextPrompt.Empty)}";

    /// <summary>In hours when they are whole.</summary>
    public static string Show(Words words, int minutes) =>
        minutes >= Hour && minutes % Hour == 0 ? words.Say(DialogPhrase.Hours, minutes / Hour) : words.Say(DialogPhrase.Minutes, minutes);

    private static int? Read(string given)
    {
        var digits = given.Length - given.TrimStart("0123456789".ToCharArray()).Length;
        if (!int.TryParse(given.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || digits > 6)
            return null;
        var unit = given[digits..].Trim().TrimEnd('.');
        return Minutes.Contains(unit, StringComparer.OrdinalIgnoreCase) ? number : Hours.Contains(unit, StringComparer.OrdinalIgnoreCase) ? number * Hour : null;
    }
}
