using System.Runtime.CompilerServices;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Closes an overflow before its time; with the service known it is done at once.</summary>
internal sealed class CloseOverflowDialog(ISupervisorWorkbench workbench, IReliefDesk relief) : Dialog
{
    private const string Which = "service";

    public override string Verb => DialogVerbs.CloseOverflow;

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    public override bool IsConfirmed => false;

    public override string Title(Words words) => words[ReliefPhrase.CloseTitle];

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var desk = await workbench.QueuesAsync(Steering.IdOf(visit.Person), cancellation);
        yield return Steering.WhichService(visit, Which, desk?.Services ?? []);
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, service) = (visit.Words, new ServiceId(visit[Which]));
        var result = await relief.CloseOverflowAsync(Steering.IdOf(visit.Person), service, cancellation);
        var name = SafeText.Line(visit.Configuration.Service(service)?.Name, CardParts.NameLength);
        return new Ending.Done(result switch
        {
            { Done: true } => new Note(CalloutKind.Note, words.Say(ReliefPhrase.Closed, name)),
            { Refusal: SteerRefusal.NothingToDo } => new Note(CalloutKind.Hint, words.Say(ReliefPhrase.NotOpen, name)),
            _ => new Note(CalloutKind.Hint, Steering.Of(visit.Person.Reader, result)),
        })
        {
            Buttons = [QueuesCard.Button(words, QueuePhrase.Details, DialogVerbs.Queues, service.Value)],
        };
    }
}
