using System.Globalization;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>
/// Mends JSON in which a character is cut in half: a client that cuts text after so many UTF-16 units leaves one half of an emoji, written as
/// <c>\ud83d</c>. It is no text for .NET, and reading it would throw wherever it is met; the person's click must work all the same.
/// </summary>
internal static class HalfCharacters
{
    private const int EscapeLength = 6;
    private static readonly byte[] Replacement = [.. "\\ufffd"u8];

    /// <summary>Replaces every escape of half a character by that of U+FFFD; the length stays.</summary>
    public static ReadOnlySpan<byte> Mend(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0)
            return json;
        var mended = json.ToArray();
        for (var at = 0; at < mended.Length - 1; at++)
        {
            if (mended[at] != '\\')
                continue;
            var unit = UnitAt(mended, at);
            if (unit is null || !char.IsSurrogate(unit.Value))
            {
                // Whatever follows belongs to this escape, another back-slash too.
                at++;
            }
            else if (char.IsHighSurrogate(unit.Value) && UnitAt(mended, at + EscapeLength) is { } low && char.IsLowSurrogate(low))
            {
                at += (2 * EscapeLength) - 1;
            }
            else
            {
                Replacement.CopyTo(mended, at);
                at += EscapeLength - 1;
            }
        }

        return mended;
    }

    private static char? UnitAt(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
