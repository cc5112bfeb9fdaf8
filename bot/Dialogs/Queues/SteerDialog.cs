using System.Runtime.CompilerServices;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>
/// A supervisor does something with an open task of his services: which one, maybe what with it, and a look at what follows before it is done. The engine checks all of it
/// again (I9).
/// </summary>
internal abstract class SteerDialog(ISupervisorWorkbench workbench) : Dialog
{
    private const string Which = "task";

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    protected ISupervisorWorkbench Workbench => workbench;

    public override string ConfirmTitle(Words words) => Title(words);

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var desk = await Steering.DeskAsync(workbench, visit, cancellation);
        var open = desk.Services.SelectMany(service => service.Open).Where(IsFor).OrderBy(task => task.State).ThenBy(TaskRows.Queued, StringComparer.Ordinal).ToList();
        yield return new Question(Which, visit.Words[QueuePhrase.Task], new TaskPrompt(open, task => Line(visit, task, desk)))
        {
            Text = visit.Words[QueuePhrase.WhichTask], Help = visit.Words[QueuePhrase.WhichTaskHint],
        };
        if (Chosen(visit, desk) is { } chosen)
            foreach (var question in Ask(visit, desk, chosen))
                yield return question;
    }

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        var desk = await Steering.DeskAsync(workbench, visit, cancellation);
        return Chosen(visit, desk) is { } task ? [.. Consequences(visit, desk, task)] : [];
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var desk = await Steering.DeskAsync(workbench, visit, cancellation);
        if (Chosen(visit, desk) is not { } task)
            return new Ending.Refused([(Which, visit.Words[QueuePhrase.RefusalStale])]);
        var result = await DoAsync(visit, task, cancellation);
        return result.Done
            ? new Ending.Done(new Note(CalloutKind.Note, Done(visit, task)))
            {
                Buttons = [QueuesCard.Button(visit.Words, QueuePhrase.Details, DialogVerbs.Queues, task.Service.Value), QueuesCard.Button(visit.Words, QueuePhrase.All, DialogVerbs.Queues)],
            }
            : new Ending.Refused([(Which, Steering.Of(visit.Person.Reader, result))]);
    }

    /// <summary>The tasks that it can be done with.</summary>
    protected virtual bool IsFor(EmailTask task) => task.State != TaskState.Sending;

    /// <summary>What else must be known.</summary>
    protected virtual IEnumerable<Question> Ask(Visit visit, DeskFigures desk, EmailTask task) => [];

    protected virtual IEnumerable<Note> Consequences(Visit visit, DeskFigures desk, EmailTask task)
    {
        if ((task.Holder ?? task.Offer?.Agent) is { } loser)
            yield return new Note(CalloutKind.Note, visit.Words.Say(QueuePhrase.WillLose, Steering.NameOf(visit.Configuration, loser)));
    }

    protected abstract Task<SteerResult> DoAsync(Visit visit, EmailTask task, CancellationToken cancellation);

    /// <summary>What is so now.</summary>
    protected abstract string Done(Visit visit, EmailTask task);

    private static EmailTask? Chosen(Visit visit, DeskFigures desk) => TaskPrompt.Find(desk.Services.SelectMany(service => service.Open), visit[Which]);

    private static string Line(Visit visit, EmailTask task, DeskFigures desk) => string.Join(
        " · ",
        TaskNumber.Of(task.Key.Id),
        desk.Services.First(service => service.Service == task.Service).Name,
        QueueLines.State(visit.Words, task, agent => Steering.NameOf(visit.Configuration, agent)));
}
