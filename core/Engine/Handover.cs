using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Hands tasks from service to service. A task stays in the partition of the service whose mailbox its mail came to, with the ledger and the thread, and only says whose
/// agents work on it: so handing it on is one commit, and a crash can neither lose nor double it (I1, I7). That the other service has to look there is noted in its
/// partition first; such a note without a task is harmless.
/// </summary>
internal sealed class Handover(IEntityStore store, TaskTable tasks, TaskSteps steps, IConfigurationSource configuration, TimeProvider time)
{
    /// <summary>A service that takes no mail when a task should go on to it is asked again after this time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Notes where the other service has to look; before the first task is handed to it.</summary>
    public async Task AnnounceAsync(ServiceId home, ServiceId to, CancellationToken cancellation)
    {
        if (to != home)
            await store.CommitAsync(TaskRows.Partition(to), [TaskRows.TakesFrom(home)], cancellation);
    }

    /// <summary>Job: a task that nobody has taken in time goes on to the other service. While it is offered it does not; when it comes back to the queue the job is there again.</summary>
    public async Task OverflowAsync(TaskKey key, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(key, cancellation) is not { Value: { State: TaskState.Queued, Overflow: { } overflow } task })
            return;
        if (!IsLive(overflow.To))
        {
            await store.CommitAsync(TaskRows.Partition(key.Service), [EngineJobs.Overflow(task, time.GetUtcNow() + Pause)], cancellation);
            return;
        }

        await AnnounceAsync(key.Service, overflow.To, cancellation);
        await steps.TakeAsync(
            key,
            (before, now) => before.Overflow == overflow ? before.OverflowNow(now) : null,
            (_, after, now) => [TaskRows.HandsTo(after.Service), EngineJobs.DistributeFor(after.Service, now)],
            cancellation);
    }

    /// <summary>Takes back what was handed to services that take no mail any more, so that nothing waits where nobody looks (F-66). What an agent has stays his; when the other service is removed, it belongs to its own again.</summary>
    public async Task TakeBackAsync(ServiceId home, CancellationToken cancellation)
    {
        var gone = new HashSet<ServiceId>();
        await foreach (var other in store.ScanAsync(TaskRows.Partition(home), TaskRows.HandedTo, TaskJson.Default.Neighbour, cancellation))
            if (!IsLive(other.Value.Service))
                gone.Add(other.Value.Service);
        if (gone.Count == 0)
            return;
        await foreach (var task in tasks.OpenAsync(home, cancellation))
            if (task.Value.HandedTo is { } other && gone.Contains(other))
                await TakeBackAsync(task.Value, other, cancellation);
    }

    private async Task TakeBackAsync(EmailTask task, ServiceId other, CancellationToken cancellation)
    {
        if (task.State is TaskState.Queued or TaskState.Offered)
            await steps.TakeAsync(task.Key, (before, now) => before.HandedTo == other ? before.HandBack(now) : null, Follow.HandedBack, cancellation);
        else if (configuration.Current.Service(other) is null)
            await steps.NoteAsync(task.Key, (before, now) => before.HandedTo == other ? before.ComeHome(now) : null, cancellation);
    }

    private bool IsLive(ServiceId service) => configuration.Current.Service(service) is { IsLive: true };
}
