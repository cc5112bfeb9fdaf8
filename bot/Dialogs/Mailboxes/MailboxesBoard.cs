using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Mailboxes;

/// <summary>The mailboxes, filtered, or one in detail. Who looks at them wants them to work: what is broken is tried again (G-006 to G-012, N-057, N-058).</summary>
internal sealed class MailboxesBoard(IMailboxDesk desk, IDirectory directory, AccessCheck access, IConfigurationSource configuration, TimeProvider time) : Board
{
    public override string Verb => CardVerbs.Mailboxes;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var only = MailboxQuestions.Find(configuration.Current, about);
        await desk.RetryAsync(only?.Id, cancellation);
        var all = await desk.ListAsync(cancellation);
        if (only is not null && all.FirstOrDefault(status => status.Mailbox.Id == only.Id) is { } one)
        {
            var account = await directory.FindAsync(only.Id.Value, cancellation);
            return MailboxCard.Draw(person.Reader, one, configuration.Current.Units.FirstOrDefault(unit => unit.Id == only.Unit), account.Succeeded ? account.Value.IsLicensed : null, time.GetUtcNow(),
                await access.PurposeAsync(only.Id.Value, cancellation));
        }

        var (direction, text) = Filter(about.Trim());
        var found = all.Where(status => (direction is null || status.Mailbox.Direction == direction) && Holds(status, text)).ToList();
        return MailboxesCard.Draw(person.Reader, found, all.Count, time.GetUtcNow());
    }

    // "inbound", "outbound" or "all" first, then a part of a name or an address (G-008).
    private static (MailDirection? Direction, string Text) Filter(string about)
    {
        var (first, rest) = about.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (about[..space], about[(space + 1)..].Trim()) : (about, "");
        return Words.Mean(MailboxPhrase.InboundWords, first) ? (MailDirection.Inbound, rest)
            : Words.Mean(MailboxPhrase.OutboundWords, first) ? (MailDirection.Outbound, rest)
            : Words.Mean(MailboxPhrase.AllWords, first) ? (null, rest)
            : (null, about);
    }

    private static bool Holds(MailboxStatus status, string text) => text.Length == 0
        || status.Mailbox.Addresses.Concat([status.Mailbox.Name, status.Mailbox.UserPrincipalName, status.Service?.Name ?? ""])
            .Any(value => value.Contains(text, StringComparison.CurrentCultureIgnoreCase));
}
