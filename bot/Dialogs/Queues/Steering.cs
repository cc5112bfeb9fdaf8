using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Pieces of what supervisors do.</summary>
internal static class Steering
{
    /// <summary>The queues that he sees; none for who sees none.</summary>
    public static async Task<DeskFigures> DeskAsync(ISupervisorWorkbench workbench, Visit visit, CancellationToken cancellation) =>
        await workbench.QueuesAsync(visit.Person.Id, cancellation) ?? new DeskFigures(default, [], 0, 0);

    public static string NameOf(Configuration configuration, AgentId agent) => SafeText.Line(configuration.NameOf(agent), CardParts.NameLength);

    /// <summary>Asks for one of the services.</summary>
    public static Question WhichService(Visit visit, string key, IReadOnlyList<ServiceFigures> services) => new(
        key, visit.Words[QueuePhrase.Service].TrimEnd(':'), new ChoicePrompt([.. services.Select(service => new Option(service.Service.Value, service.Name))]))
    {
        Text = visit.Words[QueuePhrase.WhichService],
    };

    /// <summary>Why the engine did not do it.</summary>
    public static string Of(Reader reader, SteerResult result)
    {
        var words = reader.Words;
        return result.Refusal switch
        {
            SteerRefusal.UnknownTask => words[QueuePhrase.RefusalUnknown],
            SteerRefusal.Stale => words[QueuePhrase.RefusalStale],
            SteerRefusal.AlreadyDone => words[QueuePhrase.RefusalDone],
            SteerRefusal.AnswerOnItsWay => words[QueuePhrase.RefusalSending],
            SteerRefusal.NothingToDo => words[QueuePhrase.RefusalNothing],
            SteerRefusal.NotSuitable => words.Say(QueuePhrase.RefusalNotSuitable, ReasonWords.List(reader, result.Against)),
            SteerRefusal.ServiceNotLive => words[QueuePhrase.RefusalNotLive],
            SteerRefusal.BadValue => words[ReliefPhrase.RefusalBadValue],
            SteerRefusal.CalledAlready => words[QueuePhrase.RefusalCalled],
            SteerRefusal.NobodyToCall => words[QueuePhrase.RefusalNobody],
            _ => words[QueuePhrase.RefusalNotAllowed],
        };
    }
}
