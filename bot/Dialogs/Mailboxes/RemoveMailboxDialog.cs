using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;

namespace TeamsEmailBot.Bot.Dialogs.Mailboxes;

/// <summary>Removes a mailbox that no service uses; in Exchange nothing changes (G-019).</summary>
internal sealed class RemoveMailboxDialog(AdminActs acts) : RemoveDialog<Mailbox>(acts)
{
    public override string Verb => DialogVerbs.RemoveMailbox;

    public override string Title(Words words) => words[MailboxPhrase.RemoveTitle];

    public override string ConfirmTitle(Words words) => words[MailboxPhrase.Remove];

    protected override Question Which(Visit visit) => MailboxQuestions.Which(visit);

    protected override Mailbox? Chosen(Visit visit) => MailboxQuestions.Chosen(visit);

    protected override AdminCommand Removal(Mailbox record) => new RemoveMailbox(record.Id);

    protected override string Gone(Words words, Mailbox record) => words.Say(MailboxPhrase.Removed, MailboxQuestions.NameOf(record));

    protected override ValueTask<IReadOnlyList<Note>> EffectsAsync(Visit visit, Mailbox record, CancellationToken cancellation) =>
        new([new Note(CalloutKind.Destructive, visit.Words.Say(MailboxPhrase.RemoveFinal, MailboxQuestions.NameOf(record)))]);

    protected override ValueTask<string?> ObstacleAsync(Visit visit, Mailbox record, CancellationToken cancellation) => new(
        visit.Configuration.ServiceOf(record.Id) is { } service
            ? visit.Words.Say(MailboxPhrase.RemoveInUse, MailboxQuestions.NameOf(record), SafeText.Line(service.Name, CardParts.NameLength))
            : null);

    protected override IReadOnlyList<CardAction> Next(Words words) => [CardParts.Button(words[MailboxPhrase.AllMailboxes], new ActionData(CardVerbs.Mailboxes))];
}
