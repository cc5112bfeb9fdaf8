using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Users;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Licences;

/// <summary>Gives an e-mail licence or takes it (N-010). Of two who want the last one the second learns that none is free (N-009).</summary>
internal abstract class SetLicenceDialog(AdminActs acts, HeldTasks held, bool assigned) : Dialog
{
    public override string Title(Words words) => words[assigned ? LicencePhrase.Assign : LicencePhrase.Remove];

    public override string ConfirmTitle(Words words) => words[assigned ? LicencePhrase.Assign : LicencePhrase.Remove];

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        if (UserQuestions.Chosen(visit) is not { } user)
            return [];
        var words = visit.Words;
        if (!assigned)
            return [new Note(CalloutKind.Caution, words.Say(LicencePhrase.WillLose, await held.CountAsync(user.Id, cancellation)))];
        if (UserQuestions.NoneFree(visit) is { } none)
            return [new Note(CalloutKind.Prerequisite, none)];
        List<Note> notes = [new Note(CalloutKind.Note, words.Say(LicencePhrase.Pool, LicencePool.Email(visit.Configuration).Total, LicencePool.Email(visit.Configuration).Assigned, LicencePool.Email(visit.Configuration).Free))];
        if (!user.Roles.HasFlag(Roles.Agent))
            notes.Add(new Note(CalloutKind.Hint, words[LicencePhrase.NeedsAgent]));
        if (!visit.Configuration.Services.Any(service => service.Serves(user.Id)))
            notes.Add(new Note(CalloutKind.Hint, words[LicencePhrase.NeedsService]));
        return notes;
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        if (UserQuestions.Chosen(visit) is not { } user)
            return new Ending.Stale();
        if (assigned && UserQuestions.NoneFree(visit) is { } none)
            return new Ending.Refused([(null, none)]);
        var words = visit.Words;
        return await acts.DoAsync(
            visit,
            new SetEmailLicence(user.Id, assigned),
            _ => new Ending.Done(new Note(CalloutKind.Note, words.Say(assigned ? LicencePhrase.Assigned : LicencePhrase.Removed, UserQuestions.NameOf(user))))
            {
                Buttons = [CardParts.Button(words[LicencePhrase.Title], new ActionData(DialogVerbs.Licences))],
            },
            cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return UserQuestions.Which(visit, user => user.HasEmailLicence != assigned);
    }
}

/// <inheritdoc/>
internal sealed class AssignLicenceDialog(AdminActs acts, HeldTasks held) : SetLicenceDialog(acts, held, assigned: true)
{
    public override string Verb => DialogVerbs.AssignLicence;
}

/// <inheritdoc/>
internal sealed class RemoveLicenceDialog(AdminActs acts, HeldTasks held) : SetLicenceDialog(acts, held, assigned: false)
{
    public override string Verb => DialogVerbs.RemoveLicence;
}
