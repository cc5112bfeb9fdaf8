using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>
/// One customer mail on its way through a service, and the only place that knows which step may follow which (I3, I5). Immutable: every step returns the
/// task as it is afterwards, with its entry in the timeline, or null when the step is not allowed now. No mail content is in it (I6).
/// </summary>
public sealed partial record EmailTask
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

    /// <summary>What the workflow decided when the task was opened, and by which steps; null for a task that went through none. It holds however the workflow changes later.</summary>
    public WorkflowRecord? Workflow { get; init; }

    /// <summary>Decides the place in the queue together with the time of receipt.</summary>
    public TaskPriority Priority { get; init; }

    // Rows of earlier releases know nothing of these lists; the reader sets null then.

    /// <summary>What an agent must be able to do to be offered the task.</summary>
    public IReadOnlyList<RequiredSkill> RequiredSkills { get; init => field = value ?? []; } = [];

    /// <summary>What administrators mark mail with.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>The service whose agents work on it, when that is another one than the one whose mailbox it came to.</summary>
    public ServiceId? HandedTo { get; init; }

    /// <summary>The service in whose queue it waits and whose agents work on it. It is stored with the service whose mailbox it came to, whoever works on it.</summary>
    [JsonIgnore]
    public ServiceId Service => HandedTo ?? Key.Service;

    /// <summary>The service that takes over when nobody has taken it in time; null = none (any more).</summary>
    public Overflow? Overflow { get; init; }

    /// <summary>Until then it is kept for <see cref="LastAgent"/>; null = it is not.</summary>
    public DateTimeOffset? KeptUntil { get; init; }

    /// <summary>What its service promises; computed when it was opened (again), whatever the settings say later.</summary>
    public IReadOnlyList<Deadline> Deadlines { get; init => field = value ?? []; } = [];

    /// <summary>Since when the clock of the finish stands still, because only the customer can help the task on; null = it runs.</summary>
    public DateTimeOffset? ClockStoppedAt { get; init; }

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

    /// <summary>Set while the task is <see cref="TaskState.Parked"/>.</summary>
    public Parking? Parked { get; init; }

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

    /// <summary>As the workflow decided, before anybody saw the task; each activity that was carried out is in the timeline.</summary>
    public EmailTask Through(WorkflowRecord workflow, DateTimeOffset now) => workflow.Steps
        .Where(step => step.Outcome is not StepOutcome.NotMet and not StepOutcome.NothingToDo)
        .Aggregate(this with { Workflow = workflow }, (task, step) => task.Note(now, TaskEvent.WorkflowStep, step.Code));

    /// <summary>A mail of the ended task lies in its folder, or could not be brought there for the reason given.</summary>
    public EmailTask Filed(bool done, string? reason, DateTimeOffset now) => Note(now, done ? TaskEvent.Filed : TaskEvent.FilingFailed, reason);

    /// <summary>Remembers the card that stands in an agent's chat, in place of an older one of the same agent.</summary>
    public EmailTask WithCard(CardReference card) => this with { Cards = [.. Cards.Where(other => other.Agent != card.Agent), card] };

    // He is to get a new card, which he notices; one that he has of an earlier time says what became of that.
    private IReadOnlyList<CardReference> WithoutCardOf(AgentId agent) => [.. Cards.Where(card => card.Agent != agent)];

    public CardReference? CardOf(AgentId agent) => Cards.FirstOrDefault(card => card.Agent == agent);

    public bool IsHeldBy(AgentId agent) => State is TaskState.Accepted or TaskState.Sending && Holder == agent;

    public bool IsOfferedTo(AgentId agent) => State == TaskState.Offered && Offer!.Agent == agent;

    // Open, and no answer on its way: what happens around it may still change it.
    private bool IsOpen => State is TaskState.Queued or TaskState.Offered or TaskState.Accepted or TaskState.Parked;

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
        Next(TaskState.Done, now, what, agent, reason) with { End = end, EndedAt = now, Parked = null };

    private EmailTask Queued(DateTimeOffset now, TaskEvent what, AgentId? agent, string? reason = null) => Next(TaskState.Queued, now, what, agent, reason) with
    {
        End = null,
        EndedAt = null,
        Holder = null,
        LastAgent = Holder ?? LastAgent,
        Offer = null,
        Answer = null,
        Parked = null,
        Overflow = null,
        KeptUntil = null,
    };

    // What was filed stays in front, so that its number still tells which it was.
    private IReadOnlyList<JoinedMail> InOrder(IReadOnlyList<JoinedMail> joined)
    {
        var filed = Math.Max(0, FiledMails - 1);
        return [.. joined.Take(filed), .. joined.Skip(filed).OrderBy(mail => mail.ReceivedAt)];
    }

    // The last entry was brought about by somebody else than the agent it names.
    private static EmailTask Signed(EmailTask task, AgentId? by) =>
        by is null ? task : task with { Timeline = [.. task.Timeline.SkipLast(1), task.Timeline[^1] with { By = by }] };

    private EmailTask Next(TaskState state, DateTimeOffset now, TaskEvent what, AgentId? agent, string? reason = null) =>
        Note(now, what, reason, agent) with
        {
            State = state,
            Version = Version + 1,
            Enclosures = IsInHands(state) ? Enclosures : null,
            FilesLost = IsInHands(state) && FilesLost,
            Consults = IsInHands(state) ? Consults : [],
        };

    private static bool IsInHands(TaskState state) => state is not (TaskState.Queued or TaskState.Offered or TaskState.Done);

    private EmailTask Note(DateTimeOffset now, TaskEvent what, string? reason = null, AgentId? agent = null)
    {
        var entry = new TimelineEntry(now, what, agent, reason);
        return this with { Timeline = Timeline.Count < TimelineLimit ? [.. Timeline, entry] : [.. Timeline.Take(10), .. Timeline.Skip(11), entry] };
    }
}
