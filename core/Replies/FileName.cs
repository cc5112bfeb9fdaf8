using System.Globalization;
using System.Text;

namespace TeamsEmailBot.Core.Replies;

/// <summary>Names of files as they may leave: one line of visible letters without a path.</summary>
public static class FileName
{
    /// <summary>Above it programs and file systems begin to have trouble.</summary>
    public const int Longest = 200;

    /// <summary>The name without folders, control and invisible characters (those turn <c>gpj.exe</c> around to look like a picture); null when nothing is left of it.</summary>
    public static string? Clean(string? given)
    {
        var last = (given ?? "").Split('/', '\\')[^1];
        var letters = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate) && rune != Rune.ReplacementChar)
                letters.Append(rune.Value is ':' or '*' or '?' or '"' or '<' or '>' or '|' ? "_" : rune.ToString());
        // A dot at the end or the beginning hides what kind of file it is.
        var name = letters.ToString().Trim(' ', '.', '\u00A0');
        return name.Length == 0 ? null : name.Length <= Longest ? name : Shorten(name);
    }

    private static string Shorten(string name)
    {
        var extension = Path.GetExtension(name) is { Length: <= 10 } kind ? kind : "";
        var cut = Longest - extension.Length;
        return name[..(char.IsHighSurrogate(name[cut - 1]) ? cut - 1 : cut)] + extension;
    }
}
