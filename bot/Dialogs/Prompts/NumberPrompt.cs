using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>A whole number from <paramref name="lowest"/> to <paramref name="highest"/>.</summary>
internal sealed class NumberPrompt(int lowest, int highest) : Prompt
{
    /// <summary>True when there may be none; canonical is empty then.</summary>
    public bool IsOptional { get; init; }

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation) => ValueTask.FromResult(
        IsOptional && (given is "" or TextPrompt.Empty) ? Given.Of("")
        : int.TryParse(given, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest
            ? Given.Of(number.ToString(CultureInfo.InvariantCulture))
            : Given.Not(words.Say(DialogPhrase.NumberRange, lowest, highest)));

    // A text field: a number field would send nothing at all for what it takes for no number.
    public override CardElement Field(string label, string? value, Words words) =>
        new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill]) { IsRequired = !IsOptional, MaxLength = 12, Value = value };

    public override string Hint(Words words) => IsOptional
        ? $"{words.Say(DialogPhrase.NumberRange, lowest, highest)} {words.Say(DialogPhrase.OptionalHint, TextPrompt.Empty)}"
        : words.Say(DialogPhrase.NumberRange, lowest, highest);
}
