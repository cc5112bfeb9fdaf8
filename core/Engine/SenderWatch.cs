using System.Collections.Concurrent;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Exchange may put another address, or another name, in place of the sender that was chosen, without a word (F-33). So the sent copy of a day's first answer from each
/// address is read, and administrators are told of a difference. That is a request for each address and day, not for each mail.
/// </summary>
internal sealed class SenderWatch(IReplySender sender, IEntityStore store, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    // Of this process: another one looks once more, which does no harm.
    private readonly ConcurrentDictionary<(MailboxId, string), (MessageId Draft, DateTimeOffset At)> looked = new();

    /// <summary>
    /// What is committed with the draft: the look at the mail that it becomes, unless the address was looked at today. The same again for the same draft, whose commit may
    /// have been in vain.
    /// </summary>
    public IEnumerable<EntityWrite> Watch(MailboxId mailbox, MessageId draft, MailAddress? from)
    {
        var now = time.GetUtcNow();
        if (from is null || looked.GetValueOrDefault((mailbox, from.Address)) is var last && last.Draft != draft && now - last.At < Interval)
            return [];
        looked[(mailbox, from.Address)] = (draft, now);
        return [EngineJobs.CheckSender(new SenderJob(mailbox, draft, from), now)];
    }

    /// <summary>Job: compares; a failure means once more.</summary>
    public async Task<Failure?> CheckAsync(SenderJob job, CancellationToken cancellation)
    {
        var left = await sender.SentFromAsync(job.Mailbox, job.Draft, cancellation);
        if (left.Failure is { MayRetry: true } failure)
            return failure;
        if (!left.Succeeded || left.Value is not { } from)
        {
            // It was not sent, or cannot be seen yet: the next answer is looked at instead.
            looked.TryRemove((job.Mailbox, job.Wanted.Address), out _);
            return null;
        }

        var kind = !from.SameAs(job.Wanted.Address) ? AdminNoticeKind.SenderReplaced
            : job.Wanted.Name is { } name && name != from.Name ? AdminNoticeKind.SenderNameReplaced
            : default(AdminNoticeKind?);
        if (kind is { } difference)
            await store.CommitAsync(MailboxTable.Partition, [EngineJobs.Tell(new AdminNotice(difference, job.Mailbox), time.GetUtcNow())], cancellation);
        return null;
    }
}
