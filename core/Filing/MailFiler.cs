using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Filing;

/// <summary>Where a mail lies in the end: in its folder, or not, with the reason.</summary>
public sealed record FiledMail(bool InFolder, string? Reason);

/// <summary>
/// Brings a mail into its folder and makes sure that it is there. Repeating is harmless; a mail that people moved or deleted meanwhile is left alone; one whose id
/// changed is found by its Message-ID (F-17), and so is an original that a move left behind as a copy (F-19).
/// </summary>
public sealed class MailFiler(IMailFolders folders, IMailReader reader)
{
    /// <param name="folder">Id of the folder to file into.</param>
    /// <param name="inbox">Id of the Inbox: only from there anything is moved.</param>
    public async Task<Outcome<FiledMail>> FileAsync(
        MailboxId mailbox, MessageId message, string? internetMessageId, string inbox, string folder, CancellationToken cancellation)
    {
        var moved = await folders.MoveAsync(mailbox, message, folder, cancellation);
        if (moved.Succeeded && moved.Value.FolderId == folder)
            return moved.Value.Id == message ? new FiledMail(true, null) : await RemoveOriginalAsync(mailbox, message, inbox, cancellation);
        if (moved.Succeeded)
            return new Failure(FailureCategory.Transient, "MovedElsewhere");
        if (moved.Failure.Category != FailureCategory.NotFound || IsFolderMissing(moved.Failure))
            return moved.Failure;
        return internetMessageId is { Length: > 0 } id
            ? await FindAgainAsync(mailbox, id, inbox, folder, cancellation)
            : new FiledMail(false, "gone");
    }

    /// <summary>True when the folder is gone, not the mail: the folders must be ensured again.</summary>
    public static bool IsFolderMissing(Failure failure) => string.Equals(failure.Code, "ErrorFolderNotFound", StringComparison.OrdinalIgnoreCase);

    private async Task<Outcome<FiledMail>> FindAgainAsync(MailboxId mailbox, string internetMessageId, string inbox, string folder, CancellationToken cancellation)
    {
        var found = await reader.FindByInternetMessageIdAsync(mailbox, internetMessageId, cancellation);
        if (!found.Succeeded)
            return found.Failure;
        if (found.Value.Any(mail => mail.ParentFolderId == folder))
            return new FiledMail(true, null);
        if (found.Value.FirstOrDefault(mail => mail.ParentFolderId == inbox) is not { } other)
            return new FiledMail(false, found.Value.Count == 0 ? "gone" : "moved_by_person");
        var moved = await folders.MoveAsync(mailbox, other.Id, folder, cancellation);
        return moved.Succeeded ? new FiledMail(moved.Value.FolderId == folder, null) : moved.Failure;
    }

    // The move made a copy with another id (F-19). If the original is still in the Inbox it is moved away too, so that nobody takes it for new; that can copy as well.
    private async Task<Outcome<FiledMail>> RemoveOriginalAsync(MailboxId mailbox, MessageId original, string inbox, CancellationToken cancellation)
    {
        const int Tries = 3;
        var reason = default(string);
        for (var tries = 0; tries < Tries; tries++)
        {
            var read = await reader.GetAsync(mailbox, original, cancellation);
            if (!read.Succeeded)
                return read.Failure.Category == FailureCategory.NotFound ? new FiledMail(true, reason) : read.Failure;
            if (read.Value.ParentFolderId != inbox)
                return new FiledMail(true, reason);
            var moved = await folders.MoveAsync(mailbox, original, "deleteditems", cancellation);
            reason = "copied";
            if (!moved.Succeeded && moved.Failure.Category != FailureCategory.NotFound)
                return moved.Failure;
            if (!moved.Succeeded || moved.Value.Id == original)
                return new FiledMail(true, reason);
        }

        return new Failure(FailureCategory.Transient, "CopiedAgain");
    }
}
