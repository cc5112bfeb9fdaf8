using System.Text;

namespace TeamsEmailBot.Tests.Access;

/// <summary>
/// Reads PowerShell as its tokenizer does, as far as quotes go, and blanks what stands in single quotes: what is left is code. Single quotes are those five characters,
/// double ones those four that PowerShell takes for them.
/// </summary>
internal static class PowerShellTokens
{
    private const string Single = "'\u2018\u2019\u201A\u201B";
    private const string Double = "\"\u201C\u201D\u201E";

    /// <summary>The code with every literal in single quotes as <c>''</c>, and the values of those literals.</summary>
    public static (string Code, IReadOnlyList<string> Literals) Read(string script)
    {
        var code = new StringBuilder();
        var literals = new List<string>();
        for (var at = 0; at < script.Length;)
        {
            if (script[at] == '#' && (at == 0 || char.IsWhiteSpace(script[at - 1])))
            {
                while (at < script.Length && script[at] != '\n')
                    at++;
            }
            else if (Single.Contains(script[at], StringComparison.Ordinal))
            {
                literals.Add(Literal(script, ref at));
                code.Append("''");
            }
            else if (Double.Contains(script[at], StringComparison.Ordinal))
            {
                Expandable(script, ref at, code);
            }
            else
            {
                code.Append(script[at++]);
            }
        }

        return (code.ToString(), literals);
    }

    private static string Literal(string script, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < script.Length; at++)
        {
            if (!Single.Contains(script[at], StringComparison.Ordinal))
                value.Append(script[at]);
            else if (at + 1 < script.Length && Single.Contains(script[at + 1], StringComparison.Ordinal))
                value.Append(script[at++]);
            else
                break;
        }

        Assert.True(at < script.Length, "A literal does not end.");
        at++;
        return value.ToString();
    }

    // What stands in $( ) of a text in double quotes is code again, with quotes of its own.
    private static void Expandable(string script, ref int at, StringBuilder code)
    {
        var depth = 0;
        do
        {
            code.Append(script[at]);
            if (script[at] == '$' && script[at + 1] == '(')
                depth++;
            else if (depth > 0 && script[at] == ')')
                depth--;
            at++;
            Assert.True(at < script.Length, "A text does not end.");
        }
        while (depth > 0 || !Double.Contains(script[at], StringComparison.Ordinal));
        code.Append(script[at++]);
    }
}
