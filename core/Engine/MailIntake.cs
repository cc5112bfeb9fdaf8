using TeamsEmailBot.Core.Classification;
using TeamsEmailBot.Core.Intake;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Engine;

/// <summary>What intake did with a mail.</summary>
internal enum IntakeResult
{
    /// <summary>It is in the ledger (now, or was before).</summary>
    Noted,

    /// <summary>The tenant's limit is reached; it stays in the Inbox and is taken up later (N-008).</summary>
    Waits,
}

/// <summary>
/// Decides the fate of one mail and commits it together with what follows: exactly one task, an addition to an open task, or a folder with a reason (I1).
/// The ledger's row makes every repetition harmless, whoever repeats it (F-01).
/// </summary>
internal sealed class MailIntake(IEntityStore store, TaskTable tasks, ThreadMatcher threads, TaskSlots slots, IConfigurationSource configuration, TimeProvider time)
{
    public async Task<bool> IsKnownAsync(ServiceId service, MailboxId mailbox, MessageId message, CancellationToken cancellation) =>
        await store.GetAsync(TaskRows.Partition(service), TaskRows.Mail(mailbox, message), cancellation) is not null;

    public async Task<IntakeResult> TakeInAsync(Service service, MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        var current = configuration.Current;
        if (MailClassifier.ReasonAgainst(mail, current.IsOwnAddress) is { } reason)
            return await SortOutAsync(service, mailbox, mail, MailFate.Failed, reason, cancellation);

        while (await threads.FindAsync(service, mailbox, mail, cancellation) is { } open)
        {
            if (open.Value.State == TaskState.Done)
                break;
            if (await JoinAsync(open, mailbox, mail, cancellation) is { } joined)
                return joined;
            if (await IsKnownAsync(service.Id, mailbox, mail.Id, cancellation))
                return IntakeResult.Noted;
        }

        if (current.Workflow(service.Workflow!.Value)?.Decide(mail.Subject) == ActivityKind.End)
            return await SortOutAsync(service, mailbox, mail, MailFate.Ended, "workflow", cancellation);
        return await OpenAsync(service, mailbox, mail, current.Tenant.MaxConcurrentTasks, cancellation);
    }

    private async Task<IntakeResult> OpenAsync(Service service, MailboxId mailbox, MailItem mail, int limit, CancellationToken cancellation)
    {
        var key = new TaskKey(service.Id, TaskId.For(mailbox, mail.Id));
        if (!await slots.TakeAsync(key, limit, cancellation))
            return IntakeResult.Waits;
        var now = time.GetUtcNow();
        var task = EmailTask.Open(key, mailbox, mail, mail.From is { } from ? TaskRows.Participant(mailbox, from.Address) : null, now);
        var committed = await store.CommitAsync(
            TaskRows.Partition(service.Id),
            [.. TaskRows.Opening(task, Record(mail, MailFate.OpenedTask, now, key.Id)), EngineJobs.DistributeFor(service.Id, now)],
            cancellation);

        // Somebody noted the mail in between, perhaps otherwise than as a task: then the slot is not ours to keep.
        if (!committed.Applied && await tasks.FindAsync(key, cancellation) is null)
            await slots.FreeAsync(key, cancellation);
        return IntakeResult.Noted;
    }

    // Null when the task changed meanwhile; the caller looks again.
    private async Task<IntakeResult?> JoinAsync(Stored<EmailTask> open, MailboxId mailbox, MailItem mail, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (open.Value.Join(mail, now) is not { } joined)
            return IntakeResult.Waits;
        List<EntityWrite> writes =
        [
            TaskRows.Noted(mailbox, Record(mail, MailFate.JoinedTask, now, joined.Key.Id)),
            .. TaskRows.Change(open, joined),
            EngineJobs.Show(joined, now),
        ];
        if (mail.InternetMessageId is { Length: > 0 } id)
            writes.Add(TaskRows.InThread(joined, id));
        return (await store.CommitAsync(TaskRows.Partition(joined.Key.Service), writes, cancellation)).Applied ? IntakeResult.Noted : null;
    }

    private async Task<IntakeResult> SortOutAsync(
        Service service, MailboxId mailbox, MailItem mail, MailFate fate, string reason, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var folder = fate == MailFate.Ended ? Outcomes.Ended : Outcomes.Failed;
        await store.CommitAsync(
            TaskRows.Partition(service.Id),
            [
                TaskRows.Noted(mailbox, Record(mail, fate, now, null, reason)),
                EngineJobs.File(new FileJob(mailbox, mail.Id, mail.InternetMessageId, folder, null), now),
            ],
            cancellation);
        return IntakeResult.Noted;
    }

    private static MailRecord Record(MailItem mail, MailFate fate, DateTimeOffset now, TaskId? task, string? reason = null) =>
        new(mail.Id, fate, mail.ReceivedAt, now, task, reason) { InternetMessageId = mail.InternetMessageId };
}
