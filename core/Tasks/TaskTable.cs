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

    public IAsyncEnumerable<Stored<EmailTask>> OpenAsync(ServiceId service, CancellationToken cancellation) =>
        store.ScanAsync(TaskRows.Partition(service), TaskRows.OpenTasks, TaskJson.Default.EmailTask, cancellation);

    public IAsyncEnumerable<Stored<QueueEntry>> QueueAsync(ServiceId service, CancellationToken cancellation) =>
        store.ScanAsync(TaskRows.Partition(service), TaskRows.Queue, TaskJson.Default.QueueEntry, cancellation);

    /// <summary>The recorded decisions about a task, oldest first.</summary>
    public IAsyncEnumerable<Stored<DistributionRecord>> WhyAsync(TaskKey key, CancellationToken cancellation) =>
        store.ScanAsync(TaskRows.Partition(key.Service), TaskRows.WhyOf(key.Id), TaskJson.Default.DistributionRecord, cancellation);
}
