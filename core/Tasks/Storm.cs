using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>Similar mails that machines sent lately: when they become too many they go into one task (F-42). The key of the row is a hash (I6).</summary>
/// <param name="Last">When the newest came; a pause ends the storm.</param>
/// <param name="Tasks">The tasks that they opened while they were few.</param>
/// <param name="Into">The task that takes them since they are many; null before.</param>
public sealed record Storm(DateTimeOffset Last, int Count, IReadOnlyList<TaskId> Tasks, TaskId? Into = null)
{
    /// <summary>So many similar mails are a storm.</summary>
    public const int Limit = 5;

    /// <summary>A pause as long as this ends it.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);
}

/// <summary>How often intake failed with a mail (F-12).</summary>
public sealed record FailedIntake(int Tries)
{
    /// <summary>After so many tries it is taken in without being judged.</summary>
    public const int Limit = 3;
}

/// <summary>The last acknowledgement that a sender got from a service (F-41). The key of the row is a hash (I6).</summary>
/// <param name="Draft">The mail itself once it exists; only this one is ever sent.</param>
public sealed record Acknowledged(DateTimeOffset At, TaskId Task, MessageId? Draft = null);
