using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Why an agent's wish was not carried out. Nothing was changed.</summary>
public enum Refusal
{
    /// <summary>The card was older than the task; the present view comes back (F-74).</summary>
    Stale,

    /// <summary>Somebody else has it or had it; the view says who (F-65).</summary>
    Taken,

    /// <summary>The offer ended: timed out, declined or withdrawn.</summary>
    OfferEnded,

    /// <summary>The task is done already.</summary>
    AlreadyDone,

    /// <summary>The person is not the holder.</summary>
    NotYours,

    /// <summary>No such task (any more).</summary>
    UnknownTask,

    /// <summary>Not known to the bot, or without the role.</summary>
    NotAllowed,

    /// <summary>No e-mail licence (N-004).</summary>
    NotLicensed,

    /// <summary>The reply has no text.</summary>
    TextMissing,

    /// <summary>The reply is longer than <see cref="ReplyLimits.TextCharacters"/>.</summary>
    TextTooLong,

    /// <summary>Answers of the mailbox may not (any more) leave from the address that was chosen (G-032).</summary>
    SenderNotAllowed,

    /// <summary>A file has no name that could be shown.</summary>
    FileUnnamed,

    /// <summary>A file holds nothing.</summary>
    FileEmpty,

    /// <summary>The files of the answer would be more than <see cref="Replies.FileLimits.Total"/> together.</summary>
    FilesTooLarge,

    /// <summary>Files for the answer are being taken just now.</summary>
    FilesUnderWay,

    /// <summary>The files that were added before are lost; the view says so too.</summary>
    FilesLost,

    /// <summary>There is nobody to answer to (no From, only own addresses).</summary>
    NoRecipient,

    /// <summary>The answer would go to more than <see cref="ReplyRecipients.Limit"/> people.</summary>
    TooManyRecipients,

    /// <summary>The time to park until is not after now, or more than <see cref="Parking.Longest"/> away.</summary>
    BadTime,

    /// <summary>The colleague cannot be given it now; the code says why, as a reason against an offer.</summary>
    ColleagueNotThere,

    /// <summary>The comment did not reach the colleague, so nothing was done.</summary>
    CommentNotDelivered,

    /// <summary>The comment is longer than <see cref="ReplyLimits.CommentCharacters"/>.</summary>
    CommentTooLong,

    /// <summary>So many colleagues are asked about the task already that no more can be (<see cref="Consult.Most"/>).</summary>
    ConsultsFull,

    /// <summary>The person is not asked for advice on it (any more), or nobody is.</summary>
    NotConsulted,

    /// <summary>The service takes no mail now, or has the task already.</summary>
    ServiceNotThere,

    /// <summary>Somebody answered in Outlook; the agent has to say that he wants to answer all the same (F-67).</summary>
    AnsweredInOutlook,

    /// <summary>No open task is proposed for a merge.</summary>
    NothingToMerge,

    /// <summary>The task has no mail that could be split off.</summary>
    NothingToSplit,

    /// <summary>The other task ended, or an answer of it is on its way (F-40).</summary>
    OtherTaskBusy,

    /// <summary>The tenant's limit of open tasks is reached (N-008).</summary>
    TenantLimit,

    /// <summary>Exchange cannot be reached now; nothing was sent.</summary>
    ExchangeUnavailable,

    /// <summary>Exchange refused (right missing, mailbox gone); an administrator must act.</summary>
    ExchangeRefused,
}

/// <summary>Limits of a reply.</summary>
public static class ReplyLimits
{
    /// <summary>Teams cuts inputs far below; this guards the engine.</summary>
    public const int TextCharacters = 20_000;

    /// <summary>A comment is a note and no letter.</summary>
    public const int CommentCharacters = 1_000;
}

/// <summary>Result of an agent's wish: what he shall see now, and why it was refused, if it was.</summary>
/// <param name="View">Null only for <see cref="Refusal.UnknownTask"/> and <see cref="Refusal.NotAllowed"/>.</param>
public sealed record ActionResult(TaskView? View, Refusal? Refusal = null, string? Code = null)
{
    public bool Done => Refusal is null;
}

/// <summary>What became of files that an agent added.</summary>
/// <param name="View">What he shall see now; null only for <see cref="Refusal.UnknownTask"/> and <see cref="Refusal.NotAllowed"/>.</param>
/// <param name="Added">How many of them, from the first on, leave with the answer.</param>
/// <param name="Code">Code of the failure that kept the next one out.</param>
/// <param name="NotBefore">When Exchange takes files again, if it said so (F-25).</param>
public sealed record FilesResult(TaskView? View, int Added, Refusal? Refusal = null, string? Code = null, DateTimeOffset? NotBefore = null);

/// <summary>An agent's own state.</summary>
/// <param name="OnDuty">His own ready switch.</param>
/// <param name="NotOffered">Reasons why he is offered nothing now, as codes; empty when mail can come.</param>
public sealed record AgentStatus(bool OnDuty, IReadOnlyList<Reason> NotOffered);

/// <summary>A colleague to whom a task can be given, and what speaks against it now; a full desk does not.</summary>
public sealed record ColleagueTarget(AgentId Agent, string Name, IReadOnlyList<Reason> Against);

/// <summary>A service to which a task can be given, and how many of its agents are there.</summary>
public sealed record ServiceTarget(ServiceId Service, string Name, int Available);

