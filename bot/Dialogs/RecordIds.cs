using System.Globalization;
using System.Text;

namespace TeamsEmailBot.Bot.Dialogs;

/// <summary>Makes the id of a new record from its name, so that nobody is asked for one: letters a–z, digits and hyphens, at most 40.</summary>
internal static class RecordIds
{
    private const int Longest = 34;

    /// <summary>An id that is like the name and not among those taken.</summary>
    public static string For(string name, IEnumerable<string> taken)
    {
        var letters = new StringBuilder();
        // Decomposed, a letter with an accent is the letter and the accent.
        foreach (var letter in name.Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(letter))
                letters.Append(letter);
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letters is { Length: > 0 } && letters[^1] != '-')
                letters.Append('-');
        var stem = letters.ToString().Trim('-');
        stem = stem.Length == 0 ? "record" : stem.Length > Longest ? stem[..Longest].Trim('-') : stem;
        var used = taken.ToHashSet(StringComparer.Ordinal);
        for (var number = 2; ; number++)
            if (!used.Contains(stem) || !used.Contains($"{stem}-{number}"))
                return used.Contains(stem) ? $"{stem}-{number}" : stem;
    }
}
