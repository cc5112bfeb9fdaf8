using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Asks the agents of a service who are off duty to help; with the service known it is done at once.</summary>
internal sealed class CallAgentsDialog(ISupervisorWorkbench workbench) : SteerServiceDialog(workbench)
{
    public override string Verb => DialogVerbs.CallAgents;

    public override bool IsConfirmed => false;

    public override string Title(Words words) => words[QueuePhrase.CallTitle];

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var result = await Workbench.CallAsync(visit.Person.Id, Chosen(visit), cancellation);
        return Done(visit, result.Done
            ? new Note(CalloutKind.Note, visit.Words.Say(QueuePhrase.Called, result.Number))
            : new Note(CalloutKind.Hint, Steering.Of(visit.Person.Reader, result)));
    }
}
