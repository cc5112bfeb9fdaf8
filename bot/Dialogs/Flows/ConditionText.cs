using System.Globalization;
using System.Text;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>
/// Conditions as people type them: <c>sender: contoso.com, alex@fabrikam.example and not (open or waiting: 20)</c>. The names are those of the configuration document; values
/// stand behind a colon with commas between, in quotation marks when they hold a comma or one of the words and, or, not.
/// </summary>
internal static class ConditionText
{
    private static readonly string[] Ends = ["and", "or", ")"];

    /// <summary>The condition, or the text at which reading stopped.</summary>
    public static (Condition? Condition, string? StoppedAt) Read(string text)
    {
        var tokens = Split(text);
        var at = 0;
        var condition = ReadAny(tokens, ref at, 0);
        return condition is not null && at == tokens.Count ? (condition, null) : (null, at < tokens.Count ? tokens[at].Text : text);
    }

    /// <summary>Reads back to the same condition.</summary>
    public static string Write(Condition condition) => condition.Kind switch
    {
        ConditionKind.All => string.Join(" and ", (condition.Of ?? []).Select(Inner)),
        ConditionKind.Any => string.Join(" or ", (condition.Of ?? []).Select(Inner)),
        ConditionKind.Not => $"not {string.Join("", (condition.Of ?? []).Select(Inner))}",
        _ => Leaf(condition),
    };

    private static string Inner(Condition condition) =>
        condition.Kind is ConditionKind.All or ConditionKind.Any ? $"({Write(condition)})" : Write(condition);

    private static string Leaf(Condition condition)
    {
        var name = WorkflowCatalog.Of(condition.Kind)?.Name ?? condition.Kind.ToString();
        var values = (condition.Name is { } header ? new[] { header } : []).Concat(condition.Values ?? []).Select(Quote)
            .Concat(condition.Number is { } number ? [number.ToString(CultureInfo.InvariantCulture)] : []).ToList();
        return values.Count == 0 ? name : $"{name}: {string.Join(", ", values)}";
    }

    private static string Quote(string value) =>
        value.Any(letter => char.IsWhiteSpace(letter) || ",():\"“”„".Contains(letter, StringComparison.Ordinal)) || Ends.Contains(value, StringComparer.OrdinalIgnoreCase) || value.Equals("not", StringComparison.OrdinalIgnoreCase)
            ? $"\"{value.Replace('"', '\'').Replace('“', '\'').Replace('”', '\'')}\""
            : value;

    private static Condition? ReadAny(List<Token> tokens, ref int at, int depth) => ReadList(tokens, ref at, depth, "or", ConditionKind.Any);

    private static Condition? ReadAll(List<Token> tokens, ref int at, int depth) => ReadList(tokens, ref at, depth, "and", ConditionKind.All);

    private static Condition? ReadList(List<Token> tokens, ref int at, int depth, string word, ConditionKind kind)
    {
        var inner = new List<Condition>();
        do
        {
            if ((kind == ConditionKind.Any ? ReadAll(tokens, ref at, depth) : ReadOne(tokens, ref at, depth)) is not { } one)
                return null;
            inner.Add(one);
        }
        while (Take(tokens, ref at, word));
        return inner.Count == 1 ? inner[0] : new Condition(kind) { Of = inner };
    }

    private static Condition? ReadOne(List<Token> tokens, ref int at, int depth)
    {
        // Rules refuse what is nested deeper; nobody may make us go there.
        if (depth > 2 * WorkflowCatalog.DeepestCondition)
            return null;
        if (Take(tokens, ref at, "not"))
            return ReadOne(tokens, ref at, depth + 1) is { } inverted ? Condition.Not(inverted) : null;
        if (Take(tokens, ref at, "("))
        {
            var inside = ReadAny(tokens, ref at, depth + 1);
            return inside is not null && Take(tokens, ref at, ")") ? inside : null;
        }

        var name = at < tokens.Count ? tokens[at].Text : "";
        if (WorkflowCatalog.Conditions.FirstOrDefault(shape => shape.Inside is null && shape.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } found)
            return null;
        at++;
        var values = Take(tokens, ref at, ":") ? ReadValues(tokens, ref at) : [];
        return Leaf(found, values);
    }

    private static Condition? Leaf(ConditionShape shape, List<string> values)
    {
        var condition = new Condition(shape.Kind);
        if (shape.Number is not null)
            return values.Count == 1 && int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? condition with { Number = number } : null;
        if (shape.HasName)
        {
            if (values.Count == 0)
                return null;
            condition = condition with { Name = values[0] };
            values = values[1..];
        }

        if (shape.Values == ValueKind.None)
            return values.Count == 0 ? condition : null;
        return values.Count == 0 ? (shape.MayLackValues ? condition : null) : condition with { Values = values };
    }

    // Several bare words are one value, up to the next comma or connective.
    private static List<string> ReadValues(List<Token> tokens, ref int at)
    {
        var values = new List<string>();
        var words = new List<string>();
        for (; at < tokens.Count && (tokens[at].IsQuoted || !Ends.Contains(tokens[at].Text, StringComparer.OrdinalIgnoreCase)); at++)
        {
            if (!tokens[at].IsQuoted && tokens[at].Text == ",")
                Flush();
            else
                words.Add(tokens[at].Text);
        }

        Flush();
        return values;

        void Flush()
        {
            if (words.Count > 0)
                values.Add(string.Join(' ', words));
            words.Clear();
        }
    }

    private static bool Take(List<Token> tokens, ref int at, string text)
    {
        if (at >= tokens.Count || tokens[at].IsQuoted || !tokens[at].Text.Equals(text, StringComparison.OrdinalIgnoreCase))
            return false;
        at++;
        return true;
    }

    private static List<Token> Split(string text)
    {
        var tokens = new List<Token>();
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if ("\"“”„".Contains(letter, StringComparison.Ordinal))
            {
                Flush();
                var end = text.IndexOfAny(['"', '“', '”'], i + 1);
                end = end < 0 ? text.Length : end;
                tokens.Add(new(text[(i + 1)..end], true));
                i = end;
            }
            else if (letter is '(' or ')' or ',' or ':')
            {
                Flush();
                tokens.Add(new(letter.ToString(), false));
            }
            else if (char.IsWhiteSpace(letter))
            {
                Flush();
            }
            else
            {
                word.Append(letter);
            }
        }

        Flush();
        return tokens;

        void Flush()
        {
            if (word.Length > 0)
                tokens.Add(new(word.ToString(), false));
            word.Clear();
        }
    }

    private readonly record struct Token(string Text, bool IsQuoted);
}
