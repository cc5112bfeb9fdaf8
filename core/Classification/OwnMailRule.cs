using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>
/// Mail from one of our own mailboxes: answering it would be answering ourselves (F-48). A contact form that writes as the mailbox to itself names the customer
/// in Reply-To and is a customer's mail (F-03).
/// </summary>
internal static class OwnMailRule
{
    public static string? Judge(MailItem mail, Func<string, bool> isOwnAddress) =>
        mail.From is { } from && isOwnAddress(from.Address) && !mail.ReplyTo.Any(address => !isOwnAddress(address.Address)) ? "own_mailbox" : null;
}
