using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Users;

/// <summary>The people, filtered, or one in detail: roles, licence, services, and whether Teams reaches them.</summary>
internal sealed class UsersBoard(IConfigurationSource configuration, ConversationBook book, HeldTasks held) : Board
{
    private const int Most = 15;

    public override string Verb => DialogVerbs.Users;

    public override async Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var (words, current) = (person.Reader.Words, configuration.Current);
        if (Find(current, about) is { } one)
            return await DetailAsync(words, person.Reader, current, one, cancellation);
        var found = current.Users.Where(user => Holds(user, about)).OrderBy(user => user.DisplayName, StringComparer.CurrentCultureIgnoreCase).ToList();
        List<CardElement> body = [CardParts.Heading(words[UserPhrase.ListTitle])];
        if (found.Count == 0)
            body.Add(CardParts.Line(current.Users.Count == 0 ? words[UserPhrase.None] : words.Say(UserPhrase.NoneFits, current.Users.Count)));
        foreach (var user in found.Take(Most))
        {
            var reach = Reach(words, await book.FindAsync(user.Id, cancellation));
            body.Add(new Container(
            [
                new RichTextBlock([new TextRun(UserQuestions.NameOf(user)) { Weight = TextWeight.Bolder }, new TextRun(" · " + UserQuestions.Names(words, user.Roles)) { IsSubtle = true }]),
                CardParts.Small($"{SafeText.Line(user.UserPrincipalName, CardParts.AddressLength)} · {Licence(words, user)}") with { Spacing = Spacing.None },
                CardParts.Small($"{Services(words, current, user)} · {reach}") with { Spacing = Spacing.None },
                new ActionSet([CardParts.Button(words[UserPhrase.Details], new ActionData(DialogVerbs.Users, X: user.Id.Value))]),
            ]) { Separator = true, Spacing = Spacing.Medium });
        }

        if (found.Count > Most)
            body.Add(CardParts.Small(words.Say(UserPhrase.More, found.Count - Most)));
        body.Add(new ActionSet(
        [
            CardParts.Button(words[UserPhrase.Add], new ActionData(DialogVerbs.AddUser), ActionStyle.Positive),
            CardParts.Button(words[UserPhrase.InstallButton], new ActionData(DialogVerbs.InstallApp)),
            CardParts.Button(words[LicencePhrase.Title], new ActionData(DialogVerbs.Licences)),
        ]));
        return new AdaptiveCard { FallbackText = words[UserPhrase.ListTitle], Body = body };
    }

    private async Task<AdaptiveCard> DetailAsync(Words words, Reader reader, Configuration current, User user, CancellationToken cancellation)
    {
        var reference = await book.FindAsync(user.Id, cancellation);
        List<CardElement> body =
        [
            CardParts.Heading(words[UserPhrase.Person]),
            new RichTextBlock([new TextRun(UserQuestions.NameOf(user)) { Weight = TextWeight.Bolder, Size = TextSize.Medium }]),
            CardParts.Small(SafeText.Line(user.UserPrincipalName, CardParts.AddressLength)) with { Spacing = Spacing.None },
            CardParts.Field(words[UserPhrase.Roles] + ":", UserQuestions.Names(words, user.Roles)),
            .. Scope(words, current, user),
            CardParts.Field(words[UserPhrase.Licence] + ":", WithGuest(words, user, words[user.HasEmailLicence ? DialogPhrase.Yes : DialogPhrase.No])),
            CardParts.Field(words[UserPhrase.Services] + ":", Services(words, current, user)),
            CardParts.Field(words[UserPhrase.Tasks] + ":", (await held.CountAsync(user.Id, cancellation)).ToString(words.Culture)),
            CardParts.Field(words[UserPhrase.InTeams] + ":", Reach(words, reference)),
        ];
        if (PersonalChats.Unreachable(reference) is not null)
            body.Add(Callout.Of(reader, CalloutKind.Prerequisite, words[reference?.Reach == Channel.Conversations.Reach.Blocked ? UserPhrase.HowToUnblock : UserPhrase.HowToInstall]));
        body.Add(new ActionSet(
        [
            .. reference is null or { Reach: Channel.Conversations.Reach.Uninstalled } ? [Start(UserPhrase.Install, DialogVerbs.InstallApp)] : Array.Empty<CardAction>(),
            Start(UserPhrase.Edit, DialogVerbs.EditUser),
            CardParts.Button(
                words[user.HasEmailLicence ? LicencePhrase.Remove : LicencePhrase.Assign],
                new ActionData(user.HasEmailLicence ? DialogVerbs.RemoveLicence : DialogVerbs.AssignLicence, X: user.Id.Value)),
            Start(UserPhrase.Remove, DialogVerbs.RemoveUser),
            CardParts.Button(words[UserPhrase.All], new ActionData(DialogVerbs.Users)),
        ]));
        return new AdaptiveCard { FallbackText = words[UserPhrase.Person], Body = body };

        ExecuteAction Start(UserPhrase title, string verb) => CardParts.Button(words[title], new ActionData(verb, X: user.Id.Value));
    }

    private static string Licence(Words words, User user) => WithGuest(words, user, words[user.HasEmailLicence ? UserPhrase.Licensed : UserPhrase.Unlicensed]);

    private static string WithGuest(Words words, User user, string licence) => user.IsGuest ? $"{licence} · {words[UserPhrase.Guest]}" : licence;

    // What a supervisor sees; that it is nothing must be seen by whoever can mend it.
    private static IEnumerable<CardElement> Scope(Words words, Configuration current, User user)
    {
        if (!user.Roles.HasFlag(Roles.Supervisor) || user.Roles.HasFlag(Roles.Administrator))
            yield break;
        var names = user.SupervisedUnits.Select(id => current.Units.FirstOrDefault(unit => unit.Id == id)?.Name).Concat(user.SupervisedServices.Select(id => current.Service(id)?.Name));
        var text = SafeText.Line(string.Join(", ", names.OfType<string>()), CardParts.SubjectLength);
        yield return CardParts.Field(words[UserPhrase.Supervises] + ":", text.Length > 0 ? text : words[UserPhrase.SupervisesNothing]);
    }

    private static string Services(Words words, Configuration current, User user) =>
        current.Services.Where(service => service.Serves(user.Id)).Select(service => service.Name).ToList() is { Count: > 0 } names
            ? SafeText.Line(string.Join(", ", names), CardParts.SubjectLength)
            : words[UserPhrase.NoService];

    private static string Reach(Words words, ConversationReference? reference) => words[reference switch
    {
        null => UserPhrase.NeverSeen,
        { Reach: Channel.Conversations.Reach.Uninstalled } => UserPhrase.Uninstalled,
        { Reach: Channel.Conversations.Reach.Blocked } => UserPhrase.Blocked,
        _ => UserPhrase.Reachable,
    }];

    private static User? Find(Configuration current, string about) => current.Users.Where(user => user.Id.Value == about
        || string.Equals(user.UserPrincipalName, about, StringComparison.OrdinalIgnoreCase) || string.Equals(user.DisplayName, about, StringComparison.OrdinalIgnoreCase)).Take(2).ToList()
            is [var only] ? only : null;

    private static bool Holds(User user, string text) =>
        user.DisplayName.Contains(text, StringComparison.CurrentCultureIgnoreCase) || user.UserPrincipalName.Contains(text, StringComparison.OrdinalIgnoreCase);
}
