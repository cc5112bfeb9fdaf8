using System.Runtime.CompilerServices;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Users;

/// <summary>
/// Puts the app into the Teams of people whom it does not reach, where the bot may, and says for each what came of it. Teams tells of each installation, and then the
/// person is welcomed as if he had installed it himself.
/// </summary>
internal sealed class InstallAppDialog(IAppInstallation apps, ConversationBook book) : Dialog
{
    /// <summary>Of one act; each takes a call.</summary>
    private const int Most = 20;

    private const string Key = "people";

    public override string Verb => DialogVerbs.InstallApp;

    public override bool IsConfirmed => false;

    public override string Title(Words words) => words[UserPhrase.InstallTitle];

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var lacking = new List<User>();
        foreach (var user in visit.Configuration.Users.OrderBy(user => user.DisplayName, StringComparer.CurrentCultureIgnoreCase))
            if (await IsLackingAsync(user, cancellation))
                lacking.Add(user);
        yield return new Question(Key, visit.Words[UserPhrase.People], new ChoicePrompt([.. lacking.Select(user => new Option(user.Id.Value, user.DisplayName))]) { IsMany = true })
        {
            Text = visit.Words[lacking.Count > 0 ? UserPhrase.InstallAsk : UserPhrase.InstallNobody], Help = visit.Words[UserPhrase.InstallHelp],
        };
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var words = visit.Words;
        List<User> people = [.. visit.List(Key).Select(id => visit.Configuration.User(new AgentId(id))).OfType<User>()];
        if (people.Count > Most)
            return new Ending.Refused([(Key, words.Say(DialogPhrase.TooMany, people.Count, Most))]);
        // Whoever is in this chat has the app, and Graph tells of it there.
        var app = await apps.FindAppAsync(visit.Person.Chat, cancellation);
        if (!app.Succeeded)
            return Done(words, [Trouble(words, app.Failure), HowTo(words)]);
        var (notes, isRefused) = (new List<Note>(), false);
        foreach (var user in people)
        {
            var outcome = await apps.InstallAsync(user.Id, app.Value, cancellation);
            isRefused |= !outcome.Succeeded;
            notes.Add(outcome.Succeeded
                ? new Note(CalloutKind.Note, words.Say(outcome.Value == AppInstallation.Installed ? UserPhrase.InstalledNow : UserPhrase.InstalledBefore, UserQuestions.NameOf(user)))
                : new Note(CalloutKind.Caution, words.Say(
                    outcome.Failure.Category == FailureCategory.Refused ? UserPhrase.InstallRefused : UserPhrase.InstallFailed, UserQuestions.NameOf(user), SafeText.Code(outcome.Failure.Code))));
        }

        return Done(words, isRefused ? [.. notes, HowTo(words)] : notes.Count > 0 ? notes : [new Note(CalloutKind.Note, words[UserPhrase.InstallNobody])]);
    }

    /// <summary>Whether Teams does not reach the person because the app is not there. Who blocked it has it.</summary>
    private async Task<bool> IsLackingAsync(User user, CancellationToken cancellation) => await book.FindAsync(user.Id, cancellation) is null or { Reach: Reach.Uninstalled };

    private static Note Trouble(Words words, Failure failure) => new(
        CalloutKind.Prerequisite,
        words.Say(failure.Category == FailureCategory.Refused ? UserPhrase.InstallNotAllowed : UserPhrase.InstallUnknown, PermissionNeed.Of(Permission.AppInstallation).Role!, SafeText.Code(failure.Code)));

    private static Note HowTo(Words words) => new(CalloutKind.Hint, words[UserPhrase.HowToInstall]);

    private static Ending.Done Done(Words words, IReadOnlyList<Note> notes) => new(notes)
    {
        Buttons = [CardParts.Button(words[UserPhrase.All], new ActionData(DialogVerbs.Users)), CardParts.Button(words[SetupPhrase.PermissionsTitle], new ActionData(DialogVerbs.Permissions))],
    };
}
