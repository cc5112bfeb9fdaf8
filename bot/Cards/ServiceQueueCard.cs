using TeamsEmailBot.Bot.Cards.Elements;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Cards;

/// <summary>One service in detail: its open tasks in the order of the queue, its agents with what they hold, its last hours.</summary>
internal static class ServiceQueueCard
{
    private const int MostTasks = 8;
    private const int MostAgents = 15;

    /// <param name="name">Gives the name of a person.</param>
    public static AdaptiveCard Draw(Reader reader, ServiceDetail detail, Func<AgentId, string> name)
    {
        var (tasks, agents) = (MostTasks, MostAgents);
        var card = Draw(reader, detail, name, tasks, agents);
        while (card.Measure() >= AdaptiveCard.Budget && (tasks > 1 || agents > 1))
            card = Draw(reader, detail, name, tasks = Math.Max(1, tasks - 1), agents = Math.Max(1, agents - 2));
        return card;
    }

    /// <summary>How urgent a task is and what it requires; null for a task of normal priority that everybody can do.</summary>
    public static string? Marks(Words words, EmailTask task)
    {
        List<string> marks = [];
        if (task.Priority != TaskPriority.Normal)
            marks.Add(CardParts.Of(words, task.Priority));
        marks.AddRange(task.RequiredSkills.Select(skill => words.Say(QueuePhrase.Skill, SafeText.Line(skill.Skill, CardParts.NameLength), skill.Level)));
        return marks.Count > 0 ? string.Join(" · ", marks) : null;
    }

    private static AdaptiveCard Draw(Reader reader, ServiceDetail detail, Func<AgentId, string> name, int mostTasks, int mostAgents)
    {
        var (words, service, now) = (reader.Words, detail.Service, detail.Desk.At);
        List<CardElement> body =
        [
            CardParts.Heading(words[QueuePhrase.QueuesTitle]),
            new RichTextBlock([new TextRun(SafeText.Line(service.Name, CardParts.NameLength)) { Size = TextSize.Medium, Weight = TextWeight.Bolder }]),
            CardParts.Small(words.Say(QueuePhrase.AsOf, reader.Clock(now), detail.Desk.OpenTasks, detail.Desk.OpenLimit)) with { Spacing = Spacing.None },
            .. QueueLines.Work(reader, service, now),
            QueueLines.Agents(reader, service),
        ];
        if (detail.Desk.OpenTasks >= detail.Desk.OpenLimit)
            body.Add(Callout.Of(reader, CalloutKind.Caution, words[QueuePhrase.LimitReached]));

        if (service.Overflow is { } overflow)
            body.Add(Callout.Of(reader, CalloutKind.Note, words.Say(ReliefPhrase.IsOpen, SafeText.Line(overflow.To, CardParts.NameLength), reader.Moment(overflow.Until, now))));

        // What waits in the order in which it is offered, then what is offered, then what is held; of both there is something to see.
        var open = service.Open.OrderBy(task => task.State).ThenBy(TaskRows.Queued, StringComparer.Ordinal).ToList();
        var waiting = open.Count(task => task.State == TaskState.Queued);
        var first = Math.Min(waiting, Math.Max(mostTasks - (open.Count - waiting), (mostTasks + 1) / 2));
        body.Add(new RichTextBlock([new TextRun(words[QueuePhrase.Tasks]) { Weight = TextWeight.Bolder }]) { Separator = true, Spacing = Spacing.Medium });
        if (open.Count == 0)
            body.Add(CardParts.Small(words[QueuePhrase.NoTasks]) with { Spacing = Spacing.Small });
        body.AddRange(open.Take(first).Concat(open.Skip(waiting).Take(mostTasks - first)).Select(task => Row(reader, task, detail.Why.GetValueOrDefault(task.Key.Id), name, now)));
        if (open.Count > mostTasks)
            body.Add(CardParts.Small(words.Say(QueuePhrase.MoreTasks, open.Count - mostTasks)));
        body.AddRange(Agents(reader, service, name, mostAgents));
        body.AddRange([QueueLines.Trend(reader, detail.Trend) with { Separator = true }, .. QueueLines.Level(reader, detail.Trend)]);
        var id = service.Service.Value;
        List<CardAction> buttons = [QueuesCard.Button(words, QueuePhrase.Refresh, DialogVerbs.Queues, id)];
        if (service.Count(AgentCondition.OffDuty) > 0 && service.IsLive)
            buttons.Add(QueuesCard.Button(words, QueuePhrase.Call, DialogVerbs.CallAgents, id));
        if (service.Overflow is not null)
            buttons.Add(CardParts.Button(words[ReliefPhrase.CloseButton], new ActionData(DialogVerbs.CloseOverflow, X: id)));
        else if (service.IsLive)
            buttons.Add(CardParts.Button(words[ReliefPhrase.OpenButton], new ActionData(DialogVerbs.OpenOverflow, X: id)));
        if (service.IsLive)
            buttons.Add(CardParts.Button(words[ReliefPhrase.LimitButton], new ActionData(DialogVerbs.AgentLimit, X: id)));
        if (service.Agents.Any(agent => agent.IsOnDuty))
            buttons.Add(QueuesCard.Button(words, QueuePhrase.SetOff, DialogVerbs.SetOffDuty));
        buttons.Add(QueuesCard.Button(words, QueuePhrase.All, DialogVerbs.Queues));
        body.Add(new ActionSet(buttons));
        return new AdaptiveCard { FallbackText = words[QueuePhrase.QueuesTitle], Refresh = QueuesCard.RefreshOf(reader, id), Body = body };
    }

