using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Mailboxes;

/// <summary>Looks how far the last test mail came.</summary>
internal sealed class TestedBoard(RoundTrip trip, IConfigurationSource configuration, TimeProvider time) : Board
{
    public override string Verb => DialogVerbs.TestedMailbox;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation) =>
        MailboxQuestions.Find(configuration.Current, about) is { } mailbox && await trip.LookAsync(mailbox.Id, cancellation) is { } report
            ? RoundTripCard.Draw(person.Reader, mailbox, report, time.GetUtcNow())
            : NoticeCard.Draw(person.Reader, CalloutKind.Note, person.Reader.Words[MailboxPhrase.TestNone]);
}
