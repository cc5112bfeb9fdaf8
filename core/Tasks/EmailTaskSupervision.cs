using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <content>What is done with a task over the heads of its agents; signed by who did it. An answer that is on its way is waited for, one in doubt stays with the task.</content>
public sealed partial record EmailTask
{
    /// <summary>A supervisor gives the task to an agent, whose place is taken already, maybe beyond his limit.</summary>
    public EmailTask? Assign(Offer place, AgentId by, DateTimeOffset now) => IsOpen && Holder != place.Agent
        ? Given(place, TaskEvent.Assigned, now).SignedBy(by)
        : null;

    /// <summary>An agent takes the waiting task out of the queue by himself.</summary>
    public EmailTask? Pull(Offer place, DateTimeOffset now) => State == TaskState.Queued ? Given(place, TaskEvent.Pulled, now) : null;

    /// <summary>Whoever it is offered to or who holds it does not have it any more, for the reason given: it waits again, also for others.</summary>
    /// <param name="by">The supervisor; null when it came about by itself.</param>
    public EmailTask? TakeBack(AgentId? by, string reason, DateTimeOffset now) => IsOpen && State != TaskState.Queued
        ? (Queued(now, TaskEvent.TakenBack, InHandsOrOffered, reason) with { Answer = Unsettled }).SignedBy(by)
        : null;

    /// <summary>A supervisor has another service's agents work on it from now on.</summary>
    public EmailTask? MoveTo(ServiceId to, AgentId by, DateTimeOffset now) => IsOpen && Service != to
        ? (Queued(now, TaskEvent.HandedOn, InHandsOrOffered, MovedReason) with { HandedTo = to == Key.Service ? null : to, Answer = Unsettled }).SignedBy(by)
        : null;

    /// <summary>A supervisor ends the task without an answer. Not while it is in doubt whether one left.</summary>
    public EmailTask? EndBy(AgentId by, DateTimeOffset now) => IsOpen && Unsettled is null
        ? (Ended(TaskEnd.FinishedWithoutReply, now, TaskEvent.EndedBySupervisor, InHandsOrOffered) with { Holder = null, LastAgent = Holder ?? LastAgent }).SignedBy(by)
        : null;

    /// <summary>Reason of <see cref="TaskEvent.HandedOn"/> when a supervisor moved it.</summary>
    public const string MovedReason = "moved";

    /// <summary>Who gave the task to its holder; null when he accepted it himself.</summary>
    public AgentId? GivenBy => Holder is { } holder && Timeline.LastOrDefault(entry => entry.Agent == holder && entry.Event is TaskEvent.Assigned or TaskEvent.Accepted or TaskEvent.Pulled) is { } entry
        ? entry.By
        : null;

    /// <summary>True when the last that happened with the agent was that a supervisor moved the task to another service.</summary>
    public bool MovedFrom(AgentId agent) => Timeline.LastOrDefault(entry => entry.Agent == agent) is { Event: TaskEvent.HandedOn, Reason: MovedReason };

    private AgentId? InHandsOrOffered => Holder ?? Offer?.Agent;

    private Answer? Unsettled => Answer is { State: AnswerState.Unsure } ? Answer : null;

    private EmailTask Given(Offer place, TaskEvent what, DateTimeOffset now) => Next(TaskState.Accepted, now, what, place.Agent) with
    {
        Holder = place.Agent, LastAgent = Holder ?? LastAgent, Offer = place, Answer = Unsettled, Parked = null, Overflow = null, KeptUntil = null,
        // Files that somebody else chose do not leave with his answer.
        Enclosures = null, FilesLost = false,
        // Nor does he answer whom somebody else asked.
        Consults = [],
        Cards = WithoutCardOf(place.Agent),
    };

    private EmailTask SignedBy(AgentId? by) => by is null ? this : this with { Timeline = [.. Timeline.SkipLast(1), Timeline[^1] with { By = by }] };
}
