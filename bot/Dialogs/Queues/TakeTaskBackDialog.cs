using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Puts a task back into the queue that an absent agent holds or is offered.</summary>
internal sealed class TakeTaskBackDialog(ISupervisorWorkbench workbench) : SteerDialog(workbench)
{
    public override string Verb => DialogVerbs.TakeTaskBack;

    public override string Title(Words words) => words[QueuePhrase.TakeBackTitle];

    protected override bool IsFor(EmailTask task) => base.IsFor(task) && task.State != TaskState.Queued;

    protected override IEnumerable<Note> Consequences(Visit visit, DeskFigures desk, EmailTask task) =>
        visit.Configuration.Service(task.Key.Service) is { IsLive: true }
            ? base.Consequences(visit, desk, task)
            : base.Consequences(visit, desk, task).Append(new Note(CalloutKind.Caution, visit.Words[QueuePhrase.WillWithdraw]));

    protected override Task<SteerResult> DoAsync(Visit visit, EmailTask task, CancellationToken cancellation) =>
        Workbench.TakeBackAsync(visit.Person.Id, task.Key, task.Version, cancellation);

    protected override string Done(Visit visit, EmailTask task) => visit.Words.Say(QueuePhrase.TakenBack, TaskNumber.Of(task.Key.Id));
}
