using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>Read and not-read receipts (RFC 8098, MAPI reports).</summary>
internal static class ReceiptRule
{
    public static string? Judge(MailItem mail, Func<string, bool> isOwnAddress)
    {
        if (mail.MessageClass is { } type && type.StartsWith("REPORT.", StringComparison.OrdinalIgnoreCase)
            && (type.EndsWith(".IPNRN", StringComparison.OrdinalIgnoreCase) || type.EndsWith(".IPNNRN", StringComparison.OrdinalIgnoreCase)))
            return "read_receipt";
        return mail.Header("Content-Type") is { } content && content.StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase)
            && content.Contains("disposition-notification", StringComparison.OrdinalIgnoreCase)
                ? "read_receipt"
                : null;
    }
}
