using System.Globalization;
using System.Runtime.CompilerServices;
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

/// <summary>Adds a mailbox that is there in Exchange Online; it is disabled until a service uses it (N-016, N-020, G-004, G-014 to G-016).</summary>
internal sealed class AddMailboxDialog(AdminActs acts, IDirectory directory, AccessCheck access) : Dialog
{
    public override string Verb => DialogVerbs.AddMailbox;

    public override string Title(Words words) => words[MailboxPhrase.Add];

    /// <summary>An address alone is that of a mailbox for incoming mail; the direction may stand before it.</summary>
    public override IReadOnlyList<string> FirstAnswers(string given)
    {
        var (space, at) = (given.LastIndexOf(' '), given.Contains('@', StringComparison.Ordinal));
        return !at ? [given] : space < 0 ? [MailboxQuestions.Inbound, given] : [given[..space].Trim(), given[(space + 1)..]];
    }

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await ValueTask.CompletedTask;
        var words = visit.Words;
        yield return MailboxQuestions.Direction(visit, null);
        yield return new Question(MailboxQuestions.Account, words[MailboxPhrase.Account], new MailboxPrompt(directory, access, visit.Configuration, null))
        {
            Text = words[MailboxPhrase.AccountAsk], Help = words[MailboxPhrase.AccountHelp],
        };
        var account = visit[MailboxQuestions.Account];
        yield return MailboxQuestions.Name(visit, Initial(account));
        if (visit.Configuration.Units.Count > 0)
            yield return MailboxQuestions.Unit(visit, null);
        else
            yield return new Question("firstUnit", words[MailboxPhrase.FirstUnit], new TextPrompt(CardParts.NameLength))
            {
                Text = words[MailboxPhrase.FirstUnitAsk], Help = words[MailboxPhrase.UnitHelp], Initial = Organization(account),
            };
        if (MailboxQuestions.DirectionOf(visit) == MailDirection.Inbound)
            foreach (var question in MailboxQuestions.Intake(visit, null))
                yield return question;
    }

    /// <summary>What the directory and Exchange say of the account now (E-012, E-013, N-058).</summary>
    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, account) = (visit.Words, visit[MailboxQuestions.Account]);
        var finding = await access.ProbeMailboxAsync(PersonPrompt.IdOf(account), scopeChangedAt: null, cancellation);
        var purpose = finding.Opens ? await access.PurposeAsync(PersonPrompt.IdOf(account), cancellation) : null;
        return
        [
            new Note(CalloutKind.Note, purpose is not null ? words.Say(MailboxPhrase.PurposeIs, MailboxLines.Purpose(words, purpose))
                : words[MailboxPrompt.IsUnlicensed(account) == true ? MailboxPhrase.IsShared : MailboxPhrase.IsLicensed]),
            finding.Opens
                ? new Note(CalloutKind.Hint, words[MailboxPhrase.Opens])
                : new Note(CalloutKind.Prerequisite, words.Say(
                    MailboxPhrase.OpensNot, MailboxWords.Cause(words, finding.Condition), MailboxWords.Owner(words, finding.Condition), MailboxWords.Remedy(words, finding.Condition))),
            new Note(CalloutKind.Note, words[MailboxQuestions.DirectionOf(visit) == MailDirection.Inbound ? MailboxPhrase.WillBeOff : MailboxPhrase.WillOnlySend]),
        ];
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var words = visit.Words;
        var found = await directory.FindAsync(PersonPrompt.IdOf(visit[MailboxQuestions.Account]), cancellation);
        if (!found.Succeeded)
            return new Ending.Refused([(MailboxQuestions.Account, words.Say(DialogPhrase.DirectoryFails, found.Failure.Code))]);
        var first = visit.Configuration.Units.Count == 0 ? new OrganizationUnit(new UnitId(RecordIds.For(visit["firstUnit"], [])), visit["firstUnit"]) : null;
        var mailbox = MailboxQuestions.Answered(visit, new Mailbox
        {
            Id = new MailboxId(found.Value.Id), Name = visit["name"], Unit = first?.Id ?? new UnitId(visit["unit"]),
            UserPrincipalName = found.Value.UserPrincipalName, Addresses = found.Value.Addresses,
        });
        return await acts.DoAsync(visit, new AddMailbox(mailbox) { FirstUnit = first }, _ => Done(words, mailbox), cancellation);
    }

    private static Ending.Done Done(Words words, Mailbox mailbox) => new(
    [
        new Note(CalloutKind.Note, words.Say(MailboxPhrase.Added, MailboxQuestions.NameOf(mailbox))),
        new Note(CalloutKind.Hint, words[mailbox.Direction == MailDirection.Inbound ? MailboxPhrase.NextAssign : MailboxPhrase.NextFrom]),
    ])
    {
        Buttons =
        [
            CardParts.Button(words[MailboxPhrase.Test], new ActionData(DialogVerbs.TestMailbox, X: mailbox.Id.Value)),
            CardParts.Button(words[MailboxPhrase.Details], new ActionData(CardVerbs.Mailboxes, X: mailbox.Id.Value)),
            CardParts.Button(words[MailboxPhrase.Add], new ActionData(DialogVerbs.AddMailbox)),
        ],
    };

    // Exchange's name as far as a mailbox may have it (N-018), else the address.
    private static string Initial(string account) => MailboxNames.Fit(MailboxPrompt.NameOf(account)) is { Length: > 0 } name ? name : MailboxNames.Fit(account.Split('|')[^1]);

    // contoso.example is Contoso.
    private static string Organization(string account)
    {
        var domain = account[(account.LastIndexOf('@') + 1)..].Split('.')[0];
        return CultureInfo.InvariantCulture.TextInfo.ToTitleCase(domain);
    }
}
