using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Supervision;

/// <summary>An overflow that is open.</summary>
/// <param name="To">Name of the service that helps out.</param>
public sealed record OverflowFigures(string To, DateTimeOffset Until);

/// <summary>How a service stands at a moment.</summary>
/// <param name="IsLive">Whether it takes mail; what was accepted before is finished all the same.</param>
/// <param name="Open">Its open tasks.</param>
/// <param name="MailsInInbox">Mails that wait in its Inbox because the tenant's limit is reached (N-008).</param>
public sealed record ServiceFigures(
    ServiceId Service, string Name, bool IsLive, IReadOnlyList<EmailTask> Open, IReadOnlyList<AgentFigures> Agents, int MailsInInbox)
{
    /// <summary>Where to its waiting mail goes on now; null = nowhere.</summary>
    public OverflowFigures? Overflow { get; init; }

    /// <summary>True for a service that is configured no more and has tasks in the hands of agents.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Tasks that nobody has and that are offered to nobody.</summary>
    public int Waiting => Open.Count(task => task.State == TaskState.Queued);

    public int Offered => Open.Count(task => task.State == TaskState.Offered);

    /// <summary>Tasks that agents hold and have not laid aside.</summary>
    public int InWork => Open.Count(task => task.State is TaskState.Accepted or TaskState.Sending);

    /// <summary>Tasks that agents laid aside; they come back by themselves.</summary>
    public int Parked => Open.Count(task => task.State == TaskState.Parked);

    /// <summary>When the oldest mail came of those that nobody has accepted; null when there is none.</summary>
    public DateTimeOffset? OldestWaiting => Open.Where(IsUnaccepted).Select(task => (DateTimeOffset?)task.ReceivedAt).Min();

    /// <summary>Places of those on duty; below zero where more was given than there is room for.</summary>
    public int FreePlaces => Agents.Where(agent => agent.IsOnDuty).Sum(agent => agent.FreePlaces);

    public int Count(AgentCondition condition) => Agents.Count(agent => agent.Condition == condition);

    /// <summary>True for a task that nobody has accepted: for the customer it waits.</summary>
    public static bool IsUnaccepted(EmailTask task) => task.State is TaskState.Queued or TaskState.Offered;
}

/// <summary>How the services that somebody supervises stand, and the tenant's limit that they share.</summary>
/// <param name="OpenTasks">Of the whole tenant.</param>
/// <param name="OpenLimit">Most tasks that may be open (N-008).</param>
public sealed record DeskFigures(DateTimeOffset At, IReadOnlyList<ServiceFigures> Services, int OpenTasks, int OpenLimit);
