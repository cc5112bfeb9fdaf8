using System.Globalization;
using System.Runtime.CompilerServices;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Sets how many tasks each agent of a service may hold, one more than now unless said otherwise; tells when that is not what is scarce.</summary>
internal sealed class AgentLimitDialog(ISupervisorWorkbench workbench, IReliefDesk relief) : Dialog
{
    private const string Which = "service";
    private const string Limit = "distribution.tasksPerAgent";

    // Between the service and the limit on the button that takes a change back; neither id nor number has it.
    private const string Separator = "--";

    public override string Verb => DialogVerbs.AgentLimit;

    public override Roles Roles => Roles.Supervisor | Roles.Administrator;

    public override string Title(Words words) => words[ReliefPhrase.LimitTitle];

    public override IReadOnlyList<string> FirstAnswers(string given) =>
        given.LastIndexOf(Separator, StringComparison.Ordinal) is >= 0 and var at ? [given[..at], given[(at + Separator.Length)..]] : [given];

    public override async IAsyncEnumerable<Question> AskAsync(Visit visit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var desk = await workbench.QueuesAsync(Steering.IdOf(visit.Person), cancellation);
        yield return Steering.WhichService(visit, Which, desk?.Services ?? []);
        var now = Now(visit);
        yield return new Question(Limit, visit.Words[ReliefPhrase.Limit], new NumberPrompt(1, DistributionSettings.MostTasksPerAgent))
        {
            Text = visit.Words.Say(ReliefPhrase.LimitAsk, now),
            Initial = Number(Math.Min(now + 1, DistributionSettings.MostTasksPerAgent)),
            IsAsked = true,
        };
    }

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, service) = (visit.Words, new ServiceId(visit[Which]));
        List<Note> notes = [new(CalloutKind.Note, words.Say(ReliefPhrase.LimitEffect, Name(visit), visit[Limit], Now(visit)))];
        if (await workbench.QueuesAsync(Steering.IdOf(visit.Person), cancellation) is not { } desk)
            return notes;
        if (desk.Services.FirstOrDefault(one => one.Service == service) is { } figures && figures.Count(AgentCondition.Busy) == 0)
            notes.Add(new(CalloutKind.Hint, words[ReliefPhrase.NobodyAtLimit]));
        if (desk.OpenTasks >= desk.OpenLimit)
            notes.Add(new(CalloutKind.Caution, words.Say(ReliefPhrase.TenantLimit, desk.OpenLimit)));
        return notes;
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, service, before) = (visit.Words, new ServiceId(visit[Which]), Now(visit));
        var result = await relief.SetTasksPerAgentAsync(Steering.IdOf(visit.Person), service, visit.Number(Limit), cancellation);
        return result.Done
            ? new Ending.Done(new Note(CalloutKind.Note, words.Say(ReliefPhrase.LimitDone, Name(visit), visit[Limit])))
            {
                Buttons =
                [
                    CardParts.Button(words.Say(ReliefPhrase.LimitUndo, before), new Cards.Elements.ActionData(Verb, X: $"{service}{Separator}{Number(before)}")),
                    QueuesCard.Button(words, QueuePhrase.Details, DialogVerbs.Queues, service.Value),
                ],
            }
            : new Ending.Refused([(Limit, result.Refusal == SteerRefusal.NothingToDo ? words.Say(ReliefPhrase.LimitIsSo, before) : Steering.Of(visit.Person.Reader, result))]);
    }

    private static int Now(Visit visit) => visit.Configuration.Service(new ServiceId(visit[Which]))?.Distribution.TasksPerAgent ?? new DistributionSettings().TasksPerAgent;

    private static string Name(Visit visit) => SafeText.Line(visit.Configuration.Service(new ServiceId(visit[Which]))?.Name, CardParts.NameLength);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
