using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Reports;

/// <summary>
/// Takes in mails and rounds one by one and adds up the figures; the order does not matter, and a round leaves no more behind than its times. Business time is that of the
/// calendar given with each round.
/// </summary>
/// <param name="begins">When the parts of the time begin, in order; what is before the first is left out of the parts.</param>
public sealed class ReportSheet(IReadOnlyList<DateTimeOffset> begins)
{
    private readonly Dictionary<MailFate, int> received = [];
    private readonly Dictionary<TaskEnd, int> ended = [];
    private readonly (List<TimeSpan> Plain, List<TimeSpan> Business) answers = ([], []), waits = ([], []), works = ([], []);
    private readonly int[] receivedIn = new int[begins.Count], endedIn = new int[begins.Count];
    private readonly Dictionary<AgentId, (Dictionary<TaskEnd, int> Ended, List<TimeSpan> Handling)> agents = [];
    private int answeredInTime, answeredLate, finishedInTime, finishedLate;

    public void Add(MailRecord mail)
    {
        received[mail.Fate] = received.GetValueOrDefault(mail.Fate) + 1;
        Count(receivedIn, mail.ReceivedAt);
    }

    public void Add(TaskRound round, Calendar calendar)
    {
        ended[round.End] = ended.GetValueOrDefault(round.End) + 1;
        Count(endedIn, round.EndedAt);
        // Whoever went into another task or was withdrawn was not served here: his times are told by the other task, or by nobody.
        if (round.End is TaskEnd.Merged or TaskEnd.Withdrawn)
            return;
        if (round.AnsweredAt is { } answered)
            Add(answers, [(round.BeganAt, answered)], calendar);
        Add(waits, Spans(round, StretchKind.Waiting), calendar);
        if (round.Agent is { } agent)
        {
            Add(works, Spans(round, StretchKind.Held), calendar);
            if (!agents.TryGetValue(agent, out var own))
                agents[agent] = own = (new(), []);
            own.Ended[round.End] = own.Ended.GetValueOrDefault(round.End) + 1;
            own.Handling.Add(Sum(Spans(round, StretchKind.Held, agent)));
        }

        foreach (var deadline in round.Deadlines)
            _ = (deadline.Kind, deadline.IsMissed) switch
            {
                (TargetKind.FirstAnswer, false) => answeredInTime++,
                (TargetKind.FirstAnswer, true) => answeredLate++,
                (_, false) => finishedInTime++,
                _ => finishedLate++,
            };
    }

    public ReportFigures Figures() => new(
        received,
        ended,
        TimesOf(answers),
        TimesOf(waits),
        TimesOf(works),
        new(answeredInTime, answeredLate),
        new(finishedInTime, finishedLate),
        agents.Count,
        [.. begins.Select((from, part) => new ReportPart(from, receivedIn[part], endedIn[part]))],
        [
            .. agents.Select(agent => new AgentReport(agent.Key, agent.Value.Ended, Percentiles.Of(agent.Value.Handling)))
                .OrderByDescending(agent => agent.EndedTotal).ThenBy(agent => agent.Agent.Value, StringComparer.Ordinal),
        ]);

    // The stretches of one kind, each to the beginning of the next one or the end of the round.
    private static List<(DateTimeOffset From, DateTimeOffset To)> Spans(TaskRound round, StretchKind kind, AgentId? agent = null)
    {
        var spans = new List<(DateTimeOffset, DateTimeOffset)>();
        for (var i = 0; i < round.Stretches.Count; i++)
            if (round.Stretches[i] is var stretch && stretch.Kind == kind && (agent is null || stretch.Agent == agent))
                spans.Add((stretch.From, i + 1 < round.Stretches.Count ? round.Stretches[i + 1].From : round.EndedAt));
        return spans;
    }

    // Exchange's clock and ours may differ: nothing takes less than no time.
    private static TimeSpan Sum(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> spans) =>
        spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + (span.To > span.From ? span.To - span.From : TimeSpan.Zero));

    private static void Add((List<TimeSpan> Plain, List<TimeSpan> Business) times, List<(DateTimeOffset From, DateTimeOffset To)> spans, Calendar calendar)
    {
        times.Plain.Add(Sum(spans));
        times.Business.Add(spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + calendar.BusinessTimeBetween(span.From, span.To)));
    }

    private static Times? TimesOf((List<TimeSpan> Plain, List<TimeSpan> Business) times) =>
        Percentiles.Of(times.Plain) is { } plain && Percentiles.Of(times.Business) is { } business ? new(plain, business) : null;

    private void Count(int[] parts, DateTimeOffset at)
    {
        for (var part = begins.Count - 1; part >= 0; part--)
            if (at >= begins[part])
            {
                parts[part]++;
                return;
            }
    }
}
