using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <content>The way of a task through an agent's hands: offered, accepted, answered, ended.</content>
public sealed partial record EmailTask
{
    private const string OverflowOpened = "overflow_opened";

    /// <summary>Offers a queued task.</summary>
    public EmailTask? OfferTo(Offer offer) => State == TaskState.Queued
        ? Signed(Next(TaskState.Offered, offer.At, TaskEvent.Offered, offer.Agent) with { Offer = offer, Cards = WithoutCardOf(offer.Agent) }, offer.From)
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

    /// <summary>The holder gives the task back, for the reason given; he is not asked first again.</summary>
    public EmailTask? ReturnToQueue(AgentId agent, ReturnReason reason, DateTimeOffset now) => IsInHandsOf(agent)
        ? LetGoBy(agent, now, reason.Code(), TaskEvent.ReturnedToQueue) with { Overflow = Overflow, KeptUntil = LastAgent == agent ? null : KeptUntil }
        : null;

    /// <summary>The holder presses Send; those he writes to take part from now on.</summary>
    public EmailTask? PressSend(AgentId agent, AnswerId answer, IEnumerable<string> recipients, DateTimeOffset now) =>
        IsInHandsOf(agent) && Outside is null or { Accepted: true } && Enclosures is null or { Upload: null }
            ? Next(TaskState.Sending, now, TaskEvent.SendPressed, agent) with
            {
                Answer = new Answer(answer, agent, now, AnswerState.Drafting),
                Participants = With(recipients),
                Undelivered = null,
            }
            : null;

    /// <summary>The draft exists in Exchange and its id is known.</summary>
    public EmailTask? DraftStored(AnswerId answer, MessageId draft, DateTimeOffset now) => IsAnswering(answer, AnswerState.Drafting)
        ? Note(now, TaskEvent.DraftStored) with { Answer = Answer! with { State = AnswerState.Drafted, Draft = draft } }
        : null;

    /// <summary>Exchange took the answer: the task is done.</summary>
    public EmailTask? Sent(AnswerId answer, DateTimeOffset now) =>
        IsAnswering(answer, AnswerState.Drafted) || IsUnsure(answer)
            ? Ended(TaskEnd.Answered, now, TaskEvent.Sent, Holder) with { Answer = Answer! with { State = AnswerState.Sent, FailureCode = null } }
            : null;

    /// <summary>Exchange wants nothing sent for a while (F-25); the holder is told, once for each time that it names.</summary>
    public EmailTask? SendingDelayed(AnswerId answer, DateTimeOffset until, DateTimeOffset now) => IsAnswering(answer, AnswerState.Drafted) && Answer!.NotBefore != until
        ? Next(State, now, TaskEvent.SendingDelayed, Holder) with { Answer = Answer with { NotBefore = until } }
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
    public EmailTask? Finish(AgentId agent, DateTimeOffset now) => IsInHandsOf(agent)
        ? Ended(TaskEnd.FinishedWithoutReply, now, TaskEvent.Finished, agent)
        : null;

    /// <summary>Somebody moved or deleted the mail in Outlook: nothing is left to do here. Not while an answer is on its way.</summary>
    public EmailTask? HandleInOutlook(string reason, DateTimeOffset now) => IsOpen
        ? Ended(TaskEnd.HandledInOutlook, now, TaskEvent.HandledInOutlook, null, reason) with { Holder = Holder ?? (State == TaskState.Offered ? Offer!.Agent : null) }
        : null;

    /// <summary>The service stopped taking mail: what nobody has accepted ends unprocessed, and its mails stay in the Inbox (N-056).</summary>
    public EmailTask? Withdraw(string reason, DateTimeOffset now) => State is TaskState.Queued or TaskState.Offered
        ? Ended(TaskEnd.Withdrawn, now, TaskEvent.Withdrawn, Offer?.Agent, reason)
        : null;

    /// <summary>Nobody took it in time: the other service does, as it was decided when the task was opened.</summary>
    public EmailTask? OverflowNow(DateTimeOffset now) => State == TaskState.Queued && Overflow is { } overflow && now >= overflow.At
        ? Next(TaskState.Queued, now, TaskEvent.HandedOn, null, "overflow") with { HandedTo = overflow.To == Key.Service ? null : overflow.To, Overflow = null, KeptUntil = null }
        : null;

    /// <summary>
    /// Nobody of its service can take it, and a supervisor opened the way to the other one, whose agents do. Once for a task, so that it does not go round; not what is kept for
    /// somebody.
    /// </summary>
    public EmailTask? OverflowTo(ServiceId to, DateTimeOffset now) =>
        State == TaskState.Queued && to != Service && !(KeptUntil > now) && !Timeline.Any(entry => entry is { Event: TaskEvent.HandedOn, Reason: OverflowOpened })
            ? Next(TaskState.Queued, now, TaskEvent.HandedOn, null, OverflowOpened) with { HandedTo = to == Key.Service ? null : to, Overflow = null, KeptUntil = null }
            : null;

    /// <summary>The service that it was handed to takes no mail any more: it goes back to the queue of the service whose mailbox it came to. What was accepted is finished.</summary>
    public EmailTask? HandBack(DateTimeOffset now) => State is TaskState.Queued or TaskState.Offered && HandedTo is not null
        ? Next(TaskState.Queued, now, TaskEvent.HandedOn, Offer?.Agent, "service_not_live") with { HandedTo = null, Overflow = null, KeptUntil = null, Offer = null }
        : null;

    /// <summary>The service that it was handed to is removed: it belongs to the one whose mailbox it came to, and stays with whom it is. Nothing that he sees at once changes.</summary>
    public EmailTask? ComeHome(DateTimeOffset now) => State is TaskState.Accepted or TaskState.Sending or TaskState.Parked && HandedTo is not null
        ? Note(now, TaskEvent.CameHome) with { HandedTo = null, Overflow = null }
        : null;
}
