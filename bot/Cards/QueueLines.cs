using System.Globalization;
using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>The figures of a service in words, and its last hours as a chart.</summary>
internal static class QueueLines
{
    private static readonly (AgentCondition Condition, QueuePhrase Phrase)[] Conditions =
    [
        (AgentCondition.Free, QueuePhrase.StateFree), (AgentCondition.Busy, QueuePhrase.StateBusy), (AgentCondition.Away, QueuePhrase.StateAway),
        (AgentCondition.OffDuty, QueuePhrase.StateOffDuty), (AgentCondition.Unreachable, QueuePhrase.StateUnreachable), (AgentCondition.Barred, QueuePhrase.StateBarred),
    ];

    public static string Of(Words words, AgentCondition condition) => words[Conditions.First(one => one.Condition == condition).Phrase];

    /// <summary>What waits and what is worked on; what there is none of is left out, but for what waits.</summary>
    public static IEnumerable<RichTextBlock> Work(Reader reader, ServiceFigures service, DateTimeOffset now)
    {
        var words = reader.Words;
        List<TextRun> runs = [new(words.Say(QueuePhrase.Waiting, service.Waiting)) { Weight = TextWeight.Bolder }];
        Add(service.Offered, QueuePhrase.Offered);
        Add(service.InWork, QueuePhrase.InWork);
        Add(service.Parked, QueuePhrase.Parked);
        if (service.OldestWaiting is { } oldest)
            runs.Add(new(" · " + words.Say(QueuePhrase.Oldest, words.Age(now - oldest))));
        if (!service.IsLive)
            runs.Add(new(" · " + words[service.IsRemoved ? QueuePhrase.Removed : QueuePhrase.NotLive]) { Color = TextColor.Attention });
        yield return new RichTextBlock(runs) { Spacing = Spacing.None };
        if (service.MailsInInbox > 0)
            yield return new RichTextBlock([new TextRun(words.Say(QueuePhrase.InInbox, service.MailsInInbox)) { Color = TextColor.Attention }]) { Spacing = Spacing.None };

        void Add(int number, QueuePhrase phrase)
        {
            if (number > 0)
                runs.Add(new(" · " + words.Say(phrase, number)));
        }
    }

    /// <summary>How many agents are in which state, and what places they have.</summary>
    public static RichTextBlock Agents(Reader reader, ServiceFigures service)
    {
        var words = reader.Words;
        if (service.Agents.Count == 0)
            return CardParts.Small(words[QueuePhrase.NoAgents]) with { Spacing = Spacing.None };
        var states = Conditions.Where(one => service.Count(one.Condition) > 0).Select(one => $"{service.Count(one.Condition)} {words[one.Phrase]}");
        return CardParts.Small($"{words[QueuePhrase.Agents]} {string.Join(", ", states)} · {words.Say(QueuePhrase.Places, service.FreePlaces)}") with { Spacing = Spacing.None };
    }

    /// <summary>The hours as bars; a small table where charts are not known.</summary>
    public static GroupedBarChart Trend(Reader reader, IReadOnlyList<HourFigures> hours)
    {
        var words = reader.Words;
        (QueuePhrase Name, Func<HourFigures, int> Figure)[] series = [(QueuePhrase.Arrived, hour => hour.Arrived), (QueuePhrase.Finished, hour => hour.Finished), (QueuePhrase.WaitingLine, hour => hour.Waiting)];
        var table = new Container(
        [
            CardParts.Small(words[QueuePhrase.Trend]),
            new ColumnSet(
            [
                Column(words[QueuePhrase.Hour], hours.Select(hour => reader.Moment(hour.From, hour.From))),
                .. series.Select(one => Column(words[one.Name], hours.Select(hour => one.Figure(hour).ToString(CultureInfo.InvariantCulture)))),
            ]) { Spacing = Spacing.Small },
        ]);
        return new GroupedBarChart(
            words[QueuePhrase.Trend],
            [.. series.Select(one => new ChartSeries(words[one.Name], [.. hours.Select(hour => new ChartPoint(reader.Moment(hour.From, hour.From), one.Figure(hour)))]))],
            table) { Spacing = Spacing.Medium };

        static Column Column(string head, IEnumerable<string> cells) => new(
            "stretch",
            [
                new RichTextBlock([new TextRun(head) { Size = TextSize.Small, Weight = TextWeight.Bolder }]),
                .. cells.Select(cell => new RichTextBlock([new TextRun(cell) { Size = TextSize.Small }]) { Spacing = Spacing.None }),
            ]);
    }

    /// <summary>How many first answers of these hours came in time; nothing where none was due.</summary>
    public static IEnumerable<RichTextBlock> Level(Reader reader, IReadOnlyList<HourFigures> hours)
    {
        var (met, due) = (hours.Sum(hour => hour.Met), hours.Sum(hour => hour.Met + hour.Missed));
        if (due > 0)
            yield return CardParts.Small(reader.Words.Say(QueuePhrase.Level, (int)Math.Floor(100.0 * met / due), met, due)) with { Spacing = Spacing.Small };
    }

    /// <summary>Where a task stands.</summary>
    /// <param name="name">Gives the name of a person.</param>
    public static string State(Words words, EmailTask task, Func<Core.Model.AgentId, string> name) => task switch
    {
        { State: TaskState.Offered, Offer: { } offer } => words.Say(QueuePhrase.TaskOffered, name(offer.Agent)),
        { State: TaskState.Sending, Holder: { } holder } => words.Say(QueuePhrase.TaskSending, name(holder)),
        { State: TaskState.Parked, Holder: { } holder } => words.Say(QueuePhrase.TaskParked, name(holder)),
        { Answer.State: AnswerState.Unsure, Holder: { } holder } => words.Say(QueuePhrase.TaskUnsure, name(holder)),
        { Holder: { } holder } => words.Say(QueuePhrase.TaskHeld, name(holder)),
        _ => words[QueuePhrase.TaskWaits],
    };

    /// <summary>Why nobody was asked, the reason that most agents share first; one line.</summary>
    public static string Why(Reader reader, IReadOnlyList<CandidateVerdict>? verdicts) => verdicts is null or { Count: 0 }
        ? reader.Words[QueuePhrase.WhyNotYet]
        : string.Join(", ", verdicts.Where(verdict => verdict.Against.Count > 0)
            .GroupBy(verdict => ReasonWords.Of(reader, verdict.Against[0]))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(4).Select(group => reader.Words.Say(QueuePhrase.WhyCount, group.Count(), group.Key))) is { Length: > 0 } text ? text : reader.Words[QueuePhrase.WhyNotYet];
}
