using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;

namespace TeamsEmailBot.Bot.Dialogs.Mailboxes;

/// <summary>Adds an address that answers of a mailbox may leave from: its own, or one that a test mail proved (G-032 to G-036, F-34).</summary>
internal sealed class AddFromAddressDialog(AdminActs acts, SenderProof proof) : Dialog
{
    public override string Verb => DialogVerbs.AddFromAddress;

    public override string Title(Words words) => words[MailboxPhrase.FromAdd];

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        if (MailboxQuestions.Chosen(visit) is not { } mailbox)
            yield break;
        yield return new Note(CalloutKind.Note, visit.Words[mailbox.Owns(AddressPrompt.AddressOf(visit["address"])) ? MailboxPhrase.FromOwn : MailboxPhrase.FromProven]);
        yield return new Note(CalloutKind.Hint, visit.Words[MailboxPhrase.FromNameHint]);
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        if (MailboxQuestions.Chosen(visit) is not { } mailbox)
            return new Ending.Stale();
        var from = new FromAddress(
            AddressPrompt.AddressOf(visit["address"]), visit["displayName"] is { Length: > 0 } name ? name : null, AddressPrompt.ProvenAt(visit["address"]));
        return await acts.DoAsync(
            visit,
            new ChangeMailbox(mailbox.Id, mailbox with { FromAddresses = [.. mailbox.FromAddresses, from] }),
            _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(
                MailboxPhrase.FromAdded, SafeText.Line(from.Address, CardParts.AddressLength), MailboxQuestions.NameOf(mailbox))))
            {
                Buttons =
                [
                    CardParts.Button(visit.Words[MailboxPhrase.FromAdd], new ActionData(Verb, X: mailbox.Id.Value)),
                    CardParts.Button(visit.Words[MailboxPhrase.Details], new ActionData(CardVerbs.Mailboxes, X: mailbox.Id.Value)),
                ],
            },
            cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        var words = visit.Words;
        yield return MailboxQuestions.Which(visit);
        if (MailboxQuestions.Chosen(visit) is not { } mailbox)
            yield break;
        yield return new Question("address", words[MailboxPhrase.FromAddress], new AddressPrompt(mailbox, proof))
        {
            Text = words[MailboxPhrase.FromAddressAsk], Help = words[MailboxPhrase.FromAddressHelp],
        };
        yield return new Question("displayName", words[MailboxPhrase.FromName], new TextPrompt(CardParts.NameLength) { IsOptional = true })
        {
            Text = words[MailboxPhrase.FromNameAsk], Help = words[MailboxPhrase.FromNameHint], IsAsked = true, Initial = "",
        };
    }
}
