using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Mailboxes;

/// <summary>Removes an address that answers may leave from; warns when a service sends from it (G-036).</summary>
internal sealed class RemoveFromAddressDialog(AdminActs acts) : Dialog
{
    public override string Verb => DialogVerbs.RemoveFromAddress;

    public override string Title(Words words) => words[MailboxPhrase.FromRemove];

    public override string ConfirmTitle(Words words) => words[MailboxPhrase.Remove];

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        if (MailboxQuestions.Chosen(visit) is not { } mailbox || mailbox.From(visit["address"]) is not { } from)
            yield break;
        yield return User(visit, from) is { } service
            ? new Note(CalloutKind.Caution, visit.Words.Say(MailboxPhrase.FromInUse, SafeText.Line(service.Name, CardParts.NameLength), MailboxQuestions.NameOf(mailbox)))
            : new Note(CalloutKind.Note, visit.Words[MailboxPhrase.FromNotInUse]);
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => MailboxQuestions.Chosen(visit) is not { } mailbox
        ? new Ending.Stale()
        : await acts.DoAsync(
            visit,
            new RemoveFromAddress(mailbox.Id, visit["address"]),
            _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(
                MailboxPhrase.FromRemoved, SafeText.Line(visit["address"], CardParts.AddressLength), MailboxQuestions.NameOf(mailbox))))
            {
                Buttons = [CardParts.Button(visit.Words[MailboxPhrase.Details], new ActionData(CardVerbs.Mailboxes, X: mailbox.Id.Value))],
            },
            cancellation);

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return new Question("which", visit.Words[MailboxPhrase.Mailbox], MailboxQuestions.Boxes(visit.Configuration.Mailboxes.Where(mailbox => mailbox.FromAddresses.Count > 0)))
        {
            Text = visit.Words[MailboxPhrase.WhichAsk], IsSubject = true,
        };
        if (MailboxQuestions.Chosen(visit) is not { } mailbox)
            yield break;
        yield return new Question("address", visit.Words[MailboxPhrase.FromAddress], new ChoicePrompt([.. mailbox.FromAddresses.Select(from => new Option(from.Address, from.Address))]))
        {
            Text = visit.Words[MailboxPhrase.FromRemoveAsk],
        };
    }

    private static Service? User(Visit visit, FromAddress from) =>
        visit.Configuration.ServiceOf(MailboxQuestions.Chosen(visit)!.Id) is { FromAddress: { } used } service && from.Is(used) ? service : null;
}
