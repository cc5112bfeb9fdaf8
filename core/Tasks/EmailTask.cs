using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>
/// One customer mail on its way through a service, and the only place that knows which step may follow which (I3, I5). Immutable: every step returns the
/// task as it is afterwards, with its entry in the timeline, or null when the step is not allowed now. No mail content is in it (I6).
/// </summary>
public sealed record EmailTask
{
    /// <summary>Timeline entries kept with the task; older ones are dropped from the middle so that the beginning stays.</summary>
    internal const int TimelineLimit = 200;

    public required TaskKey Key { get; init; }

    public required MailboxId Mailbox { get; init; }

    /// <summary>The mail that opened the task.</summary>
    public required MessageId Message { get; init; }

    /// <summary>Its Message-ID, to find it again when Exchange gave it another id (F-17); null when it has none (F-05).</summary>
    public string? InternetMessageId { get; init; }

    /// <summary>Exchange's time of receipt; decides the place in the queue.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Later mails of the conversation that joined, oldest first.</summary>
    public IReadOnlyList<JoinedMail> Joined { get; init; } = [];

    /// <summary>Keys (hashes) of the people who wrote in this task; only they may join it (F-76).</summary>
    public IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>Rises with every step that a person can see; a card with another version acts on nothing (F-74).</summary>
    public long Version { get; init; }

    public TaskState State { get; init; }

    public TaskEnd? End { get; init; }

    /// <summary>The agent who holds the task, or held it when it ended.</summary>
    public AgentId? Holder { get; init; }

    /// <summary>The offer that stands, or from which the holder accepted.</summary>
    public Offer? Offer { get; init; }

    public Answer? Answer { get; init; }

    public IReadOnlyList<CardReference> Cards { get; init; } = [];

    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>The newest mail: the one that is shown and answered.</summary>
    public MessageId Newest => Joined.Count > 0 ? Joined[^1].Message : Message;

    /// <summary>All mails that are filed when the task ends.</summary>
    public IEnumerable<MessageId> Messages => Joined.Select(mail => mail.Message).Prepend(Message);

    /// <summary>A new task in the queue of its service.</summary>
    public static EmailTask Open(TaskKey key, MailboxId mailbox, MailItem mail, string? participant, DateTimeOffset now) => new()
    {
        Key = key,
        Mailbox = mailbox,
        Message = mail.Id,
        InternetMessageId = mail.InternetMessageId,
        ReceivedAt = mail.ReceivedAt,
        Participants = participant is null ? [] : [participant],
        Version = 1,
        State = TaskState.Queued,
        Timeline = [new TimelineEntry(now, TaskEvent.Opened)],
    };

    /// <summary>Offers a queued task.</summary>
    public EmailTask? OfferTo(Offer offer) => State == TaskState.Queued
        ? Next(TaskState.Offered, offer.At, TaskEvent.Offered, offer.Agent) with { Offer = offer }
        : null;

    /// <summary>The offered agent takes the task, in time.</summary>
    public EmailTask? Accept(AgentId agent, DateTimeOffset now) => IsOfferedTo(agent) && now <= Offer!.Until
        ? Next(TaskState.Accepted, now, TaskEvent.Accepted, agent) with { Holder = agent }
        : null;

    /// <summary>The offered agent does not want the task; it goes back to the queue.</summary>
    public EmailTask? Decline(AgentId agent, DateTimeOffset now) => IsOfferedTo(agent)
        ? Next(TaskState.Queued, now, TaskEvent.Declined, agent) with { Offer = null }
        : null;

    /// <summary>The offer's time is over; it goes back to the queue.</summary>
    public EmailTask? TimeOut(OfferId offer, DateTimeOffset now) => State == TaskState.Offered && Offer!.Id == offer && now >= Offer.Until
        ? Next(TaskState.Queued, now, Offer.Delivered ? TaskEvent.TimedOut : TaskEvent.OfferWithdrawn, Offer.Agent, Offer.Delivered ? null : "not_delivered") with { Offer = null }
        : null;

    /// <summary>The offer is taken back, for the reason given; the task goes back to the queue.</summary>
    public EmailTask? WithdrawOffer(OfferId offer, string reason, DateTimeOffset now) => State == TaskState.Offered && Offer!.Id == offer
        ? Next(TaskState.Queued, now, TaskEvent.OfferWithdrawn, Offer.Agent, reason) with { Offer = null }
        : null;

    /// <summary>The offer's card reached Teams; from here on silence counts as a miss. Nothing a person sees changes.</summary>
    public EmailTask? OfferDelivered(OfferId offer) => State == TaskState.Offered && Offer!.Id == offer && !Offer.Delivered
        ? this with { Offer = Offer with { Delivered = true } }
        : null;

    /// <summary>The holder gives the task back.</summary>
    public EmailTask? ReturnToQueue(AgentId agent, DateTimeOffset now) => IsHeldBy(agent) && State == TaskState.Accepted && Answer?.State is not AnswerState.Unsure
        ? Next(TaskState.Queued, now, TaskEvent.ReturnedToQueue, agent) with { Holder = null, Offer = null, Answer = null }
        : null;

