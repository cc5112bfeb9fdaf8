using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;

namespace TeamsEmailBot.Bot.Dialogs.Mailboxes;

/// <summary>Removes a mailbox that no service uses; in Exchange nothing changes (G-019).</summary>
internal sealed class RemoveMailboxDialog(AdminActs acts) : Dialog
{
    public override string Verb => DialogVerbs.RemoveMailbox;

    public override string Title(Words words) => words[MailboxPhrase.RemoveTitle];

    public override string ConfirmTitle(Words words) => words[MailboxPhrase.Remove];

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        if (MailboxQuestions.Chosen(visit) is not { } mailbox)
            yield break;
        if (InUse(visit) is { } use)
            yield return new Note(CalloutKind.Prerequisite, use);
        else
            yield return new Note(CalloutKind.Destructive, visit.Words.Say(MailboxPhrase.RemoveFinal, MailboxQuestions.NameOf(mailbox)));
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        if (MailboxQuestions.Chosen(visit) is not { } mailbox)
            return new Ending.Stale();
        if (InUse(visit) is { } use)
            return new Ending.Refused([(null, use)]);
        return await acts.DoAsync(
            visit,
            new RemoveMailbox(mailbox.Id),
            _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(MailboxPhrase.Removed, MailboxQuestions.NameOf(mailbox))))
            {
                Buttons = [CardParts.Button(visit.Words[MailboxPhrase.AllMailboxes], new ActionData(CardVerbs.Mailboxes))],
            },
            cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return MailboxQuestions.Which(visit);
    }

    private static string? InUse(Visit visit) => MailboxQuestions.Chosen(visit) is { } mailbox && visit.Configuration.ServiceOf(mailbox.Id) is { } service
        ? visit.Words.Say(MailboxPhrase.RemoveInUse, MailboxQuestions.NameOf(mailbox), SafeText.Line(service.Name, CardParts.NameLength))
        : null;
}
