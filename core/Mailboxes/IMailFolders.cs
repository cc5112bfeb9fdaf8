using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>Display names of the outcome folders (N-046); settings of the mailbox, these are the defaults.</summary>
public sealed record FolderNames(string Handled = "Handled", string Ended = "WF Ended", string Failed = "Failed");

/// <summary>Graph's ids of the folders, stored; names may be changed by users, ids stay (graph.md 4).</summary>
public sealed record FolderIds(string Inbox, string Handled, string Ended, string Failed);

/// <summary>Where a message is after a move. The id differs from the old one when Exchange made a copy (F-19).</summary>
public sealed record MailPlace(MessageId Id, string FolderId);

/// <summary>Port: the folders of an Exchange mailbox. Every call counts against the mailbox's gate of concurrent requests.</summary>
public interface IMailFolders
{
    /// <summary>Finds or creates the outcome folders beside the Inbox (under the mailbox root); a second call creates nothing (N-046).</summary>
    Task<Outcome<FolderIds>> EnsureAsync(MailboxId mailbox, FolderNames names, CancellationToken cancellation);

    /// <summary>
    /// Moves a message and makes sure that it is there; doing it again is harmless. <see cref="FailureCategory.NotFound"/> when somebody deleted it before, or when the
    /// folder is gone (<c>ErrorFolderNotFound</c>); <see cref="FailureCategory.Conflict"/> when it ended in another folder.
    /// </summary>
    /// <param name="folderId">Id of the folder, or a well-known name such as <c>deleteditems</c>; the answer always holds the id (graph.md 4, 5.4).</param>
    Task<Outcome<MailPlace>> MoveAsync(MailboxId mailbox, MessageId message, string folderId, CancellationToken cancellation);
}
