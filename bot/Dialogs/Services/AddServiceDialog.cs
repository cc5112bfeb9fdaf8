using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Adds a service, up to its first mail when all that it needs is there (N-068 to N-071).</summary>
internal sealed class AddServiceDialog(ServiceReport report) : Dialog
{
    public override string Verb => DialogVerbs.AddService;

    public override string Title(Words words) => words[ServicePhrase.Add];

    public override string ConfirmTitle(Words words) => words[ServicePhrase.SaveApply];

    public override IEnumerable<Note> Consequences(Visit visit) => ServiceQuestions.Prerequisites(visit, null);

    public override Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var id = new ServiceId(RecordIds.For(visit["name"], visit.Configuration.Services.Select(service => service.Id.Value)));
        var service = ServiceQuestions.After(visit, new Service { Id = id, Name = visit["name"], Unit = new UnitId(visit["unit"]) }) with
        {
            Agents = [.. visit.List("agents").Select(agent => new ServiceAgent(new AgentId(agent)))],
            OpeningHours = Calendar.AlwaysOpen with { TimeZone = visit.Configuration.Tenant.TimeZone },
        };
        return report.SaveAsync(visit, new AddService(service), id, ServicePhrase.Added, cancellation);
    }

    protected override IEnumerable<Question> Ask(Visit visit)
    {
        foreach (var question in ServiceQuestions.Basics(visit, null))
            yield return question;
        var agents = visit.Configuration.Users.Where(user => user.Roles.HasFlag(Roles.Agent)).ToList();
        // Who is alone is meant; of several those who work nowhere yet are proposed.
        var proposed = agents.Where(user => user.HasEmailLicence && !visit.Configuration.Services.Any(service => service.Serves(user.Id)));
        yield return new("agents", visit.Words[ServicePhrase.Agents], ServiceQuestions.Agents(visit.Configuration))
        {
            Text = visit.Words[ServicePhrase.AgentsAsk], Help = visit.Words[ServicePhrase.AgentsHelp],
            Initial = ChoicePrompt.Join((agents.Count <= 1 ? agents : proposed).Select(user => user.Id.Value)), IsAsked = agents.Count > 1,
        };
    }
}
