using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Prompts;

/// <summary>
/// An account with a mailbox in Exchange Online that no other entry has (N-014, N-020 to N-022). What only needs a permission is let pass: it is told at the end, and
/// shows as the mailbox's status until it is mended.
/// </summary>
/// <param name="except">The entry that is being changed; null for a new one.</param>
internal sealed class MailboxPrompt(IDirectory directory, AccessCheck access, Configuration configuration, MailboxId? except) : PersonPrompt(directory)
{
    private const string Unlicensed = "unlicensed";
    private const string Licensed = "licensed";

    /// <summary>The account's display name in a canonical value; empty in that of an entry that was there before.</summary>
    public static string NameOf(string value) => value.Split('|') is [_, _, var name, _] ? name : "";

    /// <summary>True when the account has no licence, as shared mailboxes do; null when it was not asked for (E-012).</summary>
    public static bool? IsUnlicensed(string value) => value.Split('|') is [_, var licence, _, _] ? licence == Unlicensed : null;

    protected override async ValueTask<Given> TakeAsync(DirectoryUser user, Words words, CancellationToken cancellation)
    {
        if (Taken(user) is { } other)
            return Given.Not(words.Say(MailboxPhrase.AccountTaken, SafeText.Line(other.Name, CardParts.NameLength)));
        if (user.IsGuest)
            return Given.Not(words[MailboxPhrase.AccountGuest]);
        var finding = await access.ProbeMailboxAsync(user.Id, scopeChangedAt: null, cancellation);
        return finding.Condition switch
        {
            MailboxCondition.NoMailbox => Given.Not(words[user.IsLicensed ? MailboxPhrase.AccountNoMailbox : MailboxPhrase.AccountNoLicence]),
            MailboxCondition.OnPremises => Given.Not(words[MailboxPhrase.AccountOnPremises]),
            MailboxCondition.Deleted or MailboxCondition.AddressUnknown => Given.Not(MailboxWords.Cause(words, finding.Condition)),
            _ => Given.Of(string.Join('|', user.Id, user.IsLicensed ? Licensed : Unlicensed, user.DisplayName.Replace('|', ' '), user.UserPrincipalName)),
        };
    }

    private Mailbox? Taken(DirectoryUser user) => configuration.Mailboxes.FirstOrDefault(one => one.Id != except
        && (string.Equals(one.Id.Value, user.Id, StringComparison.OrdinalIgnoreCase) || one.Owns(user.UserPrincipalName) || user.Addresses.Any(one.Owns)));
}
