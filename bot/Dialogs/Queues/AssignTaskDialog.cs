using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Gives an open task to an agent, beyond his limit if need be; says so before.</summary>
internal sealed class AssignTaskDialog(ISupervisorWorkbench workbench) : SteerDialog(workbench)
{
    private const string Who = "agent";

    public override string Verb => DialogVerbs.AssignTask;

    public override string Title(Words words) => words[QueuePhrase.AssignTitle];

    protected override IEnumerable<Question> Ask(Visit visit, DeskFigures desk, EmailTask task)
    {
        var words = visit.Words;
        yield return new Question(Who, words[QueuePhrase.Agent], new ChoicePrompt(
            [.. Agents(desk, task).OrderBy(agent => agent.Condition).ThenByDescending(agent => agent.FreePlaces)
                .Select(agent => new Option(agent.Agent.Value, $"{Name(visit, agent.Agent)} · {words.Say(QueuePhrase.Load, agent.Held, agent.Limit)} · {QueueLines.Of(words, agent.Condition)}"))]))
        {
            Text = words[QueuePhrase.WhichAgent],
        };
    }

    protected override IEnumerable<Note> Consequences(Visit visit, DeskFigures desk, EmailTask task)
    {
        if (Agents(desk, task).FirstOrDefault(agent => agent.Agent.Value == visit[Who]) is { } agent)
        {
            var name = Name(visit, agent.Agent);
            if (agent.FreePlaces <= 0)
                yield return new Note(CalloutKind.Caution, visit.Words.Say(QueuePhrase.WillExceed, name, agent.Held, agent.Limit));
            if (agent.Condition is AgentCondition.OffDuty or AgentCondition.Away)
                yield return new Note(CalloutKind.Caution, visit.Words.Say(QueuePhrase.IsNotThere, name, QueueLines.Of(visit.Words, agent.Condition)));
        }

        foreach (var note in base.Consequences(visit, desk, task))
            yield return note;
    }

    protected override Task<SteerResult> DoAsync(Visit visit, EmailTask task, CancellationToken cancellation) =>
        Workbench.AssignAsync(visit.Person.Id, task.Key, task.Version, new AgentId(visit[Who]), cancellation);

    protected override string Done(Visit visit, EmailTask task) => visit.Words.Say(QueuePhrase.Assigned, TaskNumber.Of(task.Key.Id), Name(visit, new AgentId(visit[Who])));

    private static string Name(Visit visit, AgentId agent) => Steering.NameOf(visit.Configuration, agent);

    // Who has it already needs it not, and who must not have it or would not see it is not offered for choice.
    private static IEnumerable<AgentFigures> Agents(DeskFigures desk, EmailTask task) => desk.Services.First(service => service.Service == task.Service).Agents
        .Where(agent => agent.Agent != task.Holder && agent.Condition is not (AgentCondition.Barred or AgentCondition.Unreachable));
}
