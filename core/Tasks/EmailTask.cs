using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>
/// One customer mail on its way through a service, and the only place that knows which step may follow which (I3, I5). Immutable: every step returns the
/// task as it is afterwards, with its entry in the timeline, or null when the step is not allowed now. No mail content is in it (I6).
/// </summary>
public sealed record EmailTask
{
    /// <summary>People of a task whose keys are kept.</summary>
    internal const int ParticipantLimit = 100;

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

    /// <summary>Keys (hashes) of the people who took part, by writing or by being written to; only they may join (F-07, F-76). The first is the requester (F-37).</summary>
    public IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>Another task that this one may belong to; a person decides (F-08, F-76).</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>Set when somebody answered the newest mail in Outlook.</summary>
    public OutsideAnswer? Outside { get; init; }

    /// <summary>The flag of the newest mail in Outlook.</summary>
    public MailFlag Flag { get; init; }

    /// <summary>The task that this one was merged into.</summary>
    public TaskId? MergedInto { get; init; }

    /// <summary>Who worked on the conversation before: asked first when it goes on.</summary>
    public AgentId? LastAgent { get; init; }

    /// <summary>How many of <see cref="Mails"/> were filed when the task ended an earlier time.</summary>
    public int FiledMails { get; init; }

    /// <summary>Rises with every step that a person can see; a card with another version acts on nothing (F-74).</summary>
    public long Version { get; init; }

    public TaskState State { get; init; }

