using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Supervision;

/// <summary>Finds what is wrong with a service from how it stands.</summary>
public static class TroubleFinder
{
    /// <summary>A mail for which nobody is there is told of when it has waited so long: agents come and go.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>How far back the pace of the service is looked at.</summary>
    public static readonly TimeSpan PaceWindow = TimeSpan.FromHours(2);

    /// <summary>Fewer ended tasks say nothing about the pace.</summary>
    public const int LeastRounds = 3;

    /// <param name="handling">How long agents have a task, at present (<see cref="Handling"/>); null = not known.</param>
    /// <param name="failed">Pieces of the service's work that were given up.</param>
    public static IReadOnlyList<ServiceTrouble> Find(ServiceFigures figures, Service service, TimeSpan? handling, int failed, DateTimeOffset now)
    {
        List<ServiceTrouble> found = [];
        var overdue = figures.Open.SelectMany(task => task.Deadlines.Where(deadline => deadline.IsOverdue).Select(deadline => (task.Key, deadline.At))).ToList();
        if (overdue.Count > 0)
            found.Add(new(TroubleKind.Breached, overdue.DistinctBy(one => one.Key).Count(), overdue.Min(one => one.At)));
        if (figures.IsLive)
            found.AddRange(OfQueue(figures, service, handling, now));
        if (failed > 0)
            found.Add(new(TroubleKind.WorkFailed, failed));
        return found;
    }

    /// <summary>The mean time from the last acceptance of a task to its end, over the tasks that agents ended lately; null when those are too few.</summary>
    public static TimeSpan? Handling(IReadOnlyCollection<TaskRound> rounds)
    {
        var times = rounds.Where(round => round.Stretches[^1].Kind == StretchKind.Held).Select(round => round.EndedAt - round.Stretches[^1].From).ToList();
        return times.Count < LeastRounds ? null : TimeSpan.FromTicks((long)times.Average(time => time.Ticks));
    }

    private static IEnumerable<ServiceTrouble> OfQueue(ServiceFigures figures, Service service, TimeSpan? handling, DateTimeOffset now)
    {
        var waiting = figures.Open.Where(task => task.State == TaskState.Queued).ToList();
        var oldest = waiting.Count == 0 ? now : waiting.Min(task => task.ReceivedAt);
        var there = figures.Agents.Where(agent => agent.Condition is AgentCondition.Free or AgentCondition.Busy).ToList();
        if (waiting.Count > 0 && there.Count == 0 && now - oldest >= Patience && service.OpeningHours.IsOpen(now))
            yield return new(TroubleKind.NobodyAvailable, waiting.Count, oldest);
        if (handling is { } time && Late(waiting, there, time, now) is { Count: > 0 } late)
            yield return new(TroubleKind.BreachAhead, late.Count, late.Min());
        if (service.Thresholds.QueueLength is { } most && waiting.Count >= most)
            yield return new(TroubleKind.QueueLong, waiting.Count);
        if (service.Thresholds.OldestMinutes is { } minutes && service.OpeningHours.BusinessTimeBetween(oldest, now) is var age && age >= TimeSpan.FromMinutes(minutes))
            yield return new(TroubleKind.OldestWaiting, (int)age.TotalMinutes, oldest);
        if (figures.Count(AgentCondition.Unreachable) is > 0 and var unreachable)
            yield return new(TroubleKind.AgentsUnreachable, unreachable);
    }

    // Deadlines of the first answer that a waiting task will hardly meet: it takes one handling time, and one more for each time that all places have to become free before it.
    private static List<DateTimeOffset> Late(IEnumerable<EmailTask> waiting, List<AgentFigures> there, TimeSpan handling, DateTimeOffset now)
    {
        List<DateTimeOffset> late = [];
        var (places, free) = (there.Sum(agent => agent.Limit), there.Sum(agent => Math.Max(0, agent.FreePlaces)));
        if (places == 0)
            return late;
        var position = 0;
        foreach (var task in waiting.OrderBy(task => task.ReceivedAt - task.Priority.HeadStart()).ThenBy(task => task.Key.Id.Value, StringComparer.Ordinal))
        {
            var turns = Math.Max(0, Math.Ceiling((double)(++position - free) / places));
            if (task.Deadlines.FirstOrDefault(deadline => deadline.Kind == TargetKind.FirstAnswer && deadline.IsOpen) is { } deadline && now + (handling * (1 + turns)) > deadline.At)
                late.Add(deadline.At);
        }

        return late;
    }
}
