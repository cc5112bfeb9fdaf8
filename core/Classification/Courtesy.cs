using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>Who may get an automatic answer from us: people who wrote themselves, and nobody who could answer automatically (F-41, graph.md 6.2).</summary>
public static class Courtesy
{
    private static readonly string[] Robots =
        ["noreply", "no-reply", "no_reply", "no.reply", "donotreply", "do-not-reply", "do_not_reply", "mailer-daemon", "postmaster", "bounce", "bounces", "nobody", "root", "daemon"];

    /// <summary>Whom to acknowledge to; null when nobody.</summary>
    public static MailAddress? Recipient(MailItem mail, MailVerdict verdict, Func<string, bool> isOwnAddress)
    {
        if (verdict.Class != MailClass.Person || mail.HasNullReturnPath() || IsSuppressed(mail) || IsForged(mail))
            return null;
        // A contact form writes as the mailbox itself; everybody else is answered where he wrote from, because Reply-To can be forged.
        var to = mail.From is { } from && !isOwnAddress(from.Address) ? from : mail.From is null ? null : mail.ReplyTo.FirstOrDefault(address => !isOwnAddress(address.Address));
        return to is not null && !IsRobot(to.Address) ? to : null;
    }

    private static bool IsRobot(string address)
    {
        var name = address.Split('@')[0].Split('+')[0];
        return Array.Exists(Robots, robot => string.Equals(name, robot, StringComparison.OrdinalIgnoreCase))
            || name.StartsWith("noreply", StringComparison.OrdinalIgnoreCase) || name.StartsWith("no-reply", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSuppressed(MailItem mail) =>
        mail.HeaderContains("X-Auto-Response-Suppress", "All") || mail.HeaderContains("X-Auto-Response-Suppress", "AutoReply") || mail.HeaderContains("X-Auto-Response-Suppress", "OOF");

    // A mail that failed the sender's own policy is probably not his; answering would bother the wrong one (F-77).
    private static bool IsForged(MailItem mail) => mail.HeaderContains("Authentication-Results", "dmarc=fail") || mail.HeaderContains("Authentication-Results", "compauth=fail");
}
