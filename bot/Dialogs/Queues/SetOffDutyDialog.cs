using System.Runtime.CompilerServices;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Sets an agent off duty who is not there, so that nothing is offered to him.</summary>
internal sealed class SetOffDutyDialog(ISupervisorWorkbench workbench) : Dialog
{
    private const string Who = "agent";

    public override string Verb => DialogVerbs.SetOffDuty;

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    public override string Title(Words words) => words[QueuePhrase.SetOffTitle];

    public override string ConfirmTitle(Words words) => Title(words);

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var desk = await Steering.DeskAsync(workbench, visit, cancellation);
        var onDuty = desk.Services.SelectMany(service => service.Agents).Where(agent => agent.IsOnDuty).Select(agent => agent.Agent).Distinct();
        yield return new Question(Who, visit.Words[QueuePhrase.Agent], new ChoicePrompt([.. onDuty.Select(agent => new Option(agent.Value, Name(visit, agent)))]))
        {
            Text = visit.Words[QueuePhrase.WhichAgentOff],
        };
    }

    public override IEnumerable<Note> Consequences(Visit visit) => [new Note(CalloutKind.Note, visit.Words[QueuePhrase.WillKeep])];

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var agent = new AgentId(visit[Who]);
        var result = await workbench.SetOffDutyAsync(visit.Person.Id, agent, cancellation);
        return result.Done
            ? new Ending.Done(new Note(CalloutKind.Note, visit.Words.Say(QueuePhrase.SetOffDone, Name(visit, agent))))
            {
                Buttons = [QueuesCard.Button(visit.Words, QueuePhrase.All, DialogVerbs.Queues)],
            }
            : new Ending.Refused([(Who, Steering.Of(visit.Person.Reader, result))]);
    }

    private static string Name(Visit visit, AgentId agent) => Steering.NameOf(visit.Configuration, agent);
}
