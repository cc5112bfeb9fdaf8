using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Hands an open task to another of the supervisor's services.</summary>
internal sealed class MoveTaskDialog(ISupervisorWorkbench workbench) : SteerDialog(workbench)
{
    private const string Target = "service";

    public override string Verb => DialogVerbs.MoveTask;

    public override string Title(Words words) => words[QueuePhrase.MoveTitle];

    protected override IEnumerable<Question> Ask(Visit visit, DeskFigures desk, EmailTask task)
    {
        yield return new Question(Target, visit.Words[QueuePhrase.Target], new ChoicePrompt(
            [.. desk.Services.Where(service => service.IsLive && service.Service != task.Service).Select(service => new Option(service.Service.Value, service.Name))]))
        {
            Text = visit.Words[QueuePhrase.WhichTarget],
        };
    }

    protected override Task<SteerResult> DoAsync(Visit visit, EmailTask task, CancellationToken cancellation) =>
        Workbench.MoveAsync(visit.Person.Id, task.Key, task.Version, new ServiceId(visit[Target]), cancellation);

    protected override string Done(Visit visit, EmailTask task) => visit.Words.Say(
        QueuePhrase.Moved, TaskNumber.Of(task.Key.Id), SafeText.Line(visit.Configuration.Service(new ServiceId(visit[Target]))?.Name, CardParts.NameLength));
}
