using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Mailboxes;

namespace TeamsEmailBot.Bot.Dialogs.Mailboxes;

/// <summary>Sends a mail from a mailbox to itself (E-023, G-062); it becomes no task.</summary>
internal sealed class TestMailboxDialog(RoundTrip trip, TimeProvider time) : Dialog
{
    public override string Verb => DialogVerbs.TestMailbox;

    public override bool IsConfirmed => false;

    public override string Title(Words words) => words[MailboxPhrase.TestTitle];

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        if (MailboxQuestions.Chosen(visit) is not { } mailbox)
            return new Ending.Stale();
        var words = visit.Words;
        var report = await trip.StartAsync(mailbox, words[MailboxPhrase.TestSubject], words[MailboxPhrase.TestText], cancellation);
        var card = report.Succeeded
            ? RoundTripCard.Draw(visit.Person.Reader, mailbox, report.Value, time.GetUtcNow())
            : RoundTripCard.Draw(visit.Person.Reader, mailbox, MailboxDiagnosis.Meaning(report.Failure, null, hasWorked: false, isNew: false), report.Failure.Code);
        return new Ending.Done([]) { Card = card };
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return MailboxQuestions.Which(visit);
    }
}
