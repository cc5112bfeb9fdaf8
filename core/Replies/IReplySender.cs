using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Replies;

/// <summary>The answer as it shall leave: HTML with the quoted original, and explicit recipients (never those Exchange would choose, graph.md 5.5).</summary>
public sealed record ReplyContent(AnswerId Answer, string Html, IReadOnlyList<MailAddress> To, IReadOnlyList<MailAddress> Cc)
{
    /// <summary>Whom it comes from; null = the mailbox itself. Another address of the mailbox, or one on which Exchange gives it the right Send As (graph.md 5.6).</summary>
    public MailAddress? From { get; init; }

    /// <summary>No person wrote it: it is marked so that no machine answers it (F-41).</summary>
    public bool IsAutomatic { get; init; }
}

/// <summary>A reply draft in Exchange; its immutable id survives the sending (graph.md 3).</summary>
public sealed record ReplyDraft(MessageId Id, string? InternetMessageId);

/// <summary>What has become of a draft.</summary>
public enum DraftState
{
    /// <summary>Still a draft: not sent.</summary>
    Unsent,

    /// <summary>No draft any more: it was submitted.</summary>
    Sent,

    /// <summary>Not to be found: deleted, or just sent and not yet visible (F-21).</summary>
    Missing,
}

/// <summary>Port: answering in the thread of a mail, draft first (I4, graph.md 5.5).</summary>
public interface IReplySender
{
    /// <summary>
    /// Creates the reply draft with the whole content, in the thread of <paramref name="original"/>. The draft carries the answer id as an extended property.
    /// <see cref="FailureCategory.Unknown"/>: the draft may exist; ask <see cref="FindDraftAsync"/>. <see cref="FailureCategory.NotFound"/>: the original is gone.
    /// </summary>
    Task<Outcome<ReplyDraft>> CreateDraftAsync(MailboxId mailbox, MessageId original, ReplyContent content, CancellationToken cancellation);

    /// <summary>
    /// Creates a reply draft without words of ours, into which files can be put; <paramref name="mark"/> is its mark until <see cref="CompleteDraftAsync"/>. It holds no whole
    /// answer, so <see cref="FindDraftAsync"/> never finds it. <see cref="FailureCategory.Unknown"/>: it may exist; see <see cref="SweepAsync"/>.
    /// </summary>
    Task<Outcome<ReplyDraft>> PrepareDraftAsync(MailboxId mailbox, MessageId original, AnswerId mark, CancellationToken cancellation);

    /// <summary>
    /// Puts a file into a draft. <see cref="FailureCategory.Unknown"/>: it may lie in the draft. <see cref="FailureCategory.NotFound"/>: the draft is gone.
    /// <see cref="FailureCategory.TooLarge"/>: Exchange does not take a file of this size.
    /// </summary>
    Task<Outcome<Done>> AddFileAsync(MailboxId mailbox, MessageId draft, OutgoingFile file, CancellationToken cancellation);

    /// <summary>
    /// Writes the whole answer into a draft that was prepared, or completed for a press that failed; its files stay. What was in it before is replaced, the mark too.
    /// <see cref="FailureCategory.Unknown"/>: ask <see cref="FindDraftAsync"/>. <see cref="FailureCategory.NotFound"/>: the draft is gone.
    /// </summary>
    Task<Outcome<ReplyDraft>> CompleteDraftAsync(MailboxId mailbox, MessageId draft, ReplyContent content, CancellationToken cancellation);

    /// <summary>
    /// Finds the draft or sent mail that carries the answer id; a null value when there is none. A draft that does not hold what was given to
    /// <see cref="CreateDraftAsync"/> (we died before its correction, F-30) is not found, so that it cannot be sent.
    /// </summary>
    Task<Outcome<ReplyDraft?>> FindDraftAsync(MailboxId mailbox, AnswerId answer, CancellationToken cancellation);

    /// <summary>Submits the draft. <see cref="FailureCategory.Unknown"/>: look with <see cref="GetStateAsync"/> before trying again.</summary>
    Task<Outcome<Done>> SendAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation);

    Task<Outcome<DraftState>> GetStateAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation);

    /// <summary>Whom a sent draft came from in the end (F-33); a null value while it is a draft, or is not to be seen.</summary>
    Task<Outcome<MailAddress?>> SentFromAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation);

    /// <summary>
    /// Deletes a draft that will never be sent; a missing one is no failure (F-29). <see cref="FailureCategory.Conflict"/> when it was sent after all: the copy in
    /// Sent Items has the same id and stays.
    /// </summary>
    Task<Outcome<Done>> DeleteDraftAsync(MailboxId mailbox, MessageId draft, CancellationToken cancellation);

    /// <summary>Deletes every draft that carries the mark, whole or not (F-29). What was sent stays.</summary>
    Task<Outcome<Done>> SweepAsync(MailboxId mailbox, AnswerId mark, CancellationToken cancellation);
}
