using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>What a task is to the person who looks at it; decides which card is drawn.</summary>
public enum TaskViewKind
{
    /// <summary>Offered to the viewer: Accept, Decline, countdown.</summary>
    Offer,

    /// <summary>Held by the viewer: read, reply, finish, return.</summary>
    Mine,

    /// <summary>The viewer's answer is on its way.</summary>
    Sending,

    /// <summary>The viewer's last Send surely failed; the task is still his.</summary>
    NotSent,

    /// <summary>Whether the viewer's answer left cannot be known; he is asked.</summary>
    Unsure,

    /// <summary>Answered and done.</summary>
    Answered,

    /// <summary>Finished without a reply.</summary>
    Finished,

    /// <summary>Somebody handled the mail in Outlook; done.</summary>
    HandledInOutlook,

    /// <summary>Somebody else has it, or ended it; <see cref="TaskView.OtherName"/> says who.</summary>
    Taken,

    /// <summary>The viewer let the offer time out; the task waits for somebody or is offered to somebody else.</summary>
    TimedOut,

    /// <summary>The viewer declined.</summary>
    Declined,

    /// <summary>The viewer put it into another task, <see cref="TaskView.OtherTask"/>.</summary>
    Merged,

    /// <summary>The viewer ended it, but the customer wrote again: it is queued or offered anew.</summary>
    Reopened,

    /// <summary>The viewer gave it back to the queue.</summary>
    Returned,

    /// <summary>The viewer parked it; <see cref="TaskView.ParkedUntil"/> says until when.</summary>
    Parked,

    /// <summary>The viewer had parked it and was not there when it came back: it waits in the queue.</summary>
    BackInQueue,

    /// <summary>A supervisor took it away from the viewer or moved it, or it was taken back because he could not work on it.</summary>
    TakenAway,

    /// <summary>A supervisor ended it.</summary>
    EndedByOther,

    /// <summary>The viewer gave it away: it is offered to <see cref="TaskView.OtherName"/>, or waits (null).</summary>
    Transferred,

    /// <summary>The viewer is asked for advice: read and comment, nothing else. <see cref="TaskView.OtherName"/> holds it.</summary>
    Consulted,

    /// <summary>The viewer was asked for advice and is not any more: he sees nothing of the task.</summary>
    ConsultOver,

    /// <summary>The offer was withdrawn from the viewer (suspension, unreachable, removed from the service).</summary>
    Withdrawn,
}

/// <summary>The same mail as a task of another service, because it was sent to several of our mailboxes (F-04).</summary>
/// <param name="HolderName">Who has or had it; null when nobody does.</param>
public sealed record TwinTask(string ServiceName, bool Done, string? HolderName);

/// <summary>Everything needed to draw a task for one person. Mail content is fetched when drawn and never stored (I6).</summary>
public sealed record TaskView
{
    public required TaskKey Key { get; init; }

    /// <summary>Goes into the card's buttons; a button with another version acts on nothing (F-74).</summary>
    public required long Version { get; init; }

    public required TaskViewKind Kind { get; init; }

    public required AgentId Viewer { get; init; }

    public required string ServiceName { get; init; }

    /// <summary>The service whose agents work on it.</summary>
    public required ServiceId Service { get; init; }

