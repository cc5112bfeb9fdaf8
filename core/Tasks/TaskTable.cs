using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>Reads the tasks of a service.</summary>
public sealed class TaskTable(IEntityStore store)
{
    /// <summary>The task, open or closed; null when there is none.</summary>
    public async ValueTask<Stored<EmailTask>?> FindAsync(TaskKey key, CancellationToken cancellation)
    {
        var partition = TaskRows.Partition(key.Service);
        return await store.ReadAsync(partition, TaskRows.Open(key.Id), TaskJson.Default.EmailTask, cancellation)
            ?? await store.ReadAsync(partition, TaskRows.Closed(key.Id), TaskJson.Default.EmailTask, cancellation);
    }

    /// <summary>The task that a row of <see cref="TaskRows.Thread"/>, <see cref="TaskRows.Conversation"/> or <see cref="TaskRows.Matter"/> names; null when there is none.</summary>
    public async ValueTask<Stored<EmailTask>?> NamedAsync(ServiceId service, string row, CancellationToken cancellation) =>
        await store.ReadAsync(TaskRows.Partition(service), row, TaskJson.Default.ThreadEntry, cancellation) is { } entry
            ? await FindAsync(new TaskKey(service, entry.Value.Task), cancellation)
            : null;

    /// <summary>What became of a mail; null when the ledger does not know it.</summary>
    public ValueTask<Stored<MailRecord>?> MailAsync(ServiceId service, MailboxId mailbox, MessageId message, CancellationToken cancellation) =>
        store.ReadAsync(TaskRows.Partition(service), TaskRows.Mail(mailbox, message), TaskJson.Default.MailRecord, cancellation);

    /// <summary>
    /// Takes a withdrawn mail out of the ledger, and the task that began with it out of the closed ones, so that the mail is taken in like a new one; harmless when
    /// somebody else did.
    /// </summary>
    public async Task ReleaseAsync(ServiceId service, MailboxId mailbox, Stored<MailRecord> withdrawn, CancellationToken cancellation)
    {
        var (partition, task) = (TaskRows.Partition(service), TaskId.For(mailbox, withdrawn.Value.Message));
        List<EntityWrite> writes = [.. TaskRows.Forgotten(mailbox, withdrawn)];
        if (await store.ReadAsync(partition, TaskRows.Closed(task), TaskJson.Default.EmailTask, cancellation) is { Value.End: TaskEnd.Withdrawn } closed)
            writes.AddRange([EntityWrite.Delete(closed), EntityWrite.DeleteAny(TaskRows.Round(task, closed.Value.EndedAt!.Value))]);
        await store.CommitAsync(partition, writes, cancellation);
    }

    public IAsyncEnumerable<Stored<EmailTask>> OpenAsync(ServiceId service, CancellationToken cancellation) =>
        store.ScanAsync(TaskRows.Partition(service), TaskRows.OpenTasks, TaskJson.Default.EmailTask, cancellation);

    public IAsyncEnumerable<Stored<QueueEntry>> QueueAsync(ServiceId service, CancellationToken cancellation) =>
        store.ScanAsync(TaskRows.Partition(service), TaskRows.Queue, TaskJson.Default.QueueEntry, cancellation);

    /// <summary>What the ledger knows of the mails received in a time, oldest first; each names its mailbox.</summary>
    public IAsyncEnumerable<Stored<MailRecord>> ReceivedAsync(ServiceId service, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation) =>
        store.ScanAsync(TaskRows.Partition(service), TaskRows.ReceivedBetween(from, before), TaskJson.Default.MailRecord, cancellation);

    /// <summary>The rounds of tasks that ended in a time, oldest first.</summary>
    public IAsyncEnumerable<Stored<TaskRound>> EndedAsync(ServiceId service, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellation) =>
        store.ScanAsync(TaskRows.Partition(service), TaskRows.EndedBetween(from, before), TaskJson.Default.TaskRound, cancellation);

    /// <summary>The recorded decisions about a task, oldest first.</summary>
    public IAsyncEnumerable<Stored<DistributionRecord>> WhyAsync(TaskKey key, CancellationToken cancellation) =>
        store.ScanAsync(TaskRows.Partition(key.Service), TaskRows.WhyOf(key.Id), TaskJson.Default.DistributionRecord, cancellation);
}
