using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Ends an open task without an answer, after a second look.</summary>
internal sealed class EndTaskDialog(ISupervisorWorkbench workbench) : SteerDialog(workbench)
{
    public override string Verb => DialogVerbs.EndTask;

    public override string Title(Words words) => words[QueuePhrase.EndTitle];

    protected override bool IsFor(EmailTask task) => base.IsFor(task) && task.Answer is not { State: AnswerState.Unsure };

    protected override IEnumerable<Note> Consequences(Visit visit, DeskFigures desk, EmailTask task) =>
        base.Consequences(visit, desk, task).Prepend(new Note(CalloutKind.Destructive, visit.Words[QueuePhrase.WillEnd]));

    protected override Task<SteerResult> DoAsync(Visit visit, EmailTask task, CancellationToken cancellation) =>
        Workbench.EndAsync(visit.Person.Id, task.Key, task.Version, cancellation);

    protected override string Done(Visit visit, EmailTask task) => visit.Words.Say(QueuePhrase.Ended, TaskNumber.Of(task.Key.Id));
}
