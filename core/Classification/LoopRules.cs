using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>Mail that comes from ourselves: answering it would be answering ourselves (F-48).</summary>
internal static class LoopRules
{
    /// <summary>Ordinary mail passes 5 to 15 servers; one that passed more than this goes in circles (RFC 5321, 6.3).</summary>
    private const int MostHops = 30;

    public static readonly MailRule[] All =
    [
        new(MailClass.Loop, "own_mark", (mail, desk) => mail.Header(OwnMark.Header) is { } mark && desk.IsOwnMark(mark.Trim())),
        new(MailClass.Loop, "hop_count", mail => mail.Headers.Count(header => string.Equals(header.Name, "Received", StringComparison.OrdinalIgnoreCase)) > MostHops),
        new(MailClass.OwnMailbox, "own_mailbox", IsOwn),
    ];

    // A contact form that writes as the mailbox to itself names the customer in Reply-To and is the customer's mail (F-03).
    private static bool IsOwn(MailItem mail, Surroundings desk) =>
        mail.From is { } from && desk.IsOwnAddress(from.Address) && mail.ReplyTo.All(address => desk.IsOwnAddress(address.Address));
}
