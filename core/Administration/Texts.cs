using System.Globalization;
using System.Text;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Administration;

/// <summary>What ids, names and texts may look like. Lengths are counted in characters a person sees as one code, not in UTF-16 units.</summary>
internal static class Texts
{
    public const int IdLength = 40;
    public const int NameLength = 80;
    public const int SignatureLength = 4000;
    public const int AcknowledgementLength = 2000;
    public const int SupportContactLength = 200;
    public const int FolderLength = 255;
    public const int WordLength = 100;

    /// <summary>Ids are part of storage keys and are typed by people: ASCII letters, digits and hyphens, 1–40.</summary>
    public static bool IsId(string value) => value.Length is > 0 and <= IdLength && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    public static bool IsName(string value) => IsOneLine(value, NameLength);

    /// <summary>1–40 letters and digits of any script, space, @ _ . - (N-017, G-022).</summary>
    public static bool IsMailboxName(string value) => IsOneLine(value, Mailbox.MaxNameLength) && value.EnumerateRunes().All(IsMailboxNameRune);

    /// <summary>Not empty, not longer than <paramref name="longest"/>, no control characters, no space at the ends.</summary>
    public static bool IsOneLine(string value, int longest) =>
        value.Length > 0 && Length(value) <= longest && !value.Any(char.IsControl) && !char.IsWhiteSpace(value[0]) && !char.IsWhiteSpace(value[^1]);

    /// <summary>May be empty and have several lines.</summary>
    public static bool IsText(string value, int longest) => Length(value) <= longest && !value.Any(c => char.IsControl(c) && c is not '\n' and not '\r' and not '\t');

    /// <summary>An e-mail address, at most 254 characters.</summary>
    public static bool IsAddress(string value) => value.Contains('@') && SenderList.IsEntry(value);

    /// <summary>Two or three small letters (ISO 639).</summary>
    public static bool IsLanguage(string value) => value.Length is 2 or 3 && value.All(char.IsAsciiLetterLower);

    /// <summary>1–76 printable ASCII characters, no space and no colon (RFC 5322, 3.6.8).</summary>
    public static bool IsHeaderName(string value) => value.Length is > 0 and <= 76 && value.All(c => c is > ' ' and < (char)127 and not ':');

    private static int Length(string value) => value.EnumerateRunes().Count();

    public static bool IsMailboxNameRune(Rune rune) =>
        rune.Value is ' ' or '@' or '_' or '.' or '-'
        || Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
