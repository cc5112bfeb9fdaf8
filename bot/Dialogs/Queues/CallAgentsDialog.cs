using System.Runtime.CompilerServices;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Asks the agents of a service who are off duty to help; with the service known it is done at once.</summary>
internal sealed class CallAgentsDialog(ISupervisorWorkbench workbench) : Dialog
{
    private const string Which = "service";

    public override string Verb => DialogVerbs.CallAgents;

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    public override bool IsConfirmed => false;

    public override string Title(Words words) => words[QueuePhrase.CallTitle];

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var desk = await workbench.QueuesAsync(Steering.IdOf(visit.Person), cancellation);
        yield return Steering.WhichService(visit, Which, desk?.Services ?? []);
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, service) = (visit.Words, new ServiceId(visit[Which]));
        var result = await workbench.CallAsync(Steering.IdOf(visit.Person), service, cancellation);
        return new Ending.Done(result.Done ? new Note(CalloutKind.Note, words.Say(QueuePhrase.Called, result.Number)) : new Note(CalloutKind.Hint, Steering.Of(visit.Person.Reader, result)))
        {
            Buttons = [QueuesCard.Button(words, QueuePhrase.Details, DialogVerbs.Queues, service.Value)],
        };
    }
}
