using System.Globalization;
using System.Text;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>
/// Makes text from outside fit to stand beside our own: no control characters, no characters that reorder or hide what follows them, and right-to-left
/// text kept to itself so that a sender's name cannot turn the line around.
/// </summary>
internal static class SafeText
{
    private const int MarksInARow = 6;
    private const char Isolate = '\u2068';
    private const char EndIsolate = '\u2069';

    /// <summary>One line of at most about <paramref name="max"/> characters; empty when nothing visible is left.</summary>
    public static string Line(string? text, int max)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // Enough of the input to fill the line, so that a subject of a megabyte costs nothing.
        var input = text.Length > 4 * max ? text.AsSpan(0, 4 * max) : text;
        return Alone(Cut(Fold(Clean(input)), max));
    }

    /// <summary>Removes what is invisible and harmful; line feeds stay, other white space becomes a blank.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        var clean = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (rune.Value == '\n' || category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                clean.Append('\n');
            else if (category is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator)
                clean.Append(' ');
            else if (marks <= MarksInARow && (category != UnicodeCategory.Format || IsJoiner(rune)))
                Append(clean, rune);
        }

        return clean.ToString();
    }

    /// <summary>White space of any kind and length becomes one blank.</summary>
    public static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Cuts at a word, never inside a character, and says so with an ellipsis.</summary>
    public static string Cut(string text, int max)
    {
        if (text.Length <= max)
            return text;
        var blank = text.LastIndexOfAny([' ', '\n'], max - 1, max / 3);
        return text[..(blank > 0 ? blank : CharacterStart(text, max - 1))].TrimEnd() + "…";
    }

    /// <summary>Isolates right-to-left text from its surroundings (Unicode bidi, FSI … PDI).</summary>
    public static string Alone(string text) => HasRightToLeft(text) ? $"{Isolate}{text}{EndIsolate}" : text;

    /// <summary>A code from a neighbour, reduced to what a code consists of.</summary>
    public static string Code(string? code)
    {
        var kept = new string([.. (code ?? "").Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.').Take(60)]);
        return kept.Length > 0 ? kept : "?";
    }

    // Some clients fill in {{DATE(…)}} even in verbatim text; an invisible character between the braces keeps it as it was written.
    private static void Append(StringBuilder clean, Rune rune)
    {
        if (rune.Value == '{' && clean.Length > 0 && clean[^1] == '{')
            clean.Append('\u200C');
        clean.Append(rune);
    }

    // Scripts such as Persian and emoji families need their joiners.
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    private static int CharacterStart(string text, int cut)
    {
        // A cluster of emoji is at most some 30 units; beyond that the text is not language and may be cut anywhere but inside a pair.
        for (var start = cut; start > 0 && start > cut - 32; start--)
        {
            if (!char.IsLowSurrogate(text[start]) && text[start] != '\u200D' && text[start - 1] != '\u200D'
                && char.GetUnicodeCategory(text[start]) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
                return start;
        }

        return char.IsLowSurrogate(text[cut]) ? cut - 1 : cut;
    }

    private static bool HasRightToLeft(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC)
                or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF))
                return true;
        }

        return false;
    }
}
