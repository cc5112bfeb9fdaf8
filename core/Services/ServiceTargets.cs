using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Services;

/// <summary>Within how many minutes of business time a customer shall have the first answer, and his matter an end; null = no target.</summary>
public sealed record TargetTimes(int? FirstAnswerMinutes = null, int? FinishMinutes = null)
{
    public static readonly TargetTimes None = new();
}

/// <summary>
/// What a service promises its customers, in business time of its opening hours. A priority without a time of its own has that of normal tasks. What is open already keeps
/// its deadlines when these change.
/// </summary>
public sealed record ServiceTargets
{
    /// <summary>Thirty days round the clock.</summary>
    public const int LongestMinutes = 30 * 24 * 60;

    public const int LongestReminderMinutes = 24 * 60;

    private const double UsualReminder = 0.15;

    public TargetTimes Normal { get; init => field = value ?? TargetTimes.None; } = TargetTimes.None;

    public TargetTimes Highest { get; init => field = value ?? TargetTimes.None; } = TargetTimes.None;

    public TargetTimes High { get; init => field = value ?? TargetTimes.None; } = TargetTimes.None;

    public TargetTimes Low { get; init => field = value ?? TargetTimes.None; } = TargetTimes.None;

    public TargetTimes Lowest { get; init => field = value ?? TargetTimes.None; } = TargetTimes.None;

    /// <summary>How long before a deadline the holder is reminded, in business minutes; 0 = never, null = when 15 % of the target are left.</summary>
    public int? ReminderMinutes { get; init; }

    /// <summary>The times that hold for tasks of the priority.</summary>
    public TargetTimes For(TaskPriority priority)
    {
        var own = Own(priority);
        return new(own.FirstAnswerMinutes ?? Normal.FirstAnswerMinutes, own.FinishMinutes ?? Normal.FinishMinutes);
    }

    /// <summary>What is set for the priority itself.</summary>
    public TargetTimes Own(TaskPriority priority) => priority switch
    {
        TaskPriority.Highest => Highest,
        TaskPriority.High => High,
        TaskPriority.Low => Low,
        TaskPriority.Lowest => Lowest,
        _ => Normal,
    };

    /// <summary>Business time from the beginning of a target until the holder is reminded; null = he is not. Never in the first half, where a reminder says nothing.</summary>
    public TimeSpan? UntilReminder(TimeSpan target) => ReminderMinutes switch
    {
        0 => null,
        { } minutes => target - Min(TimeSpan.FromMinutes(minutes), target / 2),
        null => target * (1 - UsualReminder),
    };

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
