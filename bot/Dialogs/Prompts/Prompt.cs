using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>How one kind of value is asked for, read and shown. What is read comes from a card's field or was typed: both are read alike.</summary>
internal abstract class Prompt
{
    /// <summary>Reads what a person gave.</summary>
    /// <param name="given">Trimmed.</param>
    public abstract ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation);

    /// <summary>The field on the card; null for what is answered by its buttons alone.</summary>
    /// <param name="value">The present value in canonical form, or what was given and could not be read.</param>
    public abstract CardElement? Field(string label, string? value, Words words);

    /// <summary>A value as people read it.</summary>
    public virtual string Show(string value, Words words) => value.Length == 0 ? words[DialogPhrase.Nothing] : value;

    /// <summary>False for a value that was right once and is no longer, because what was chosen is gone; it is asked for again.</summary>
    public virtual bool Holds(string value) => true;

    /// <summary>How to type it; null when that needs no words.</summary>
    public virtual string? Hint(Words words) => null;

    /// <summary>Buttons that answer by themselves, three at most.</summary>
    public virtual IReadOnlyList<Option> Buttons(Words words) => [];
}

/// <summary>What came of reading: a value in canonical form, or the reason why it is none.</summary>
internal readonly record struct Given(string? Value, string? Reason)
{
    public static Given Of(string value) => new(value, null);

    public static Given Not(string reason) => new(null, reason);
}
