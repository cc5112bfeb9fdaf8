using System.Globalization;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Sets priority and skills of one agent of a service.</summary>
internal sealed class ServiceSkillsDialog(ServiceReport report) : ServiceDialog(report)
{
    private const int First = 1;
    private const int Last = 5;

    public override string Verb => DialogVerbs.ServiceSkills;

    public override string Title(Words words) => words[ServicePhrase.SkillsTitle];

    protected override IEnumerable<Question> Ask(Visit visit, Service service)
    {
        yield return new("agent", visit.Words[ServicePhrase.Agent], ServiceQuestions.Agents(visit.Configuration, user => service.Serves(user.Id)))
        {
            Text = visit.Words[ServicePhrase.AgentAsk],
        };
        if (service.Agents.FirstOrDefault(member => member.Agent.Value == visit["agent"]) is not { } member)
            yield break;
        yield return new("agents.priority", visit.Words[ServicePhrase.Priority], new NumberPrompt(First, Last))
        {
            Text = visit.Words[ServicePhrase.PriorityAsk], Help = visit.Words[ServicePhrase.PriorityHelp], Initial = member.Priority.ToString(CultureInfo.InvariantCulture),
        };
        yield return new("agents.skills", visit.Words[ServicePhrase.Skills], new SkillsPrompt(member.Skills))
        {
            Text = visit.Words[ServicePhrase.SkillsAsk], Help = visit.Words[ServicePhrase.SkillsHelp], Initial = ListPrompt.Join(member.Skills.Select(SkillsPrompt.Write)), IsAsked = true,
        };
    }

    protected override Service After(Visit visit, Service service) => service with
    {
        Agents = [.. service.Agents.Select(member => member.Agent.Value == visit["agent"]
            ? member with { Priority = visit.Number("agents.priority"), Skills = SkillsPrompt.Of(visit["agents.skills"]) }
            : member)],
    };
}
