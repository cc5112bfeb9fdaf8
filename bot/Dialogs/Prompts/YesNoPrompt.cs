using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>Yes or no.</summary>
internal sealed class YesNoPrompt(Words words) : ChoicePrompt([new(Yes, words[DialogPhrase.Yes]), new(No, words[DialogPhrase.No])])
{
    public const string Yes = "yes";
    public const string No = "no";

    public static string Of(bool value) => value ? Yes : No;

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation) => given.ToUpperInvariant() switch
    {
        "Y" or "ON" or "TRUE" or "AN" or "EIN" or "J" => ValueTask.FromResult(Given.Of(Yes)),
        "N" or "OFF" or "FALSE" or "AUS" => ValueTask.FromResult(Given.Of(No)),
        _ => base.ReadAsync(given, words, cancellation),
    };

    // One click instead of two.
    public override CardElement? Field(string label, string? value, Words words) => null;

    public override IReadOnlyList<Option> Buttons(Words words) => [new(Yes, words[DialogPhrase.Yes]), new(No, words[DialogPhrase.No])];

    public override string Hint(Words words) => words[DialogPhrase.YesNoHint];
}