    public TaskEnd? End { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The agent who holds the task, or held it when it ended.</summary>
    public AgentId? Holder { get; init; }

    /// <summary>The offer that stands, or from which the holder accepted.</summary>
    public Offer? Offer { get; init; }

    public Answer? Answer { get; init; }

    /// <summary>Status (RFC 3463) with which our last answer came back; null when none did since the last press of Send (F-44).</summary>
    public string? Undelivered { get; init; }

    /// <summary>Mails that belong to the task without being part of the conversation: automatic replies, reports, thanks (F-46).</summary>
    public int Attached { get; init; }

    /// <summary>True when a storm of similar mails is gathered here (F-42).</summary>
    public bool IsStorm { get; init; }

    /// <summary>The customer's last mail said thank you and nothing else, and the task stayed closed; its holder can think otherwise (F-49).</summary>
    public JoinedMail? ThankedWith { get; init; }

    /// <summary>True when the task ended with what an agent did.</summary>
    public bool IsAnswered => State == TaskState.Done && End is TaskEnd.Answered or TaskEnd.FinishedWithoutReply;

    public IReadOnlyList<CardReference> Cards { get; init; } = [];

    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>The newest mail: the one that is shown and answered.</summary>
    public MessageId Newest => Joined.Count > 0 ? Joined[^1].Message : Message;

    /// <summary>True when the newest mail was filed as the task ended before: it is not expected in the Inbox.</summary>
    public bool IsNewestFiled => FiledMails > Joined.Count;

    /// <summary>All mails of the task, oldest first.</summary>
    public IEnumerable<JoinedMail> Mails => Joined.Prepend(new JoinedMail(Message, InternetMessageId, ReceivedAt));

    /// <summary>A new task in the queue of its service.</summary>
    /// <param name="participants">Keys of those who wrote and got the mail, the requester first.</param>
    public static EmailTask Open(TaskKey key, MailboxId mailbox, MailItem mail, IReadOnlyList<string> participants, DateTimeOffset now) => new()
    {
        Key = key,
        Mailbox = mailbox,
        Message = mail.Id,
        InternetMessageId = mail.InternetMessageId,
        ReceivedAt = mail.ReceivedAt,
        Participants = [.. participants.Take(ParticipantLimit)],
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

    /// <summary>The holder presses Send; those he writes to take part from now on.</summary>
    public EmailTask? PressSend(AgentId agent, AnswerId answer, IEnumerable<string> recipients, DateTimeOffset now) =>
        IsHeldBy(agent) && State == TaskState.Accepted && Answer?.State is not AnswerState.Unsure && Outside is null or { Accepted: true }
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
        ? Ended(TaskEnd.FinishedWithoutReply, now, TaskEvent.Finished, agent)
        : null;

    /// <summary>Somebody moved or deleted the mail in Outlook: nothing is left to do here. Not while an answer is on its way.</summary>
    public EmailTask? HandleInOutlook(string reason, DateTimeOffset now) => State is TaskState.Queued or TaskState.Offered or TaskState.Accepted
        ? Ended(TaskEnd.HandledInOutlook, now, TaskEvent.HandledInOutlook, null, reason) with { Holder = Holder ?? (State == TaskState.Offered ? Offer!.Agent : null) }
        : null;

    /// <summary>The service stopped taking mail: what nobody has accepted ends unprocessed, and its mails stay in the Inbox (N-056).</summary>
    public EmailTask? Withdraw(string reason, DateTimeOffset now) => State is TaskState.Queued or TaskState.Offered
        ? Ended(TaskEnd.Withdrawn, now, TaskEvent.Withdrawn, Offer?.Agent, reason)
        : null;

    /// <summary>Somebody answered the newest mail in Outlook: no second answer leaves before the holder says so (F-67).</summary>
    public EmailTask? AnsweredOutside(DateTimeOffset at, AgentId? by, DateTimeOffset now) =>
        State is TaskState.Queued or TaskState.Offered or TaskState.Accepted && at >= Mails.Last().ReceivedAt && (Outside is null || Outside.By is null && by is not null)
            ? Next(State, now, TaskEvent.AnsweredInOutlook, by) with { Outside = new OutsideAnswer(at, by, Outside?.Accepted ?? false) }
            : null;

    /// <summary>The holder wants to answer although somebody did in Outlook.</summary>
    public EmailTask? AnswerAllTheSame(AgentId agent, DateTimeOffset now) => IsHeldBy(agent) && State == TaskState.Accepted && Outside is { Accepted: false }
        ? Next(State, now, TaskEvent.SecondAnswerWanted, agent) with { Outside = Outside with { Accepted = true } }
        : null;

    /// <summary>Somebody flagged the newest mail in Outlook, or took the flag off.</summary>
    public EmailTask? Flagged(MailFlag flag, DateTimeOffset now) => State is TaskState.Queued or TaskState.Offered or TaskState.Accepted && Flag != flag
        ? Next(State, now, TaskEvent.FlaggedInOutlook, null, flag.ToString()) with { Flag = flag }
        : null;

    /// <summary>A later mail of the conversation joins; the holder sees it before he can answer, because the version rises.</summary>
    public EmailTask? Join(MailItem mail, IEnumerable<string> participants, DateTimeOffset now) => State is TaskState.Queued or TaskState.Offered or TaskState.Accepted
        ? With(Next(State, now, TaskEvent.MailJoined, null), mail, participants)
        : null;

    /// <summary>The conversation goes on after the task ended: it is queued again, and who worked on it is asked first.</summary>
    public EmailTask? Reopen(MailItem mail, IEnumerable<string> participants, DateTimeOffset now) => State == TaskState.Done && End != TaskEnd.Merged
        ? With(Queued(now, TaskEvent.Reopened, null), mail, participants) with { FiledMails = 1 + Joined.Count }
        : null;

    /// <summary>A machine's mail about the conversation is kept with the task. Nothing else changes, and nothing a person sees at once (F-46).</summary>
    public EmailTask Attach(string reason, DateTimeOffset now) => Note(now, TaskEvent.MailAttached, reason) with { Attached = Attached + 1 };

    /// <summary>The customer says thank you; the task stays closed (F-49).</summary>
    public EmailTask? Thank(MailItem mail, DateTimeOffset now) => IsAnswered
        ? Attach("thanks", now) with { ThankedWith = new JoinedMail(mail.Id, mail.InternetMessageId, mail.ReceivedAt), Version = Version + 1 }
        : null;

    /// <summary>It was more than thanks, says who worked on it: the task is queued again with that mail, and he is asked first.</summary>
    public EmailTask? ReopenForThanks(AgentId agent, DateTimeOffset now) => IsAnswered && Holder == agent && ThankedWith is { } mail
        ? Queued(now, TaskEvent.Reopened, agent) with { Joined = [.. Joined, mail], FiledMails = 2 + Joined.Count, ThankedWith = null }
        : null;

    /// <summary>Our answer came back: an ended task is queued again, and who answered is asked first; with an open one it is noted (F-44). Not while the next answer is on its way.</summary>
    public EmailTask? Undeliver(string status, DateTimeOffset now) => State switch
    {
        TaskState.Done when End == TaskEnd.Answered => Queued(now, TaskEvent.NotDelivered, Holder, status) with { Undelivered = status, FiledMails = 1 + Joined.Count },
        TaskState.Queued or TaskState.Offered or TaskState.Accepted => Next(State, now, TaskEvent.NotDelivered, null, status) with { Undelivered = status },
        _ => null,
    };

    /// <summary>The holder puts the task into another one of the service, which takes its mails with <see cref="TakeIn"/> (F-08). Not with an answer in doubt (F-40).</summary>
    public EmailTask? MergeInto(TaskId target, AgentId agent, DateTimeOffset now) =>
        IsHeldBy(agent) && State == TaskState.Accepted && Answer?.State is not AnswerState.Unsure && target != Key.Id
            ? Ended(TaskEnd.Merged, now, TaskEvent.Merged, agent, target.Value) with { MergedInto = target, Proposal = null }
            : null;

    /// <summary>A storm breaks out: the waiting task goes into the one that takes it, which keeps its mails as attached (F-42).</summary>
    public EmailTask? CollapseInto(TaskId target, DateTimeOffset now) => State == TaskState.Queued && target != Key.Id
        ? Ended(TaskEnd.Merged, now, TaskEvent.Merged, null, target.Value) with { MergedInto = target, Proposal = null }
        : null;

    /// <summary>The task takes a storm of similar mails from now on, and says so.</summary>
    public EmailTask AsStorm() => this with { IsStorm = true, Version = Version + 1 };

    /// <summary>Takes the mails of another task.</summary>
    public EmailTask? TakeIn(EmailTask source, AgentId agent, DateTimeOffset now) =>
        State is TaskState.Queued or TaskState.Offered or TaskState.Accepted && Answer?.State is not AnswerState.Unsure
            ? Next(State, now, TaskEvent.MailJoined, agent, "merged") with
            {
                Joined = InOrder([.. Joined, .. source.Mails.Skip(source.FiledMails)]),
                Participants = With(source.Participants),
            }
            : null;

    /// <summary>Gives mails away to a task of their own; the mail that opened the task and those filed already stay.</summary>
    public EmailTask? LetGo(IReadOnlyCollection<MessageId> mails, AgentId agent, DateTimeOffset now)
    {
        var rest = Joined.Where(mail => !mails.Contains(mail.Message)).ToList();
        return State is TaskState.Queued or TaskState.Offered or TaskState.Accepted && Answer?.State is not AnswerState.Unsure
            && rest.Count == Joined.Count - mails.Count && Mails.Take(FiledMails).All(mail => !mails.Contains(mail.Message))
                ? Next(State, now, TaskEvent.SplitOff, agent) with { Joined = rest }
                : null;
    }

    /// <summary>Exchange gave a mail of the task another id (F-17). Nothing a person sees changes.</summary>
    public EmailTask Renamed(MessageId old, MessageId now) => this with
    {
        Message = Message == old ? now : Message,
        Joined = [.. Joined.Select(mail => mail.Message == old ? mail with { Message = now } : mail)],
    };

    /// <summary>Undoes <see cref="MergeInto"/>: the task is queued again.</summary>
    public EmailTask? Unmerge(AgentId agent, DateTimeOffset now) => End == TaskEnd.Merged
        ? Queued(now, TaskEvent.SplitOff, agent) with { MergedInto = null }
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

    private static EmailTask With(EmailTask task, MailItem mail, IEnumerable<string> participants) => task with
    {
        Joined = [.. task.Joined, new JoinedMail(mail.Id, mail.InternetMessageId, mail.ReceivedAt)],
        Participants = task.With(participants),
        Outside = null,
        Flag = MailFlag.None,
    };

    private IReadOnlyList<string> With(IEnumerable<string> participants) => [.. Participants.Union(participants).Take(ParticipantLimit)];

    private EmailTask Ended(TaskEnd end, DateTimeOffset now, TaskEvent what, AgentId? agent, string? reason = null) =>
        Next(TaskState.Done, now, what, agent, reason) with { End = end, EndedAt = now };

    private EmailTask Queued(DateTimeOffset now, TaskEvent what, AgentId? agent, string? reason = null) => Next(TaskState.Queued, now, what, agent, reason) with
    {
        End = null,
        EndedAt = null,
        Holder = null,
        LastAgent = Holder ?? LastAgent,
        Offer = null,
        Answer = null,
    };

    // What was filed stays in front, so that its number still tells which it was.
    private IReadOnlyList<JoinedMail> InOrder(IReadOnlyList<JoinedMail> joined)
    {
        var filed = Math.Max(0, FiledMails - 1);
        return [.. joined.Take(filed), .. joined.Skip(filed).OrderBy(mail => mail.ReceivedAt)];
    }

    private EmailTask Next(TaskState state, DateTimeOffset now, TaskEvent what, AgentId? agent, string? reason = null) =>
        Note(now, what, reason, agent) with { State = state, Version = Version + 1 };

    private EmailTask Note(DateTimeOffset now, TaskEvent what, string? reason = null, AgentId? agent = null)
    {
        var entry = new TimelineEntry(now, what, agent, reason);
        return this with { Timeline = Timeline.Count < TimelineLimit ? [.. Timeline, entry] : [.. Timeline.Take(10), .. Timeline.Skip(11), entry] };
    }
}
