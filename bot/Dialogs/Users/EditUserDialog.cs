using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Users;

/// <summary>Changes roles and licence of a person; the licence to the same effect as by the licence dialogs (N-011).</summary>
internal sealed class EditUserDialog(AdminActs acts, HeldTasks held) : Dialog
{
    public override string Verb => DialogVerbs.EditUser;

    public override string Title(Words words) => words[UserPhrase.EditTitle];

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        if (UserQuestions.Chosen(visit) is not { } user)
            return [];
        var (words, roles) = (visit.Words, UserQuestions.Answered(visit));
        List<Note> notes = [];
        if (await ReasonAgainstAsync(visit, user, cancellation) is { } reason)
            notes.Add(new Note(CalloutKind.Prerequisite, reason));
        else if (user.HasEmailLicence && !visit.Flag("emailLicence"))
            notes.Add(new Note(CalloutKind.Caution, words.Say(LicencePhrase.WillLose, await held.CountAsync(user.Id, cancellation))));
        if (visit.Flag("emailLicence") && !roles.HasFlag(Roles.Agent))
            notes.Add(new Note(CalloutKind.Hint, words[LicencePhrase.NeedsAgent]));
        if (user.Roles.HasFlag(Roles.Administrator) && !roles.HasFlag(Roles.Administrator) && visit.Configuration.Users.Count(one => one.Roles.HasFlag(Roles.Administrator)) == 1)
            notes.Add(new Note(CalloutKind.Caution, words[UserPhrase.LastAdministrator]));
        return notes;
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        if (UserQuestions.Chosen(visit) is not { } user)
            return new Ending.Stale();
        if (await ReasonAgainstAsync(visit, user, cancellation) is { } reason)
            return new Ending.Refused([("roles", reason)]);
        if (visit.Flag("emailLicence") && !user.HasEmailLicence && UserQuestions.NoneFree(visit) is { } none)
            return new Ending.Refused([("emailLicence", none)]);
        var after = UserQuestions.After(visit, user);
        return await acts.DoAsync(
            visit,
            new ChangeUser(after),
            _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(UserPhrase.Changed, UserQuestions.NameOf(after), UserQuestions.Names(visit.Words, after.Roles))))
            {
                Buttons = [CardParts.Button(visit.Words[UserPhrase.Details], new ActionData(DialogVerbs.Users, X: after.Id.Value))],
            },
            cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return UserQuestions.Which(visit);
        if (UserQuestions.Chosen(visit) is not { } user)
            yield break;
        yield return UserQuestions.RolesOf(visit, user.Roles);
        foreach (var question in UserQuestions.Scope(visit, user))
            yield return question;
        yield return UserQuestions.Licence(visit, user.HasEmailLicence);
    }

    // Who is no agent cannot end the tasks that he holds, and a service has agents only.
    private async Task<string?> ReasonAgainstAsync(Visit visit, User user, CancellationToken cancellation)
    {
        if (!user.Roles.HasFlag(Roles.Agent) || UserQuestions.Answered(visit).HasFlag(Roles.Agent))
            return null;
        if (await held.CountAsync(user.Id, cancellation) is > 0 and var count)
            return visit.Words.Say(UserPhrase.HoldsTasks, UserQuestions.NameOf(user), count);
        var services = visit.Configuration.Services.Where(service => service.Serves(user.Id)).Select(service => SafeText.Line(service.Name, CardParts.NameLength)).ToList();
        return services.Count > 0 ? visit.Words.Say(UserPhrase.InServices, string.Join(", ", services)) : null;
    }
}
