namespace TeamsEmailBot.Tests.Rules;

/// <summary>
/// Blanks comments and the words of string and character literals, so that a rule neither trips over a sentence in a comment nor
/// misses the code in the hole of an interpolated string.
/// </summary>
internal sealed class CSharpCode
{
    private readonly string _text;
    private readonly char[] _code;
    private int _at;

    private CSharpCode(string text)
    {
        _text = text;
        _code = text.ToCharArray();
    }

    public static string Only(string text)
    {
        var scan = new CSharpCode(text);
        scan.Code(inHole: false);
        return new string(scan._code);
    }

    private char Here => _at < _text.Length ? _text[_at] : '\0';

    private bool Sees(string what) => string.CompareOrdinal(_text, _at, what, 0, what.Length) == 0;

    private void Code(bool inHole)
    {
        for (var depth = 0; _at < _text.Length;)
        {
            if (Sees("//"))
            {
                BlankUntil("\n", include: false);
            }
            else if (Sees("/*"))
            {
                Blank(2);
                BlankUntil("*/", include: true);
            }
            else if (Here == '\'')
            {
                Blank(1);
                Literal("'", verbatim: false, dollars: 0);
            }
            else if (Here is '"' or '$' or '@' && StringStart() is var (prefix, dollars, verbatim, quotes) && quotes > 0)
            {
                Blank(prefix + quotes);
                Literal(new string('"', quotes), verbatim, dollars);
            }
            else if (inHole && depth == 0 && Here == '}')
            {
                return;
            }
            else
            {
                depth += Here switch { '{' => 1, '}' => -1, _ => 0 };
                _at++;
            }
        }
    }

    /// <summary>What opens here: length of the $ and @ before the quotes, how many dollars, and how many quotes; no quotes when it is no string.</summary>
    private (int Prefix, int Dollars, bool Verbatim, int Quotes) StringStart()
    {
        var end = _at;
        while (end < _text.Length && _text[end] is '$' or '@')
        {
            end++;
        }

        var prefix = _text[_at..end];
        var quotes = 0;
        while (end + quotes < _text.Length && _text[end + quotes] == '"')
        {
            quotes++;
        }

        var verbatim = prefix.Contains('@', StringComparison.Ordinal);
        // Two quotes are an empty string, three or more open a raw one; after an @ they are an opening quote and an escaped one.
        return (prefix.Length, prefix.Count(sign => sign == '$'), verbatim, quotes >= 3 && !verbatim ? quotes : Math.Min(quotes, 1));
    }

    private void Literal(string end, bool verbatim, int dollars)
    {
        var raw = end.Length >= 3;
        var hole = new string('{', raw ? dollars : 1);
        while (_at < _text.Length)
        {
            if (verbatim && Sees("\"\""))
            {
                Blank(2);
            }
            else if (Sees(end))
            {
                Blank(end.Length);
                return;
            }
            else if (!raw && !verbatim && Here == '\\')
            {
                Blank(2);
            }
            else if (dollars > 0 && !raw && Sees("{{"))
            {
                Blank(2);
            }
            else if (dollars > 0 && Sees(hole) && !Sees(hole + '{'))
            {
                Blank(hole.Length);
                Code(inHole: true);
                Blank(hole.Length);
            }
            else
            {
                Blank(1);
            }
        }
    }

    private void BlankUntil(string end, bool include)
    {
        var found = _text.IndexOf(end, _at, StringComparison.Ordinal);
        Blank((found < 0 ? _text.Length : found + (include ? end.Length : 0)) - _at);
    }

    private void Blank(int count)
    {
        for (; count > 0 && _at < _text.Length; count--, _at++)
        {
            if (_code[_at] != '\n')
            {
                _code[_at] = ' ';
            }
        }
    }
}
