using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>Where a task stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskState>))]
public enum TaskState
{
    /// <summary>In the service's queue, offered to nobody.</summary>
    Queued,

    /// <summary>Offered to one agent, who has not answered yet.</summary>
    Offered,

    /// <summary>Held by one agent.</summary>
    Accepted,

    /// <summary>Held; the agent pressed Send and the answer is on its way.</summary>
    Sending,

    /// <summary>Held, and laid aside for a time; see <see cref="Parking"/>.</summary>
    Parked,

    /// <summary>Ended; see <see cref="TaskEnd"/>.</summary>
    Done,
}

/// <summary>How a task ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskEnd>))]
public enum TaskEnd
{
    /// <summary>The customer was answered.</summary>
    Answered,

    /// <summary>An agent finished it without an answer.</summary>
    FinishedWithoutReply,

    /// <summary>It was put into another task, <see cref="EmailTask.MergedInto"/>.</summary>
    Merged,

    /// <summary>Somebody moved or deleted the mail in Outlook.</summary>
    HandledInOutlook,

    /// <summary>Nobody had accepted it when the service stopped taking mail; the mail stays in the Inbox, unprocessed (N-056).</summary>
    Withdrawn,
}
