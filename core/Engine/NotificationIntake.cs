using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Notifications;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Takes Graph's notifications in: checks them and notes durably where to look, all in one commit; then 202 may be answered. It never waits for Graph
/// (graph.md 1.4, 1.5). When the store is unavailable it throws, and the host answers 5xx so that Graph comes again.
/// </summary>
public sealed class NotificationIntake(NotificationGate gate, IEntityStore store, TimeProvider time)
{
    /// <summary>False when the body is no notification.</summary>
    public async Task<bool> TakeAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var post = await gate.CheckAsync(body, cancellation);
        var now = time.GetUtcNow();
        foreach (var writes in post.Hints.Select(hint => Job(hint, now)).DistinctBy(write => write.Row).Chunk(EntityLimits.WritesPerCommit))
            await store.CommitAsync(MailboxTable.Partition, writes, cancellation);
        return post.IsReadable;
    }

    private static EntityWrite Job(NotificationHint hint, DateTimeOffset now) => hint.Kind switch
    {
        NotificationKind.Arrived => EngineJobs.Look(hint.Mailbox, whole: false, now, notified: now),
        NotificationKind.Missed => EngineJobs.Look(hint.Mailbox, whole: true, now, notified: now),
        NotificationKind.Removed => EngineJobs.Alarm(hint.Mailbox, hint.Subscription, SubscriptionRisk.Removed, now),
        _ => EngineJobs.Alarm(hint.Mailbox, hint.Subscription, SubscriptionRisk.Reauthorize, now),
    };
}
