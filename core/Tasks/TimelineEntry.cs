using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>What happened, in the past tense; the timeline of a task consists of these (I5).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskEvent>))]
public enum TaskEvent
{
    Opened,

    /// <summary>The workflow carried out an activity; the reason says which.</summary>
    WorkflowStep,

    /// <summary>Another service's agents work on it from now on; the reason says why.</summary>
    HandedOn,
    Offered,
    Accepted,
    Declined,
    TimedOut,
    OfferWithdrawn,
    ReturnedToQueue,

    /// <summary>The agent gave it to a colleague, to whom it is offered next, or to another service.</summary>
    Transferred,
    Parked,

    /// <summary>The parked task goes on with who parked it; the reason says what brought it back.</summary>
    TakenUp,

    /// <summary>The parked task came back and its agent was not there; the reason says why.</summary>
    QueuedFromParking,
    MailJoined,
    MailAttached,
    NotDelivered,
    Reopened,
    Merged,
    SplitOff,
    FilesAdded,
    FilesRemoved,
    FilesLost,
    SendPressed,
    DraftStored,
    Sent,
    /// <summary>Exchange wants nothing sent for a while (F-25).</summary>
    SendingDelayed,
    NotSent,
    SendingUnsure,
    Finished,
    AnsweredInOutlook,
    SecondAnswerWanted,
    FlaggedInOutlook,
    HandledInOutlook,
    Withdrawn,
    Filed,
    FilingFailed,

    /// <summary>The holder was reminded of a deadline; the reason is the <see cref="TargetKind"/>.</summary>
    Reminded,

    /// <summary>What a target wants happened in time; the reason is the <see cref="TargetKind"/>.</summary>
    TargetMet,

    /// <summary>A deadline passed before it happened; the reason is the <see cref="TargetKind"/>.</summary>
    TargetMissed,

    /// <summary>A supervisor gave it to the agent.</summary>
    Assigned,

    /// <summary>The agent took it out of the queue by himself.</summary>
    Pulled,

    /// <summary>It was taken away from the agent, by a supervisor or because he is gone; the reason says why.</summary>
    TakenBack,

    /// <summary>A supervisor ended it; the agent is who had it.</summary>
    EndedBySupervisor,

    /// <summary>The holder asked a colleague for advice.</summary>
    Consulted,

    /// <summary>The colleague who was asked commented; what he wrote is stored nowhere.</summary>
    Commented,

    /// <summary>The colleague is not asked any more; the reason says why.</summary>
    ConsultEnded,

    /// <summary>The other service that it was handed to is removed; it belongs to its own again, and stays with its agent.</summary>
    CameHome,
}

/// <summary>One entry of the timeline: what, when, by whom, and why (a code, never text of a mail).</summary>
/// <param name="By">Who did it, when that is not the agent himself.</param>
public sealed record TimelineEntry(DateTimeOffset At, TaskEvent Event, AgentId? Agent = null, string? Reason = null, AgentId? By = null)
{
    /// <summary>The colleague whose advice a step is about; such a step names no <see cref="Agent"/>, because the task is never with him by it.</summary>
    public AgentId? Colleague { get; init; }
}
