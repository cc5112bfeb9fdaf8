using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Follows mails to which Exchange gave another id (F-17): the task goes on with the new one, and the mail is never taken for a second one. A mail is the same when
/// Message-ID and time of receipt are; the Message-ID alone is given by the sender and may come twice (F-05).
/// </summary>
internal sealed class RenamedMail(IEntityStore store, TaskTable tasks, IMailReader reader)
{
    /// <summary>True when the mail is one of a task's under another id; the task knows it by this one now.</summary>
    public async Task<bool> AdoptAsync(ServiceId service, MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        if (mail.InternetMessageId is not { Length: > 0 } name
            || await store.ReadAsync(TaskRows.Partition(service), TaskRows.Thread(mailbox, name), TaskJson.Default.ThreadEntry, cancellation) is not { } entry)
            return false;
        var isKnown = false;
        TaskKey? key = new TaskKey(service, entry.Value.Task);
        while (key is { } at && await tasks.FindAsync(at, cancellation) is { } task)
        {
            // What a withdrawn task left unprocessed may be taken in anew (N-061).
            if (task.Value.End == TaskEnd.Withdrawn)
                return isKnown;

            if (task.Value.Mails.FirstOrDefault(other => IsSame(other, mail)) is { } known)
            {
                isKnown = true;
                if (known.Message != mail.Id && !await RenameAsync(task, known.Message, mail.Id, cancellation))
                    continue;
            }

            // What was merged knows its mails still, and so does the task that took them.
            key = task.Value.MergedInto is { } into ? at with { Id = into } : null;
        }

        return isKnown;
    }

    /// <summary>After Exchange did not find a mail of a task: the mail under its new id, null when it is gone indeed.</summary>
    public async Task<Outcome<MailItem?>> FindAsync(EmailTask task, MessageId lost, CancellationToken cancellation)
    {
        if (task.Mails.FirstOrDefault(mail => mail.Message == lost) is not { InternetMessageId: { Length: > 0 } name } known)
            return default(MailItem);
        var found = await reader.FindByInternetMessageIdAsync(task.Mailbox, name, cancellation);
        if (!found.Succeeded)
            return found.Failure;
        var mail = found.Value.FirstOrDefault(other => other.Id != lost && IsSame(known, other));
        return mail is not null && await AdoptAsync(task.Key.Service, task.Mailbox, mail, cancellation) ? mail : default;
    }

    private static bool IsSame(JoinedMail known, MailItem mail) => known.InternetMessageId == mail.InternetMessageId && known.ReceivedAt == mail.ReceivedAt;

    // The ledger's row moves with the id. False when the task changed meanwhile.
    private async Task<bool> RenameAsync(Stored<EmailTask> task, MessageId old, MessageId now, CancellationToken cancellation)
    {
        var (key, mailbox) = (task.Value.Key, task.Value.Mailbox);
        List<EntityWrite> writes = [.. TaskRows.Change(task, task.Value.Renamed(old, now))];
        if (await tasks.MailAsync(key.Service, mailbox, old, cancellation) is { } record)
            writes.AddRange(TaskRows.Renamed(mailbox, record, now));
        return (await store.CommitAsync(TaskRows.Partition(key.Service), writes, cancellation)).Applied;
    }
}
