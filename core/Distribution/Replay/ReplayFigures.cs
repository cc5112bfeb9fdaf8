namespace TeamsEmailBot.Core.Distribution.Replay;

/// <summary>How long mail waited for an agent to take it.</summary>
/// <param name="Taken">How many of the mails somebody took; the others do not count for the waiting times.</param>
/// <param name="InTime">Share of all mails that somebody had within the target; 0 to 1.</param>
public sealed record ReplayFigures(int Mails, int Taken, TimeSpan Mean, TimeSpan Median, TimeSpan NinetyPercent, double InTime)
{
    public static ReplayFigures Of(IReadOnlyCollection<ReplayedTask> tasks, TimeSpan target)
    {
        var waits = tasks.Where(task => task.TakenAt is not null).Select(task => task.TakenAt!.Value - task.ArrivedAt).Order().ToList();
        return waits.Count == 0
            ? new(tasks.Count, 0, default, default, default, 0)
            : new(
                tasks.Count, waits.Count, TimeSpan.FromTicks((long)waits.Average(wait => wait.Ticks)), At(0.5), At(0.9), waits.Count(wait => wait <= target) / (double)tasks.Count);

        // The smallest wait that this share does not exceed.
        TimeSpan At(double share) => waits[Math.Max(0, (int)Math.Ceiling(share * waits.Count) - 1)];
    }

    /// <summary>The day as it was.</summary>
    public static ReplayFigures Of(RecordedDay day, TimeSpan target) =>
        Of([.. day.Tasks.Select(task => new ReplayedTask(task.Id, task.ArrivedAt, task.TakenAt, null))], target);
}
