using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>How the rules look at a mail: everything without case, headers without their parameters and comments.</summary>
internal static class MailSigns
{
    /// <summary>True when a header of this name exists with one of the values, each compared to its first word (RFC 3834: parameters and comments may follow).</summary>
    public static bool Says(this MailItem mail, string header, params ReadOnlySpan<string> values)
    {
        foreach (var found in mail.Headers)
            if (string.Equals(found.Name, header, StringComparison.OrdinalIgnoreCase))
                foreach (var value in values)
                    if (string.Equals(FirstWord(found.Value), value, StringComparison.OrdinalIgnoreCase))
                        return true;
        return false;
    }

    /// <summary>True when the header exists and says anything but "no".</summary>
    public static bool Has(this MailItem mail, string header) =>
        mail.Header(header) is { } value && !string.Equals(FirstWord(value), "no", StringComparison.OrdinalIgnoreCase);

    public static bool HeaderContains(this MailItem mail, string header, string text) =>
        mail.Header(header)?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    public static bool IsOfClass(this MailItem mail, string start, string end = "") =>
        mail.MessageClass is { } type && type.StartsWith(start, StringComparison.OrdinalIgnoreCase) && type.EndsWith(end, StringComparison.OrdinalIgnoreCase);

    public static bool IsReport(this MailItem mail, string type) =>
        mail.Header("Content-Type") is { } content
        && content.TrimStart().StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase) && content.Contains(type, StringComparison.OrdinalIgnoreCase);

    /// <summary>The envelope had no sender: nobody wants an answer to this mail (RFC 5321, 4.5.5).</summary>
    public static bool HasNullReturnPath(this MailItem mail) => mail.Header("Return-Path")?.Trim() is "<>" or "";

    public static bool SubjectStarts(this MailItem mail, IEnumerable<string> phrases) =>
        phrases.Any(phrase => mail.Subject.AsSpan().TrimStart().StartsWith(phrase, StringComparison.OrdinalIgnoreCase));

    /// <summary>Part of the address before the @; empty when there is no sender.</summary>
    public static string SenderName(this MailItem mail) => mail.From?.Address.Split('@')[0] ?? "";

    private static string FirstWord(string value) => value.Trim().Split([';', '(', ' ', '\t', ','], 2)[0];
}
