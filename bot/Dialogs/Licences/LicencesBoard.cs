using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Commands;
using TeamsEmailBot.Bot.Dialogs.Users;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Organization;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Bot.Dialogs.Licences;

/// <summary>Both pools, who has a licence, and where licences and services do not fit together (N-003, N-009, N-013).</summary>
internal sealed class LicencesBoard(IConfigurationSource configuration) : Board
{
    private const int MostNames = 40;
    private const int MostWarnings = 8;

    public override string Verb => DialogVerbs.Licences;

    public override Task<AdaptiveCard> DrawAsync(Person person, string about, CancellationToken cancellation)
    {
        var (words, current) = (person.Reader.Words, configuration.Current);
        List<CardElement> body =
        [
            CardParts.Heading(words[LicencePhrase.Title]),
            Pool(LicencePhrase.EmailPool, LicencePool.Email(current)),
            Pool(LicencePhrase.ServicePool, LicencePool.Service(current)),
            CardParts.Field(words[LicencePhrase.Who], Who(words, current)),
        ];
        var warnings = Warnings(words, current).ToList();
        body.AddRange(warnings.Take(MostWarnings).Select(warning => Callout.Of(person.Reader, CalloutKind.Caution, warning)));
        if (warnings.Count > MostWarnings)
            body.Add(CardParts.Small(words.Say(LicencePhrase.MoreWarnings, warnings.Count - MostWarnings)));
        body.Add(new ActionSet(
        [
            CardParts.Button(words[LicencePhrase.Assign], new ActionData(DialogVerbs.AssignLicence), ActionStyle.Positive),
            CardParts.Button(words[LicencePhrase.Remove], new ActionData(DialogVerbs.RemoveLicence)),
            CardParts.Button(words[LicencePhrase.PoolsTitle], new ActionData(DialogVerbs.LicencePools)),
            CardParts.Button(words[UserPhrase.All], new ActionData(DialogVerbs.Users)),
        ]));
        return Task.FromResult(new AdaptiveCard { FallbackText = words[LicencePhrase.Title], Body = body });

        RichTextBlock Pool(LicencePhrase name, LicencePool pool) => CardParts.Field(words[name] + ":", words.Say(LicencePhrase.Pool, pool.Total, pool.Assigned, pool.Free));
    }

    private static string Who(Words words, Configuration current)
    {
        var names = current.Users.Where(user => user.HasEmailLicence).Select(UserQuestions.NameOf).Order(StringComparer.CurrentCultureIgnoreCase).ToList();
        var shown = string.Join(", ", names.Take(MostNames));
        return names.Count == 0 ? words[DialogPhrase.Nothing] : names.Count > MostNames ? words.Say(Phrase.AndMore, shown, names.Count - MostNames) : shown;
    }

    // The rules name their findings by place; here people read names.
    private static IEnumerable<string> Warnings(Words words, Configuration current)
    {
        foreach (var warning in ConfigurationRules.Check(current).Warnings)
            if (warning.Code == ProblemCode.LicenceIdle)
                yield return words.Say(LicencePhrase.Idle, UserQuestions.NameOf(current.Users[Index(warning.Path)]));
            else if (warning.Code == ProblemCode.NobodyLicensed)
                yield return words.Say(LicencePhrase.NobodyLicensed, SafeText.Line(current.Services[Index(warning.Path)].Name, CardParts.NameLength));
    }

    private static int Index(string path) => int.Parse(path.Split('[', ']')[1], System.Globalization.CultureInfo.InvariantCulture);
}
