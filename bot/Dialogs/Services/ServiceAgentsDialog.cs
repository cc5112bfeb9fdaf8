using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Says who the agents of a service are (N-013).</summary>
internal sealed class ServiceAgentsDialog(ServiceReport report) : ServiceDialog(report)
{
    public override string Verb => DialogVerbs.ServiceAgents;

    public override string Title(Words words) => words[ServicePhrase.AgentsTitle];

    public override IEnumerable<Note> Consequences(Visit visit)
    {
        if (ServiceQuestions.Chosen(visit) is not { } service)
            yield break;
        var after = After(visit, service);
        var left = service.AgentIds.Where(agent => !after.Serves(agent)).ToList();
        if (left.Count > 0)
            yield return new Note(CalloutKind.Caution, visit.Words.Say(ServicePhrase.AgentsLeave, Names(visit, left)));
        var unlicensed = after.AgentIds.Where(agent => visit.Configuration.User(agent) is { HasEmailLicence: false }).ToList();
        if (unlicensed.Count > 0)
            yield return new Note(CalloutKind.Caution, visit.Words.Say(ServicePhrase.Unlicensed, Names(visit, unlicensed)));
        if (after.Agents.Count == 0)
            yield return new Note(CalloutKind.Caution, visit.Words[ServicePhrase.NobodyThere]);
    }

    protected override IEnumerable<Question> Ask(Visit visit, Service service)
    {
        yield return new("agents", visit.Words[ServicePhrase.Agents], ServiceQuestions.Agents(visit.Configuration, present: service.AgentIds))
        {
            Text = visit.Words[ServicePhrase.AgentsAsk], Help = visit.Words[ServicePhrase.AgentsHelp], Initial = ChoicePrompt.Join(service.AgentIds.Select(agent => agent.Value)), IsAsked = true,
        };
    }

    // Who stays keeps skills and priority.
    protected override Service After(Visit visit, Service service) => service with
    {
        Agents = [.. visit.List("agents").Select(id => new AgentId(id)).Select(id => service.Agents.FirstOrDefault(member => member.Agent == id) ?? new ServiceAgent(id))],
    };

    private static string Names(Visit visit, IEnumerable<AgentId> agents) =>
        SafeText.Line(string.Join(", ", agents.Select(agent => visit.Configuration.User(agent)?.DisplayName ?? agent.Value)), CardParts.SubjectLength);
}
