using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>
/// Several entries, a line each. Given as they are they are the new list; with <c>+</c> or <c>-</c> before them they are added to the present one or taken off it, so that
/// a long list need not be typed again. Canonical: a line each.
/// </summary>
/// <param name="present">The list as it is.</param>
internal abstract class ListPrompt(IReadOnlyList<string> present, int most) : Prompt
{
    private const char Line = '\n';

    /// <summary>A longer list is changed by its entries; the card would not hold it.</summary>
    private const int LongestShown = 6000;

    /// <summary>What separates entries besides the ends of lines.</summary>
    protected virtual char[] Separators => [';'];

    public static IReadOnlyList<string> Split(string value) => value.Split(Line, StringSplitOptions.RemoveEmptyEntries);

    public static string Join(IEnumerable<string> entries) => string.Join(Line, entries);

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation) => ValueTask.FromResult(Read(given, words));

    public override CardElement Field(string label, string? value, Words words) => new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill])
    {
        IsMultiline = true, MaxLength = LongestShown, Value = value is { Length: > 0 and <= LongestShown } ? value : null,
    };

    public override string Show(string value, Words words) => Split(value) is { Count: > 0 } entries ? string.Join("; ", entries) : words[DialogPhrase.Nothing];

    public override string Hint(Words words) => words.Say(DialogPhrase.ListHint, Example(words), TextPrompt.Empty);

    /// <summary>What an entry looks like.</summary>
    protected abstract string Example(Words words);

    /// <summary>An entry in its canonical form, or why it is none.</summary>
    protected abstract Given ReadEntry(string entry, Words words);

    /// <summary>True when what was typed to take an entry off means this one.</summary>
    protected virtual bool Means(string typed, string entry) => string.Equals(typed, entry, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when one of the two is enough: the later one.</summary>
    protected virtual bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private Given Read(string given, Words words)
    {
        // A field that was too long to be filled comes back empty, and that empties nothing.
        if (given.Length == 0)
            return Given.Of(Join(present).Length > LongestShown ? Join(present) : "");
        if (given == TextPrompt.Empty)
            return Given.Of("");
        var lines = given.Split([Line, .. Separators], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isChange = lines.All(line => line[0] is '+' or '-');
        List<string> list = isChange ? [.. present] : [];
        foreach (var line in lines)
        {
            var entry = isChange ? line[1..].TrimStart() : line;
            if (isChange && line[0] == '-')
            {
                if (list.RemoveAll(one => Means(entry, one)) == 0)
                    return Given.Not(words.Say(DialogPhrase.NotAmong, SafeText.Line(entry, CardParts.NameLength)));
                continue;
            }

            var read = ReadEntry(entry, words);
            if (read.Value is not { } value)
                return Given.Not($"{SafeText.Line(entry, CardParts.NameLength)}: {read.Reason}");
            list.RemoveAll(one => IsSame(value, one));
            list.Add(value);
        }

        return list.Count > most ? Given.Not(words.Say(DialogPhrase.TooMany, list.Count, most)) : Given.Of(Join(list));
    }
}
