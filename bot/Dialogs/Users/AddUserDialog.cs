using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Users;

/// <summary>Adds a person of the directory, with roles and a licence (N-011); guests only where the tenant allows them (E-004).</summary>
internal sealed class AddUserDialog(AdminActs acts, IDirectory directory, ConversationBook book) : Dialog
{
    public override string Verb => DialogVerbs.AddUser;

    public override string Title(Words words) => words[UserPhrase.Add];

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var words = visit.Words;
        if (visit.Flag("emailLicence") && UserQuestions.NoneFree(visit) is { } none)
            return new Ending.Refused([("emailLicence", none)]);
        var found = await directory.FindAsync(PersonPrompt.IdOf(visit["id"]), cancellation);
        if (!found.Succeeded)
            return new Ending.Refused([("id", words.Say(DialogPhrase.DirectoryFails, found.Failure.Code))]);
        var user = UserQuestions.After(visit, new User
        {
            Id = new AgentId(found.Value.Id), DisplayName = found.Value.DisplayName, UserPrincipalName = found.Value.UserPrincipalName, IsGuest = found.Value.IsGuest,
        });
        var isReached = PersonalChats.Unreachable(await book.FindAsync(user.Id, cancellation)) is null;
        return await acts.DoAsync(visit, new AddUser(user), _ => Done(words, user, isReached), cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        yield return new Question("id", visit.Words[UserPhrase.Person], new PersonPrompt(
            directory, (account, words) => Against(visit.Configuration, account, words), visit.Configuration.Tenant.PeopleFilter))
        {
            Text = visit.Words[UserPhrase.AccountAsk], Help = visit.Words[UserPhrase.AccountHelp],
        };
        yield return UserQuestions.RolesOf(visit, Roles.Agent);
        foreach (var question in UserQuestions.Scope(visit, null))
            yield return question;
        yield return UserQuestions.Licence(visit, UserQuestions.Answered(visit).HasFlag(Roles.Agent) && LicencePool.Email(visit.Configuration).Free > 0);
    }

    private static string? Against(Configuration configuration, DirectoryUser account, Words words) =>
        configuration.Users.Any(user => string.Equals(user.Id.Value, account.Id, StringComparison.OrdinalIgnoreCase)) ? words[UserPhrase.ThereAlready]
        : account.IsGuest && !configuration.Tenant.AllowGuests ? words[UserPhrase.GuestRefused]
        : null;

    private static Ending.Done Done(Words words, User user, bool isReached)
    {
        List<Note> notes = [new Note(CalloutKind.Note, words.Say(UserPhrase.Added, UserQuestions.NameOf(user), UserQuestions.Names(words, user.Roles)))];
        if (user.Roles.HasFlag(Roles.Agent))
            notes.Add(new Note(CalloutKind.Hint, words[UserPhrase.NextService]));
        if (!isReached)
            notes.Add(new Note(CalloutKind.Prerequisite, words[UserPhrase.HowToInstall]));
        return new(notes)
        {
            Buttons =
            [
                CardParts.Button(words[UserPhrase.ToService], new ActionData(DialogVerbs.ServiceAgents)),
                CardParts.Button(words[UserPhrase.Details], new ActionData(DialogVerbs.Users, X: user.Id.Value)),
                CardParts.Button(words[UserPhrase.Add], new ActionData(DialogVerbs.AddUser)),
            ],
        };
    }
}
