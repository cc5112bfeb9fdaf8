using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>Where a workflow sends a mail.</summary>
public enum WorkflowEnd
{
    /// <summary>A task in the queue of <see cref="WorkflowRun.Service"/>.</summary>
    Queued,

    /// <summary>Ended without a task.</summary>
    Ended,

    /// <summary>Ended without a task as failed, for <see cref="WorkflowRun.Reason"/>.</summary>
    Failed,

    /// <summary>Answered with <see cref="WorkflowRun.Text"/> and ended.</summary>
    Answered,
}

/// <summary>What a workflow does with a mail, and by which steps: the same mail and the same facts always give the same.</summary>
public sealed record WorkflowRun(WorkflowEnd End, ServiceId Service, IReadOnlyList<WorkflowStep> Steps)
{
    public TaskPriority Priority { get; init; }

    public IReadOnlyList<RequiredSkill> Skills { get; init; } = [];

    public string? Language { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the customer is told in place of the service's own acknowledgement; null = nothing else.</summary>
    public string? Acknowledgement { get; init; }

    /// <summary>How long the task is kept for who worked for the customer last; null = not at all.</summary>
    public TimeSpan? LastAgentFor { get; init; }

    /// <summary>To which service it goes on after waiting for <see cref="OverflowAfter"/>; null = it stays.</summary>
    public ServiceId? OverflowTo { get; init; }

    public TimeSpan? OverflowAfter { get; init; }

    public EndFolder Folder { get; init; }

    /// <summary>The answer, for <see cref="WorkflowEnd.Answered"/>.</summary>
    public string? Text { get; init; }

    /// <summary>Why it failed, in the administrator's words.</summary>
    public string? Reason { get; init; }

    /// <summary>Why the workflow could not be followed, so that the mail went to the queue of its own service; null = all was well.</summary>
    public WorkflowTrouble? Trouble { get; init; }
}
