using System.Text;

namespace TeamsEmailBot.Core.Access;

/// <summary>Puts values into PowerShell so that none can become code.</summary>
internal static class PowerShellText
{
    /// <summary>
    /// A literal in single quotes. PowerShell ends such a literal not only at the apostrophe but also at the typographic single quotes, so those are doubled too.
    /// Control characters become spaces: no name or address has any.
    /// </summary>
    public static string Quote(string value)
    {
        var literal = new StringBuilder("'", value.Length + 2);
        foreach (var letter in value)
        {
            if (letter is '\'' or (>= '\u2018' and <= '\u201B'))
                literal.Append(letter);
            literal.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return literal.Append('\'').ToString();
    }

    /// <summary>A list of such literals.</summary>
    public static string List(IEnumerable<string> values) => $"@({string.Join(", ", values.Select(Quote))})";
}