    /// <summary>The holder presses Send.</summary>
    public EmailTask? PressSend(AgentId agent, AnswerId answer, DateTimeOffset now) =>
        IsHeldBy(agent) && State == TaskState.Accepted && Answer?.State is not AnswerState.Unsure
            ? Next(TaskState.Sending, now, TaskEvent.SendPressed, agent) with { Answer = new Answer(answer, agent, now, AnswerState.Drafting) }
            : null;

    /// <summary>The draft exists in Exchange and its id is known.</summary>
    public EmailTask? DraftStored(AnswerId answer, MessageId draft, DateTimeOffset now) => IsAnswering(answer, AnswerState.Drafting)
        ? Note(now, TaskEvent.DraftStored) with { Answer = Answer! with { State = AnswerState.Drafted, Draft = draft } }
        : null;

    /// <summary>Exchange took the answer: the task is done.</summary>
    public EmailTask? Sent(AnswerId answer, DateTimeOffset now) =>
        IsAnswering(answer, AnswerState.Drafted) || IsUnsure(answer)
            ? Next(TaskState.Done, now, TaskEvent.Sent, Holder) with { End = TaskEnd.Answered, Answer = Answer! with { State = AnswerState.Sent, FailureCode = null } }
            : null;

    /// <summary>The answer surely did not leave; the holder may press Send again.</summary>
    public EmailTask? NotSent(AnswerId answer, string code, DateTimeOffset now) =>
        State == TaskState.Sending && Answer!.Id == answer || IsUnsure(answer)
            ? Next(TaskState.Accepted, now, TaskEvent.NotSent, Holder, code) with { Answer = Answer! with { State = AnswerState.NotSent, FailureCode = code } }
            : null;

    /// <summary>Whether the answer left cannot be found out; the holder is asked (I4).</summary>
    public EmailTask? SendingUnsure(AnswerId answer, string code, DateTimeOffset now) => IsAnswering(answer, AnswerState.Drafted)
        ? Next(TaskState.Accepted, now, TaskEvent.SendingUnsure, Holder, code) with { Answer = Answer! with { State = AnswerState.Unsure, FailureCode = code } }
        : null;

    /// <summary>The holder ends the task without an answer.</summary>
    public EmailTask? Finish(AgentId agent, DateTimeOffset now) => IsHeldBy(agent) && State == TaskState.Accepted && Answer?.State is not AnswerState.Unsure
        ? Next(TaskState.Done, now, TaskEvent.Finished, agent) with { End = TaskEnd.FinishedWithoutReply }
        : null;

    /// <summary>Somebody moved or deleted the mail in Outlook: nothing is left to do here. Not while an answer is on its way.</summary>
    public EmailTask? HandleInOutlook(string reason, DateTimeOffset now) => State is TaskState.Queued or TaskState.Offered or TaskState.Accepted
        ? Next(TaskState.Done, now, TaskEvent.HandledInOutlook, null, reason) with { End = TaskEnd.HandledInOutlook, Holder = Holder ?? (State == TaskState.Offered ? Offer!.Agent : null) }
        : null;

    /// <summary>A later mail of the conversation joins; the holder sees it before he can answer, because the version rises.</summary>
    public EmailTask? Join(MailItem mail, DateTimeOffset now) => State is TaskState.Queued or TaskState.Offered or TaskState.Accepted
        ? Next(State, now, TaskEvent.MailJoined, null) with { Joined = [.. Joined, new JoinedMail(mail.Id, mail.InternetMessageId, mail.ReceivedAt)] }
        : null;

    /// <summary>A mail of the ended task lies in its folder, or could not be brought there for the reason given.</summary>
    public EmailTask Filed(bool done, string? reason, DateTimeOffset now) => Note(now, done ? TaskEvent.Filed : TaskEvent.FilingFailed, reason);

    /// <summary>Remembers the card that stands in an agent's chat, in place of an older one of the same agent.</summary>
    public EmailTask WithCard(CardReference card) => this with { Cards = [.. Cards.Where(other => other.Agent != card.Agent), card] };

    public CardReference? CardOf(AgentId agent) => Cards.FirstOrDefault(card => card.Agent == agent);

    public bool IsHeldBy(AgentId agent) => State is TaskState.Accepted or TaskState.Sending && Holder == agent;

    public bool IsOfferedTo(AgentId agent) => State == TaskState.Offered && Offer!.Agent == agent;

    private bool IsAnswering(AnswerId answer, AnswerState state) => State == TaskState.Sending && Answer!.Id == answer && Answer.State == state;

    private bool IsUnsure(AnswerId answer) => State == TaskState.Accepted && Answer is { State: AnswerState.Unsure } unsure && unsure.Id == answer;

    private EmailTask Next(TaskState state, DateTimeOffset now, TaskEvent what, AgentId? agent, string? reason = null) =>
        Note(now, what, reason, agent) with { State = state, Version = Version + 1 };

    private EmailTask Note(DateTimeOffset now, TaskEvent what, string? reason = null, AgentId? agent = null)
    {
        var entry = new TimelineEntry(now, what, agent, reason);
        return this with { Timeline = Timeline.Count < TimelineLimit ? [.. Timeline, entry] : [.. Timeline.Take(10), .. Timeline.Skip(11), entry] };
    }
}
