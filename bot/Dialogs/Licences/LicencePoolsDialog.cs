using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;

namespace TeamsEmailBot.Bot.Dialogs.Licences;

/// <summary>Says how many licences of each kind were bought (N-002, N-003).</summary>
internal sealed class LicencePoolsDialog(AdminActs acts) : Dialog
{
    private const int Most = 1_000_000;

    public override string Verb => DialogVerbs.LicencePools;

    public override string Title(Words words) => words[LicencePhrase.PoolsTitle];

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation) => acts.DoAsync(
        visit,
        new SetTenant(visit.Configuration.Tenant with { EmailLicences = visit.Number("emailLicences"), ServiceLicences = visit.Number("serviceLicences") }),
        _ => new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(LicencePhrase.PoolsSet, visit["emailLicences"], visit["serviceLicences"])))
        {
            Buttons = [CardParts.Button(visit.Words[LicencePhrase.Title], new ActionData(DialogVerbs.Licences))],
        },
        cancellation);

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        var (words, tenant) = (visit.Words, visit.Configuration.Tenant);
        yield return Pool("emailLicences", LicencePhrase.EmailPool, tenant.EmailLicences);
        yield return Pool("serviceLicences", LicencePhrase.ServicePool, tenant.ServiceLicences);

        Question Pool(string key, LicencePhrase label, int number) => new(key, words[label], new NumberPrompt(0, Most))
        {
            Text = words[LicencePhrase.PoolAsk], Initial = number.ToString(CultureInfo.InvariantCulture),
        };
    }
}
