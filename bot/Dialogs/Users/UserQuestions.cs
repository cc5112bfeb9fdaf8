using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Users;

/// <summary>The questions that several dialogs about people ask.</summary>
internal static class UserQuestions
{
    private static readonly (Roles Role, UserPhrase Phrase)[] Known =
        [(Roles.Agent, UserPhrase.Agent), (Roles.Supervisor, UserPhrase.Supervisor), (Roles.Administrator, UserPhrase.Administrator)];

    public static Question Which(Visit visit) => new("which", visit.Words[UserPhrase.Person], new UserPrompt(visit.Configuration.Users))
    {
        Text = visit.Words[UserPhrase.WhichAsk], IsListed = false,
    };

    /// <summary>The person who was chosen; null when somebody removed him meanwhile.</summary>
    public static User? Chosen(Visit visit) => visit.Configuration.Users.FirstOrDefault(user => user.Id.Value == visit["which"]);

    public static Question RolesOf(Visit visit, Roles initial) => new("roles", visit.Words[UserPhrase.Roles], new ChoicePrompt(
        [.. Known.Select(known => new Option(known.Role.ToString(), visit.Words[known.Phrase]))]) { IsMany = true })
    {
        Text = visit.Words[UserPhrase.RolesAsk], Help = visit.Words[UserPhrase.RolesHelp],
        Initial = ChoicePrompt.Join(Known.Where(known => initial.HasFlag(known.Role)).Select(known => known.Role.ToString())),
    };

    public static Question Licence(Visit visit, bool initial) => new("emailLicence", visit.Words[UserPhrase.Licence], new YesNoPrompt(visit.Words))
    {
        Text = visit.Words[UserPhrase.LicenceAsk], Help = visit.Words[UserPhrase.LicenceHelp], Initial = YesNoPrompt.Of(initial),
    };

    public static Roles Answered(Visit visit) => visit.List("roles").Aggregate(Roles.None, (roles, name) => roles | Enum.Parse<Roles>(name));

    /// <summary>The roles as people read them.</summary>
    public static string Names(Words words, Roles roles) => Known.Where(known => roles.HasFlag(known.Role)).Select(known => words[known.Phrase]).ToList() is { Count: > 0 } names
        ? string.Join(", ", names)
        : words[UserPhrase.NoRole];

    public static string NameOf(User user) => SafeText.Line(user.DisplayName, CardParts.NameLength);

    /// <summary>Why no licence can be given; null when one is free (N-009).</summary>
    public static string? NoneFree(Visit visit) => LicencePool.Email(visit.Configuration) is { Free: 0, Total: var total } ? visit.Words.Say(LicencePhrase.NoneFree, total) : null;
}