    private static ColumnSet Row(Reader reader, EmailTask task, IReadOnlyList<CandidateVerdict>? why, Func<AgentId, string> name, DateTimeOffset now)
    {
        var words = reader.Words;
        List<CardElement> lines =
        [
            new RichTextBlock(
            [
                new TextRun(TaskNumber.Of(task.Key.Id)) { Weight = TextWeight.Bolder },
                new TextRun($" · {words.Age(now - task.ReceivedAt)} · {SafeText.Line(QueueLines.State(words, task, name), CardParts.SubjectLength)}"),
            ]),
        ];
        if (Marks(words, task) is { } marks)
            lines.Add(CardParts.Small(marks) with { Spacing = Spacing.None });
        if (task.State == TaskState.Queued)
            lines.Add(CardParts.Small($"{words[QueuePhrase.Why]} {QueueLines.Why(reader, why)}") with { Spacing = Spacing.None });
        return new ColumnSet(
        [
            new Column("stretch", lines),
            new Column("auto", [new ActionSet([QueuesCard.Button(words, QueuePhrase.Show, DialogVerbs.Queues, task.Key.Id.Value)])]) { VerticalContentAlignment = VerticalAlignment.Center },
        ]) { Spacing = Spacing.Small };
    }

    private static IEnumerable<CardElement> Agents(Reader reader, ServiceFigures service, Func<AgentId, string> name, int most)
    {
        var words = reader.Words;
        // That there are none is said above already.
        if (service.Agents.Count == 0)
            yield break;
        yield return new RichTextBlock([new TextRun(words[QueuePhrase.Agents]) { Weight = TextWeight.Bolder }]) { Separator = true, Spacing = Spacing.Medium };
        foreach (var agent in service.Agents.OrderBy(agent => agent.Condition == AgentCondition.Barred).ThenBy(agent => !agent.IsOnDuty).ThenBy(agent => name(agent.Agent), StringComparer.CurrentCultureIgnoreCase).Take(most))
            yield return new RichTextBlock(
            [
                new TextRun(SafeText.Line(name(agent.Agent), CardParts.NameLength)) { Weight = TextWeight.Bolder },
                new TextRun($" · {words.Say(QueuePhrase.Load, agent.Held, agent.Limit)} · {State(reader, agent)}"),
            ]) { Spacing = Spacing.Small };
        if (service.Agents.Count > most)
            yield return CardParts.Small(words.Say(QueuePhrase.MoreAgents, service.Agents.Count - most));
    }

    // The reason says more than the state, but not that all places are taken: the figures say that.
    private static string State(Reader reader, AgentFigures agent) => agent.Condition is AgentCondition.Away or AgentCondition.Unreachable or AgentCondition.Barred
        ? SafeText.Line(ReasonWords.List(reader, agent.Against.Where(reason => AgentFigures.ConditionOf([reason]) == agent.Condition)), CardParts.SubjectLength)
        : QueueLines.Of(reader.Words, agent.Condition);
}
