using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Closes an overflow before its time; with the service known it is done at once.</summary>
internal sealed class CloseOverflowDialog(ISupervisorWorkbench workbench, IReliefDesk relief) : SteerServiceDialog(workbench)
{
    public override string Verb => DialogVerbs.CloseOverflow;

    public override bool IsConfirmed => false;

    public override string Title(Words words) => words[ReliefPhrase.CloseTitle];

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, name) = (visit.Words, NameOf(visit, Chosen(visit)));
        var result = await relief.CloseOverflowAsync(visit.Person.Id, Chosen(visit), cancellation);
        return Done(visit, result switch
        {
            { Done: true } => new Note(CalloutKind.Note, words.Say(ReliefPhrase.Closed, name)),
            { Refusal: SteerRefusal.NothingToDo } => new Note(CalloutKind.Hint, words.Say(ReliefPhrase.NotOpen, name)),
            _ => new Note(CalloutKind.Hint, Steering.Of(visit.Person.Reader, result)),
        });
    }
}
