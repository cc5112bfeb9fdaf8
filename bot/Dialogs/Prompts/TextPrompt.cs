using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>A text.</summary>
/// <param name="longest">In characters as people count them.</param>
/// <param name="reasonAgainst">What is wrong with a text that has the right length, or null.</param>
internal sealed class TextPrompt(int longest, Func<string, Words, string?>? reasonAgainst = null) : Prompt
{
    /// <summary>Typed for an empty text.</summary>
    public const string Empty = "-";

    public bool IsMultiline { get; init; }

    /// <summary>True when it may be left empty.</summary>
    public bool IsOptional { get; init; }

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation) => ValueTask.FromResult(Read(given, words));

    public override CardElement Field(string label, string? value, Words words) => new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill])
    {
        IsMultiline = IsMultiline, IsRequired = !IsOptional, MaxLength = longest, Value = value,
    };

    public override string? Hint(Words words) => IsOptional ? words.Say(DialogPhrase.OptionalHint, Empty) : null;

    private Given Read(string given, Words words)
    {
        if (IsOptional && given is "" or Empty)
            return Given.Of("");
        if (given.Length == 0)
            return Given.Not(words[DialogPhrase.PleaseFill]);
        var length = given.EnumerateRunes().Count();
        if (length > longest)
            return Given.Not(words.Say(DialogPhrase.TooLong, length, longest));
        if (!IsMultiline && given.Any(char.IsControl))
            return Given.Not(words[DialogPhrase.OneLine]);
        return reasonAgainst?.Invoke(given, words) is { } reason ? Given.Not(reason) : Given.Of(given);
    }
}
