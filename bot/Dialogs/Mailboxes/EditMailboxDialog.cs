using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Mailboxes;

/// <summary>Changes a mailbox (G-021). While a service uses it, it stays the same one of Exchange and for the same direction (N-023).</summary>
internal sealed class EditMailboxDialog(AdminActs acts, IDirectory directory, AccessCheck access) : Dialog
{
    public override string Verb => DialogVerbs.EditMailbox;

    public override string Title(Words words) => words[MailboxPhrase.EditTitle];

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        if (MailboxQuestions.Chosen(visit) is not { } mailbox)
            yield break;
        if (Locked(visit, mailbox) is { } locked)
            yield return new Note(CalloutKind.Caution, locked);
        else if (IsAnother(visit, mailbox) && mailbox.FromAddresses.Count > 0)
            yield return new Note(CalloutKind.Caution, visit.Words[MailboxPhrase.FromsWillGo]);
        if (visit.Configuration.ServiceOf(mailbox.Id) is { } service && !visit.Configuration.IsVisible(new UnitId(visit["unit"]), service.Unit))
            yield return new Note(CalloutKind.Caution, visit.Words.Say(MailboxPhrase.WouldHide, SafeText.Line(service.Name, CardParts.NameLength)));
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var words = visit.Words;
        if (MailboxQuestions.Chosen(visit) is not { } before)
            return new Ending.Stale();
        if (Locked(visit, before) is { } locked)
            return new Ending.Refused([(MailboxQuestions.Account, locked)]);
        var after = MailboxQuestions.Answered(visit, before) with { Unit = new UnitId(visit["unit"]) };
        if (IsAnother(visit, before))
        {
            var found = await directory.FindAsync(PersonPrompt.IdOf(visit[MailboxQuestions.Account]), cancellation);
            if (!found.Succeeded)
                return new Ending.Refused([(MailboxQuestions.Account, words.Say(DialogPhrase.DirectoryFails, found.Failure.Code))]);
            // What was proven for the one says nothing about the other.
            after = after with { Id = new MailboxId(found.Value.Id), UserPrincipalName = found.Value.UserPrincipalName, Addresses = found.Value.Addresses, FromAddresses = [] };
        }

        return await acts.DoAsync(visit, new ChangeMailbox(before.Id, after), _ => Done(words, after), cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return MailboxQuestions.Which(visit);
        if (MailboxQuestions.Chosen(visit) is not { } mailbox)
            yield break;
        yield return MailboxQuestions.Name(visit, mailbox.Name);
        yield return new Question(MailboxQuestions.Account, visit.Words[MailboxPhrase.Account], new MailboxPrompt(directory, access, visit.Configuration, mailbox.Id))
        {
            Text = visit.Words[MailboxPhrase.AccountAsk], Help = visit.Words[MailboxPhrase.AccountHelp], Initial = PersonPrompt.Canonical(mailbox.Id.Value, mailbox.UserPrincipalName),
            Notes = visit.Configuration.ServiceOf(mailbox.Id) is { } service
                ? [new Note(CalloutKind.Prerequisite, visit.Words.Say(MailboxPhrase.AccountLocked, SafeText.Line(service.Name, CardParts.NameLength)))]
                : [],
        };
        yield return MailboxQuestions.Unit(visit, mailbox);
        yield return MailboxQuestions.Direction(visit, mailbox);
        if (MailboxQuestions.DirectionOf(visit) == MailDirection.Inbound)
            foreach (var question in MailboxQuestions.Intake(visit, mailbox))
                yield return question;
    }

    private static bool IsAnother(Visit visit, Mailbox mailbox) =>
        !string.Equals(PersonPrompt.IdOf(visit[MailboxQuestions.Account]), mailbox.Id.Value, StringComparison.OrdinalIgnoreCase);

    private static string? Locked(Visit visit, Mailbox mailbox) =>
        visit.Configuration.ServiceOf(mailbox.Id) is { } service && (IsAnother(visit, mailbox) || MailboxQuestions.DirectionOf(visit) != mailbox.Direction)
            ? visit.Words.Say(MailboxPhrase.AccountLocked, SafeText.Line(service.Name, CardParts.NameLength))
            : null;

    private static Ending.Done Done(Words words, Mailbox mailbox) => new(new Note(CalloutKind.Note, words.Say(MailboxPhrase.Changed, MailboxQuestions.NameOf(mailbox))))
    {
        Buttons = [CardParts.Button(words[MailboxPhrase.Details], new ActionData(CardVerbs.Mailboxes, X: mailbox.Id.Value))],
    };
}
