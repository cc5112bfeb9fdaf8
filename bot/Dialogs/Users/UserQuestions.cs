using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Users;

/// <summary>The questions that several dialogs about people ask.</summary>
internal static class UserQuestions
{
    private static readonly (Roles Role, UserPhrase Phrase)[] Known =
        [(Roles.Agent, UserPhrase.Agent), (Roles.Supervisor, UserPhrase.Supervisor), (Roles.Administrator, UserPhrase.Administrator)];

    public static Question Which(Visit visit, Func<User, bool>? among = null) => new("which", visit.Words[UserPhrase.Person], new UserPrompt([.. visit.Configuration.Users.Where(among ?? (_ => true))]))
    {
        Text = visit.Words[UserPhrase.WhichAsk], IsSubject = true,
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

    /// <summary>What a supervisor sees and steers; asked for supervisors only. Who becomes one has everything at first.</summary>
    /// <param name="before">The person so far; null for a new one.</param>
    public static IEnumerable<Question> Scope(Visit visit, User? before)
    {
        if (!Answered(visit).HasFlag(Roles.Supervisor))
            yield break;
        var (words, current) = (visit.Words, visit.Configuration);
        var units = before is { Roles: var roles } && roles.HasFlag(Roles.Supervisor) || before is { SupervisedUnits.Count: > 0 } or { SupervisedServices.Count: > 0 }
            ? before.SupervisedUnits
            : [.. current.Units.Where(unit => unit.Parent is null).Select(unit => unit.Id)];
        yield return new Question("supervisedUnits", words[UserPhrase.SupervisedUnits], new ChoicePrompt(
            [.. Units.UnitChoices.InOrder(current.Units).Select(entry => new Option(entry.Unit.Id.Value, entry.Unit.Name))]) { IsMany = true, Present = [.. units.Select(unit => unit.Value)] })
        {
            Text = words[UserPhrase.SupervisedUnitsAsk], Help = words[UserPhrase.SupervisedHelp], Initial = ChoicePrompt.Join(units.Select(unit => unit.Value)),
        };
        var services = (before?.SupervisedServices ?? []).Select(service => service.Value).ToList();
        yield return new Question("supervisedServices", words[UserPhrase.SupervisedServices], new ChoicePrompt(
            [.. current.Services.Select(service => new Option(service.Id.Value, service.Name))]) { IsMany = true, Present = services })
        {
            Text = words[UserPhrase.SupervisedServicesAsk], Help = words[UserPhrase.SupervisedHelp], Initial = ChoicePrompt.Join(services),
        };
    }

    /// <summary>The person with what was answered; what was not asked stays as it was.</summary>
    public static User After(Visit visit, User before)
    {
        var after = before with { Roles = Answered(visit), HasEmailLicence = visit.Flag("emailLicence") };
        return after.Roles.HasFlag(Roles.Supervisor)
            ? after with
            {
                SupervisedUnits = [.. visit.List("supervisedUnits").Select(unit => new UnitId(unit))],
                SupervisedServices = [.. visit.List("supervisedServices").Select(service => new ServiceId(service))],
            }
            : after;
    }

    public static Roles Answered(Visit visit) => visit.List("roles").Aggregate(Roles.None, (roles, name) => roles | Enum.Parse<Roles>(name));

    /// <summary>The roles as people read them.</summary>
    public static string Names(Words words, Roles roles) => Known.Where(known => roles.HasFlag(known.Role)).Select(known => words[known.Phrase]).ToList() is { Count: > 0 } names
        ? string.Join(", ", names)
        : words[UserPhrase.NoRole];

    public static string NameOf(User user) => SafeText.Line(user.DisplayName, CardParts.NameLength);

    /// <summary>Why no licence can be given; null when one is free (N-009).</summary>
    public static string? NoneFree(Visit visit) => LicencePool.Email(visit.Configuration) is { Free: 0, Total: var total } ? visit.Words.Say(LicencePhrase.NoneFree, total) : null;
}
