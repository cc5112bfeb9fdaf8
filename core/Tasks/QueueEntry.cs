using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>A row of the service's queue; its key orders by time of receipt.</summary>
public sealed record QueueEntry(TaskId Task, DateTimeOffset ReceivedAt);

/// <summary>Which task a Message-ID, a conversation or a matter belongs to.</summary>
public sealed record ThreadEntry(TaskId Task);
