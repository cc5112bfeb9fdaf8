using System.Globalization;

namespace TeamsEmailBot.Sandbox.Graph.Query;

/// <summary>Parses $filter: or, and, not, parentheses, comparisons, startswith/endswith/contains, any().</summary>
internal sealed class FilterParser
{
    private static readonly string[] Comparisons = ["eq", "ne", "gt", "ge", "lt", "le"];
    private static readonly string[] Functions = ["startswith", "endswith", "contains"];

    private readonly string text;
    private readonly List<FilterToken> tokens;
    private int position;
    private string? variable;

    private FilterParser(string text)
    {
        this.text = text;
        tokens = FilterToken.Read(text);
    }

    private FilterToken Current => tokens[position];

    public static FilterNode Parse(string text)
    {
        var parser = new FilterParser(text);
        var node = parser.Or();
        return parser.Current.Kind == TokenKind.End ? node : throw parser.Wrong();
    }

    private FilterNode Or()
    {
        var node = And();
        while (TakeWord("or"))
            node = new OrNode(node, And());
        return node;
    }

    private FilterNode And()
    {
        var node = Unary();
        while (TakeWord("and"))
            node = new AndNode(node, Unary());
        return node;
    }

    private FilterNode Unary()
    {
        if (TakeWord("not"))
            return new NotNode(Unary());
        if (!Take("("))
            return Primary();
        var inner = Or();
        Expect(")");
        return inner;
    }

    private FilterNode Primary()
    {
        var name = Word();
        if (Functions.Contains(name, StringComparer.OrdinalIgnoreCase) && Take("("))
            return Function(name);
        if (name.EndsWith("/any", StringComparison.OrdinalIgnoreCase) && Take("("))
            return Any(name[..^"/any".Length]);
        var comparison = Word();
        if (!Comparisons.Contains(comparison))
            throw Wrong();
        return new CompareNode(Relative(name), comparison, Literal());
    }

    private FunctionNode Function(string name)
    {
        var path = Word();
        Expect(",");
        var value = Literal() as string ?? throw Wrong();
        Expect(")");
        return new FunctionNode(name.ToLowerInvariant(), Relative(path), value);
    }

    private AnyNode Any(string path)
    {
        if (variable is not null)
            throw Wrong();
        variable = Word();
        Expect(":");
        var inner = Or();
        Expect(")");
        variable = null;
        return new AnyNode(path, inner);
    }

    /// <summary>Inside any(), <c>ep/id</c> becomes <c>id</c> and the bare variable the empty path.</summary>
    private string Relative(string path)
    {
        if (variable is null)
            return path;
        if (path == variable)
            return "";
        return path.StartsWith(variable + "/", StringComparison.Ordinal) ? path[(variable.Length + 1)..] : throw Wrong();
    }

    private object? Literal()
    {
        var token = Current;
        position++;
        if (token.Kind == TokenKind.Text)
            return token.Value;
        if (token.Kind != TokenKind.Word)
            throw Wrong();
        if (token.Value is "null" or "true" or "false")
            return token.Value == "null" ? null : token.Value == "true";
        if (long.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        return token.Value.Contains('-') && DateTimeOffset.TryParse(token.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Wrong();
    }

    private string Word()
    {
        if (Current.Kind != TokenKind.Word)
            throw Wrong();
        return tokens[position++].Value;
    }

    private bool TakeWord(string word)
    {
        if (Current.Kind != TokenKind.Word || Current.Value != word)
            return false;
        position++;
        return true;
    }

    private bool Take(string sign)
    {
        if (Current.Kind != TokenKind.Sign || Current.Value != sign)
            return false;
        position++;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign))
            throw Wrong();
    }

    private GraphRefusal Wrong() => GraphRefusal.BadRequest($"Invalid filter clause: Syntax error at position {Current.Position} in '{text}'.");
}
