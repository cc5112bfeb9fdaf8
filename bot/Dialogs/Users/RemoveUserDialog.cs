using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Users;

/// <summary>Removes a person who holds no tasks, and takes him off all services. Nobody else could end the tasks that he holds, so those come first.</summary>
internal sealed class RemoveUserDialog(AdminActs acts, HeldTasks held) : RemoveDialog<User>(acts)
{
    public override string Verb => DialogVerbs.RemoveUser;

    public override string Title(Words words) => words[UserPhrase.RemoveTitle];

    public override string ConfirmTitle(Words words) => words[UserPhrase.Remove];

    protected override Question Which(Visit visit) => UserQuestions.Which(visit);

    protected override User? Chosen(Visit visit) => UserQuestions.Chosen(visit);

    protected override AdminCommand Removal(User record) => new RemoveUser(record.Id);

    protected override string Gone(Words words, User record) => words.Say(UserPhrase.Removed, UserQuestions.NameOf(record));

    protected override ValueTask<IReadOnlyList<Note>> EffectsAsync(Visit visit, User record, CancellationToken cancellation)
    {
        var words = visit.Words;
        List<Note> notes = [new Note(CalloutKind.Destructive, words.Say(UserPhrase.RemoveFinal, UserQuestions.NameOf(record)))];
        var services = visit.Configuration.Services.Where(service => service.Serves(record.Id)).Select(service => SafeText.Line(service.Name, CardParts.NameLength)).ToList();
        if (services.Count > 0)
            notes.Add(new Note(CalloutKind.Caution, words.Say(UserPhrase.WillLeave, string.Join(", ", services))));
        if (record.HasEmailLicence)
            notes.Add(new Note(CalloutKind.Note, words[UserPhrase.WillFree]));
        return new(notes);
    }

    protected override async ValueTask<string?> ObstacleAsync(Visit visit, User record, CancellationToken cancellation) => await held.CountAsync(record.Id, cancellation) is > 0 and var count
        ? visit.Words.Say(UserPhrase.HoldsTasks, UserQuestions.NameOf(record), count)
        : null;

    protected override IReadOnlyList<CardAction> Next(Words words) => [CardParts.Button(words[UserPhrase.All], new ActionData(DialogVerbs.Users))];
}
