using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Users;

/// <summary>Removes a person who holds no tasks, and takes him off all services. Nobody else could end the tasks that he holds, so those come first.</summary>
internal sealed class RemoveUserDialog(AdminActs acts, HeldTasks held) : Dialog
{
    public override string Verb => DialogVerbs.RemoveUser;

    public override string Title(Words words) => words[UserPhrase.RemoveTitle];

    public override string ConfirmTitle(Words words) => words[UserPhrase.Remove];

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        if (UserQuestions.Chosen(visit) is not { } user)
            return [];
        if (await HoldsAsync(visit, user, cancellation) is { } holds)
            return [new Note(CalloutKind.Prerequisite, holds)];
        var words = visit.Words;
        List<Note> notes = [new Note(CalloutKind.Destructive, words.Say(UserPhrase.RemoveFinal, UserQuestions.NameOf(user)))];
        var services = visit.Configuration.Services.Where(service => service.Serves(user.Id)).Select(service => SafeText.Line(service.Name, CardParts.NameLength)).ToList();
        if (services.Count > 0)
            notes.Add(new Note(CalloutKind.Caution, words.Say(UserPhrase.WillLeave, string.Join(", ", services))));
        if (user.HasEmailLicence)
            notes.Add(new Note(CalloutKind.Note, words[UserPhrase.WillFree]));
        return notes;
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        if (UserQuestions.Chosen(visit) is not { } user)
            return new Ending.Stale();
        if (await HoldsAsync(visit, user, cancellation) is { } holds)
            return new Ending.Refused([(null, holds)]);
        return await acts.DoAsync(
            visit,
            new RemoveUser(user.Id),
            _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(UserPhrase.Removed, UserQuestions.NameOf(user))))
            {
                Buttons = [CardParts.Button(visit.Words[UserPhrase.All], new ActionData(DialogVerbs.Users))],
            },
            cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return UserQuestions.Which(visit);
    }

    private async Task<string?> HoldsAsync(Visit visit, User user, CancellationToken cancellation) => await held.CountAsync(user.Id, cancellation) is > 0 and var count
        ? visit.Words.Say(UserPhrase.HoldsTasks, UserQuestions.NameOf(user), count)
        : null;
}
