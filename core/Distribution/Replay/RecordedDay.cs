using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution.Replay;

/// <summary>What was recorded of a service over some time, as far as a replay needs it. Ids and times only (I6).</summary>
/// <param name="Tasks">In the order in which their mails arrived.</param>
public sealed record RecordedDay(DateTimeOffset From, DateTimeOffset Before, IReadOnlyList<RecordedTask> Tasks, IReadOnlyList<RecordedAgent> Agents);

/// <summary>One task as it went.</summary>
public sealed record RecordedTask(TaskId Id, DateTimeOffset ArrivedAt)
{
    public TaskPriority Priority { get; init; }

    public IReadOnlyList<RequiredSkill> RequiredSkills { get; init; } = [];

    public AgentId? LastAgent { get; init; }

    /// <summary>When an agent had it for the first time; null when nobody ever had.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>How long agents had it, in all; null while that is not known.</summary>
    public TimeSpan? Handling { get; init; }

    /// <summary>From the offer to its acceptance.</summary>
    public TimeSpan Reaction { get; init; }

    /// <summary>Offers that were not accepted, in order.</summary>
    public IReadOnlyList<RecordedPass> Passes { get; init; } = [];
}

/// <summary>An agent let a task pass.</summary>
/// <param name="After">Time from the offer; of a miss, the countdown of that day.</param>
public sealed record RecordedPass(AgentId Agent, bool IsMiss, TimeSpan After);

/// <summary>A member of the service and when he could be asked.</summary>
/// <param name="Spells">In order, without overlaps.</param>
public sealed record RecordedAgent(ServiceAgent Member, IReadOnlyList<Spell> Spells);

/// <summary>From then until then.</summary>
public sealed record Spell(DateTimeOffset From, DateTimeOffset Until);
