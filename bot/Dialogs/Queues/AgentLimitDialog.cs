using System.Globalization;
using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Dialogs.Prompts;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Bot.Dialogs.Queues;

/// <summary>Sets how many tasks each agent of a service may hold, one more than now unless said otherwise; tells when that is not what is scarce.</summary>
internal sealed class AgentLimitDialog(ISupervisorWorkbench workbench, IReliefDesk relief) : SteerServiceDialog(workbench)
{
    private const string Limit = "distribution.tasksPerAgent";

    // Between the service and the limit on the button that takes a change back; neither id nor number has it.
    private const string Separator = "--";

    public override string Verb => DialogVerbs.AgentLimit;

    public override string Title(Words words) => words[ReliefPhrase.LimitTitle];

    public override IReadOnlyList<string> FirstAnswers(string given) =>
        given.LastIndexOf(Separator, StringComparison.Ordinal) is >= 0 and var at ? [given[..at], given[(at + Separator.Length)..]] : [given];

    public override async ValueTask<IReadOnlyList<Note>> ConsequencesAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, desk) = (visit.Words, await Steering.DeskAsync(Workbench, visit, cancellation));
        List<Note> notes = [new(CalloutKind.Note, words.Say(ReliefPhrase.LimitEffect, NameOf(visit, Chosen(visit)), visit[Limit], Now(visit)))];
        if (desk.Services.FirstOrDefault(one => one.Service == Chosen(visit)) is not { } figures)
            return notes;
        if (figures.Count(AgentCondition.Busy) == 0)
            notes.Add(new(CalloutKind.Hint, words[ReliefPhrase.NobodyAtLimit]));
        if (desk.OpenTasks >= desk.OpenLimit)
            notes.Add(new(CalloutKind.Caution, words.Say(ReliefPhrase.TenantLimit, desk.OpenLimit)));
        return notes;
    }

    public override async Task<Ending> FinishAsync(Visit visit, CancellationToken cancellation)
    {
        var (words, before) = (visit.Words, Now(visit));
        var result = await relief.SetTasksPerAgentAsync(visit.Person.Id, Chosen(visit), visit.Number(Limit), cancellation);
        return result.Done
            ? Done(
                visit,
                new Note(CalloutKind.Note, words.Say(ReliefPhrase.LimitDone, NameOf(visit, Chosen(visit)), visit[Limit])),
                CardParts.Button(words.Say(ReliefPhrase.LimitUndo, before), new Cards.Elements.ActionData(Verb, X: $"{visit[Which]}{Separator}{Number(before)}")))
            : new Ending.Refused([(Limit, result.Refusal == SteerRefusal.NothingToDo ? words.Say(ReliefPhrase.LimitIsSo, before) : Steering.Of(visit.Person.Reader, result))]);
    }

    protected override IEnumerable<Question> Ask(Visit visit, DeskFigures desk)
    {
        var now = Now(visit);
        yield return new Question(Limit, visit.Words[ReliefPhrase.Limit], new NumberPrompt(1, DistributionSettings.MostTasksPerAgent))
        {
            Text = visit.Words.Say(ReliefPhrase.LimitAsk, now),
            Initial = Number(Math.Min(now + 1, DistributionSettings.MostTasksPerAgent)),
            IsAsked = true,
        };
    }

    private static int Now(Visit visit) => (visit.Configuration.Service(Chosen(visit))?.Distribution ?? new()).TasksPerAgent;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