/// <summary>To whom a task can be given. Services are found apart from people, so that no filter hides them .</summary>
/// <param name="IsFiltered">Whether the tenant's people filter is in force.</param>
public sealed record TransferTargets(IReadOnlyList<ServiceTarget> Services, IReadOnlyList<ColleagueTarget> Colleagues, bool IsFiltered);

/// <summary>
/// What agents can do; every card button and typed command ends here. Rights, state and version are checked inside (I9); every change is committed
/// before the method returns (teams.md 2.4), and repeating a call that was carried out returns the present view instead of doing it again.
/// </summary>
public interface IAgentWorkbench
{
    Task<ActionResult> AcceptAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation);

    Task<ActionResult> DeclineAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation);

    Task<ActionResult> ReturnToQueueAsync(AgentId agent, TaskKey task, long version, ReturnReason reason, CancellationToken cancellation);

    /// <summary>
    /// Gives the task to a colleague: it is offered to him for the offer time and then waits in the queue. What is commented reaches him first, or nothing is done:
    /// it is stored nowhere (I6).
    /// </summary>
    /// <param name="comment">Empty for none.</param>
    Task<ActionResult> TransferAsync(AgentId agent, TaskKey task, long version, AgentId to, string comment, CancellationToken cancellation);

    /// <summary>Gives the task to another service: it waits in its queue.</summary>
    Task<ActionResult> TransferAsync(AgentId agent, TaskKey task, long version, ServiceId to, CancellationToken cancellation);

    /// <summary>To whom the agent can give a task of this service; null for who is no agent.</summary>
    /// <param name="service">Whose agents work on the task now.</param>
    Task<TransferTargets?> TargetsAsync(AgentId agent, ServiceId service, CancellationToken cancellation);

    /// <summary>Lays the task aside; it comes back by itself at <paramref name="until"/>, or when the customer writes.</summary>
    Task<ActionResult> ParkAsync(AgentId agent, TaskKey task, long version, ParkKind kind, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Goes on with a task that the agent had parked.</summary>
    Task<ActionResult> TakeUpAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation);

    Task<ActionResult> FinishWithoutReplyAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation);

    /// <summary>Answers the newest mail of the task with plain text. The draft exists in Exchange when this returns without refusal; sending follows (I4).</summary>
    /// <param name="from">One of the addresses that answers of the mailbox may leave from (G-032); null = the service's default.</param>
    Task<ActionResult> ReplyAsync(AgentId agent, TaskKey task, long version, string text, bool toAll, string? from, CancellationToken cancellation);

    /// <summary>
    /// Adds files to the next answer of the agent's task, beside those that were added before. Their sizes are checked before the first byte goes up. They lie in Exchange when
    /// this returns; the task's version stays, so that a form that is open can be sent.
    /// </summary>
    Task<FilesResult> AddFilesAsync(AgentId agent, TaskKey task, IReadOnlyList<OutgoingFile> files, CancellationToken cancellation);

    /// <summary>Takes all files out of the next answer. Holds whatever version the task has: a file too few can be added again.</summary>
    Task<ActionResult> RemoveFilesAsync(AgentId agent, TaskKey task, CancellationToken cancellation);

    /// <summary>After <see cref="TaskViewKind.Unsure"/>: the agent looked and says whether the answer is in Sent Items.</summary>
    Task<ActionResult> SettleUnsureAsync(AgentId agent, TaskKey task, long version, bool wasSent, CancellationToken cancellation);

    /// <summary>After an answer from Outlook: the agent saw it and wants to answer all the same (F-67).</summary>
    Task<ActionResult> AnswerAllTheSameAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation);

    /// <summary>Puts the agent's task into the one that its card proposes (F-08).</summary>
    Task<ActionResult> MergeAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation);

    /// <summary>Gives the newest mail of the agent's task a task of its own, or undoes the merge of the agent's merged task.</summary>
    Task<ActionResult> SplitAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation);

    /// <summary>Opens a task again whose customer only said thank you, as the bot thinks (F-49); it is queued, and the agent is asked first.</summary>
    Task<ActionResult> ReopenAsync(AgentId agent, TaskKey task, long version, CancellationToken cancellation);

    /// <summary>The present view, for refresh and for stale cards.</summary>
    Task<ActionResult> ViewAsync(AgentId agent, TaskKey task, CancellationToken cancellation);

    /// <summary>Tasks offered to, held or parked by the agent, or on which his advice is asked for, oldest first, without mail bodies.</summary>
    Task<IReadOnlyList<TaskView>> ListAsync(AgentId agent, CancellationToken cancellation);

    /// <summary>Sets the agent's duty switch and says what follows; null when the person may not work on mail.</summary>
    Task<AgentStatus?> SetDutyAsync(AgentId agent, bool onDuty, CancellationToken cancellation);

    /// <summary>Ends the agent's after-work time; null when the person may not work on mail.</summary>
    Task<AgentStatus?> EndAfterWorkAsync(AgentId agent, CancellationToken cancellation);

    Task<AgentStatus?> StatusAsync(AgentId agent, CancellationToken cancellation);

    /// <summary>The bot became reachable for the person (installed, unblocked, wrote): offers may come.</summary>
    Task ReachableAsync(AgentId agent, CancellationToken cancellation);
}