    public required string MailboxName { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Time of drawing.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The newest mail of the task; null when it could not be read (then <see cref="MailTrouble"/> says why) or is not needed for this kind.</summary>
    public MailItem? Mail { get; init; }

    /// <summary>Why the mail could not be read.</summary>
    public Failure? MailTrouble { get; init; }

    /// <summary>True when the mail is above the mailbox's size limit: headers only (G-028).</summary>
    public bool TooLarge { get; init; }

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Status (RFC 3463) with which our answer came back; null when none did (F-44).</summary>
    public string? Undelivered { get; init; }

    /// <summary>Mails kept with the task that are no part of the conversation (F-46).</summary>
    public int AttachedMails { get; init; }

    /// <summary>True when a storm of similar mails is gathered in the task (F-42).</summary>
    public bool IsStorm { get; init; }

    /// <summary>True when the customer said thank you after the task had ended, and the viewer may open it again (F-49).</summary>
    public bool MayReopen { get; init; }

    /// <summary>When it comes back by itself, for <see cref="TaskViewKind.Parked"/>.</summary>
    public DateTimeOffset? ParkedUntil { get; init; }

    /// <summary>Whether it is parked because only the customer can help it on.</summary>
    public bool WaitsForCustomer { get; init; }

    /// <summary>How urgent the workflow found it.</summary>
    public TaskPriority Priority { get; init; }

    /// <summary>What the workflow marked it with, in the administrator's words.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What is to happen next and until when; null = nothing was promised, or all of it happened.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>True while the clock of the deadlines stands still.</summary>
    public bool IsClockStopped { get; init; }

    /// <summary>What stands between the viewer and the text or the files.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>Later mails that joined; the newest one is <see cref="Mail"/>.</summary>
    public int JoinedMails { get; init; }

    /// <summary>Another task that this one may belong to, and why; null when there is none or nothing follows from it any more.</summary>
    public ProposalKind? Proposal { get; init; }

    /// <summary>The task of <see cref="Proposal"/>, or the one it was merged into.</summary>
    public TaskId? OtherTask { get; init; }

    /// <summary>Whether the viewer can merge it into <see cref="OtherTask"/>.</summary>
    public bool MayMerge { get; init; }

    /// <summary>Whether the viewer can give the newest mail a task of its own.</summary>
    public bool MaySplit { get; init; }

    /// <summary>True when the newest mail is not from the person who opened the task (F-37).</summary>
    public bool NewParticipant { get; init; }

    /// <summary>When and by whom (null = unknown) the mail was answered in Outlook; null when it was not.</summary>
    public DateTimeOffset? AnsweredOutsideAt { get; init; }

    /// <inheritdoc cref="AnsweredOutsideAt"/>
    public string? AnsweredOutsideBy { get; init; }

    /// <summary>False while the viewer has to say that he wants to answer all the same.</summary>
    public bool MayReply { get; init; } = true;

    /// <summary>The flag in Outlook.</summary>
    public MailFlag Flag { get; init; }

    /// <summary>Tasks that other services have for the same mail (F-04).</summary>
    public IReadOnlyList<TwinTask> Twins { get; init; } = [];

    /// <summary>End of the offer, for <see cref="TaskViewKind.Offer"/>.</summary>
    public DateTimeOffset? OfferUntil { get; init; }

    /// <summary>Why the viewer got it, for offers.</summary>
    public IReadOnlyList<Reason> WhyMe { get; init; } = [];

    /// <summary>Name of the colleague who gives the task to the viewer, for an offer of that kind.</summary>
    public string? FromName { get; init; }

    /// <summary>Name of the person who has it or ended it, when that is not the viewer.</summary>
    public string? OtherName { get; init; }

    /// <summary>Name of who gave it to the viewer, while he holds it; null when he took it himself.</summary>
    public string? GivenByName { get; init; }

    /// <summary>Names of the colleagues whom the viewer, who holds it, asks for advice, and since when.</summary>
    public IReadOnlyList<(string Name, DateTimeOffset Since)> Consulted { get; init; } = [];

    /// <summary>When the viewer's look at it ends by itself, for <see cref="TaskViewKind.Consulted"/>.</summary>
    public DateTimeOffset? ConsultUntil { get; init; }

    /// <summary>How many files leave with the viewer's next answer, or with the one on its way.</summary>
    public int Files { get; init; }

    /// <summary>Their length together.</summary>
    public long FileBytes { get; init; }

    /// <summary>True when files that the viewer had added were lost.</summary>
    public bool FilesLost { get; init; }

    /// <summary>When the answer on its way is tried again, after Exchange asked to wait (F-25); null when nothing holds it up.</summary>
    public DateTimeOffset? SentNotBefore { get; init; }

    /// <summary>Recipients of a reply: <see cref="ReplyTo"/> always, <see cref="ReplyCc"/> only for reply-all.</summary>
    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    /// <inheritdoc cref="ReplyTo"/>
    public IReadOnlyList<MailAddress> ReplyCc { get; init; } = [];

    /// <summary>Addresses that a reply may leave from, the default first (G-032).</summary>
    public IReadOnlyList<MailAddress> Senders { get; init; } = [];

    /// <summary>True when the sender asked for answers to another address than the one it wrote from (Reply-To); shown, because it can be forged.</summary>
    public bool ReplyToDiffers { get; init; }

    /// <summary>Code of the failure behind <see cref="TaskViewKind.NotSent"/> and <see cref="TaskViewKind.Unsure"/>.</summary>
    public string? FailureCode { get; init; }
}
