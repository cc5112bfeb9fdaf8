using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>Something that can be chosen.</summary>
/// <param name="Value">Canonical; without commas.</param>
internal sealed record Option(string Value, string Title);

/// <summary>One of several, by name or by number.</summary>
internal class ChoicePrompt(IReadOnlyList<Option> options) : Prompt
{
    /// <summary>Longer lists are folded.</summary>
    private const int MostUnfolded = 6;

    private const int MostInHint = 12;

    /// <summary>Longer lists do not fit on a card; what is chosen is typed.</summary>
    private const int MostOnCard = 60;

    private const int LongestTyped = 2000;

    private const char Separator = ',';

    /// <summary>True when any number of them may be chosen, none included.</summary>
    public bool IsMany { get; init; }

    /// <summary>
    /// Of many: what is chosen so far. Typed names with <c>+</c> or <c>-</c> before them are added to it or taken off it, so that a long list need not be typed again.
    /// </summary>
    public IReadOnlyList<string> Present { get; init; } = [];

    public static IReadOnlyList<string> Split(string value) => value.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string Join(IEnumerable<string> values) => string.Join(Separator, values);

    public override ValueTask<Given> ReadAsync(string given, Words words, CancellationToken cancellation) =>
        ValueTask.FromResult(IsMany ? ReadMany(given, words) : ReadOne(given, words));

    // Where there is nothing to choose there is nothing to fill in.
    public override CardElement? Field(string label, string? value, Words words) => options.Count == 0 && !IsMany ? null
        : options.Count > MostOnCard
        ? new TextInput(CardInputs.Text, label, words[DialogPhrase.PleaseFill])
        {
            IsRequired = !IsMany, IsMultiline = IsMany, MaxLength = LongestTyped, Value = Typed(value, words) is { Length: <= LongestTyped } typed ? typed : null,
        }
        : new ChoiceSet(CardInputs.Text, label, words[DialogPhrase.PleaseChoose], [.. options.Select(option => new Choice(SafeText.Line(option.Title, CardParts.NameLength), option.Value))])
        {
            IsRequired = !IsMany,
            IsMultiSelect = IsMany ? true : null,
            Style = IsMany || options.Count <= MostUnfolded ? ChoiceStyle.Expanded : ChoiceStyle.Compact,
            Value = value is not null && Holds(value) ? value : null,
        };

    public override string Show(string value, Words words) => Split(value) switch
    {
        [] => words[DialogPhrase.Nothing],
        var values => string.Join(options.Any(option => option.Title.Contains(Separator, StringComparison.Ordinal)) ? "; " : ", ", values.Select(one => options.FirstOrDefault(option => option.Value == one)?.Title ?? one)),
    };

    public override bool Holds(string value) => Split(value).All(one => options.Any(option => option.Value == one));

    public override string? Hint(Words words)
    {
        if (options.Count == 0)
            return words[DialogPhrase.NothingToChoose];
        var list = string.Join(", ", options.Take(MostInHint).Select((option, index) => $"{(index + 1).ToString(CultureInfo.InvariantCulture)} = {SafeText.Line(option.Title, CardParts.NameLength)}"));
        var hint = words.Say(IsMany ? DialogPhrase.ChooseManyHint : DialogPhrase.ChooseHint, options.Count > MostInHint ? list + ", …" : list, TextPrompt.Empty);
        return Present.Count > 0 && options.Count > MostOnCard ? $"{hint} {words[DialogPhrase.ChooseChangeHint]}" : hint;
    }

    private string? Typed(string? value, Words words) => value is { Length: > 0 } && Holds(value) ? Show(value, words) : value;

    private Given ReadOne(string given, Words words)
    {
        var (found, count) = Find(given);
        return found is not null ? Given.Of(found.Value)
            : given.Length == 0 ? Given.Not(words[DialogPhrase.PleaseChoose])
            : Given.Not(words.Say(count > 1 ? DialogPhrase.Ambiguous : DialogPhrase.NotAmong, SafeText.Line(given, CardParts.NameLength)));
    }

    private Given ReadMany(string given, Words words)
    {
        // A field that was too long to be filled comes back empty, and that chooses nothing anew.
        if (given.Length == 0)
            return Given.Of(options.Count > MostOnCard && Typed(Join(Present), words)?.Length > LongestTyped ? Join(Present) : "");
        if (given == TextPrompt.Empty)
            return Given.Of("");
        var lines = given.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isChange = lines.Length > 0 && lines.All(line => line[0] is '+' or '-');
        HashSet<string> chosen = isChange ? [.. Present] : [];
        var takesOff = false;
        // Names may have commas in them.
        foreach (var part in lines.SelectMany(line => Find(Bare(line)).Found is not null ? [line] : line.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            takesOff = isChange && (part[0] == '-' || (takesOff && part[0] != '+'));
            var read = ReadOne(Bare(part), words);
            if (read.Value is not { } value)
                return read;
            if (takesOff)
                chosen.Remove(value);
            else
                chosen.Add(value);
        }

        return Given.Of(Join(options.Select(option => option.Value).Where(chosen.Contains)));

        string Bare(string part) => isChange && part[0] is '+' or '-' ? part[1..].TrimStart() : part;
    }

    // By value (as cards send it), title, number in the list, or the beginning of exactly one title.
    private (Option? Found, int Count) Find(string given)
    {
        if (options.FirstOrDefault(option => option.Value == given) is { } byValue)
            return (byValue, 1);
        var byTitle = options.Where(option => string.Equals(option.Title, given, StringComparison.OrdinalIgnoreCase)).ToList();
        if (byTitle.Count > 0)
            return (byTitle.Count == 1 ? byTitle[0] : null, byTitle.Count);
        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= options.Count)
            return (options[number - 1], 1);
        var begun = given.Length == 0 ? [] : options.Where(option => option.Title.StartsWith(given, StringComparison.OrdinalIgnoreCase)).ToList();
        return (begun.Count == 1 ? begun[0] : null, begun.Count);
    }
}
