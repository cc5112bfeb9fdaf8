using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>A row of the queue of the service whose mailbox the mail came to; its key orders by time of receipt and priority.</summary>
/// <param name="HandedTo">The service whose agents work on it, when that is another one.</param>
public sealed record QueueEntry(TaskId Task, DateTimeOffset ReceivedAt, ServiceId? HandedTo = null);

/// <summary>Another service that tasks were handed to, or that handed tasks on; stays once it is written.</summary>
public sealed record Neighbour(ServiceId Service);

/// <summary>When administrators were told last that a workflow could not be followed.</summary>
public sealed record WorkflowAlarm(DateTimeOffset At);

/// <summary>Which task a Message-ID, a conversation or a matter belongs to.</summary>
public sealed record ThreadEntry(TaskId Task);
