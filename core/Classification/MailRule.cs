using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>What the rules need to know of the desk besides the mail.</summary>
/// <param name="IsOwnAddress">Whether an address belongs to one of our mailboxes.</param>
/// <param name="IsOwnMark">Whether a value of the header <see cref="Mailboxes.OwnMark.Header"/> was written by one of our mailboxes.</param>
/// <param name="IsBlocked">Whether mail of an address is unwanted.</param>
public sealed record Surroundings(Func<string, bool> IsOwnAddress, Func<string, bool> IsOwnMark, Func<string, bool> IsBlocked);

/// <summary>One sign by which a mail is known.</summary>
/// <param name="Name">Stands in the ledger, so that everybody can ask why.</param>
internal sealed record MailRule(MailClass Class, string Name, Func<MailItem, Surroundings, bool> Applies)
{
    public MailRule(MailClass mailClass, string name, Func<MailItem, bool> applies)
        : this(mailClass, name, (mail, _) => applies(mail))
    {
    }
}
