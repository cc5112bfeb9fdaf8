using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>Non-delivery and delay reports, from Exchange and from foreign mail servers.</summary>
internal static class BounceRule
{
    private static readonly string[] Senders = ["mailer-daemon@", "postmaster@", "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@"];

    public static string? Judge(MailItem mail, Func<string, bool> isOwnAddress)
    {
        if (mail.MessageClass is { } type && type.StartsWith("REPORT.", StringComparison.OrdinalIgnoreCase)
            && (type.EndsWith(".NDR", StringComparison.OrdinalIgnoreCase) || type.EndsWith(".DR", StringComparison.OrdinalIgnoreCase)))
            return "bounce";
        if (mail.Header("Content-Type") is { } content && content.StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase)
            && content.Contains("delivery-status", StringComparison.OrdinalIgnoreCase))
            return "bounce";
        if (mail.Header("X-Failed-Recipients") is not null)
            return "bounce";
        return mail.From is { } from && Senders.Any(sender => from.Address.StartsWith(sender, StringComparison.OrdinalIgnoreCase)) ? "bounce" : null;
    }
}
