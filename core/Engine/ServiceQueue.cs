using System.Runtime.CompilerServices;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>A task that waits for an agent.</summary>
internal sealed record WaitingTask(TaskKey Key, DateTimeOffset ReceivedAt);

/// <summary>
/// The tasks of a service: those in its own partition, and those that other services handed to it and keep in theirs, as if they lay in one; what waits in the order of the queue.
/// </summary>
internal sealed class ServiceQueue(IEntityStore store, TaskTable tasks)
{
    /// <summary>The waiting tasks, those to be offered first first.</summary>
    public async IAsyncEnumerable<WaitingTask> InOrderAsync(ServiceId service, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var heads = new List<Head>();
        try
        {
            foreach (var home in await HomesAsync(service, cancellation))
            {
                var head = new Head(service, home, tasks.QueueAsync(home, cancellation).GetAsyncEnumerator(cancellation));
                heads.Add(head);
                await head.MoveAsync();
            }

            while (heads.Where(head => head.Row is not null).MinBy(head => head.Row, StringComparer.Ordinal) is { } first)
            {
                yield return first.Task;
                await first.MoveAsync();
            }
        }
        finally
        {
            foreach (var head in heads)
                await head.DisposeAsync();
        }
    }

    /// <summary>How many wait, counted up to <paramref name="most"/>, and since when the oldest of those does.</summary>
    public async Task<(int Waiting, DateTimeOffset? Oldest)> CountAsync(ServiceId service, int most, CancellationToken cancellation)
    {
        var (waiting, oldest) = (0, default(DateTimeOffset?));
        await foreach (var task in InOrderAsync(service, cancellation))
        {
            oldest = oldest is null || task.ReceivedAt < oldest ? task.ReceivedAt : oldest;
            if (++waiting == most)
                break;
        }

        return (waiting, oldest);
    }

    /// <summary>Its open tasks.</summary>
    public async IAsyncEnumerable<EmailTask> OpenAsync(ServiceId service, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var home in await HomesAsync(service, cancellation))
            await foreach (var task in tasks.OpenAsync(home, cancellation))
                if (task.Value.Service == service)
                    yield return task.Value;
    }

    /// <summary>What of it ended in this time, with the partition in which it lies.</summary>
    public async IAsyncEnumerable<(ServiceId Home, TaskRound Round)> EndedAsync(
        ServiceId service, DateTimeOffset from, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var home in await HomesAsync(service, cancellation))
            await foreach (var round in tasks.EndedAsync(home, from, before, cancellation))
                if (round.Value.Service == service)
                    yield return (home, round.Value);
    }

    /// <summary>In whose partitions tasks of the service may lie: its own, and those of the services that handed some to it.</summary>
    public async Task<IReadOnlyList<ServiceId>> HomesAsync(ServiceId service, CancellationToken cancellation)
    {
        var homes = new List<ServiceId> { service };
        await foreach (var other in store.ScanAsync(TaskRows.Partition(service), TaskRows.HandedBy, TaskJson.Default.Neighbour, cancellation))
            homes.Add(other.Value.Service);
        return homes;
    }

    // The next task of the service in one partition.
    private sealed class Head(ServiceId service, ServiceId home, IAsyncEnumerator<Stored<QueueEntry>> entries) : IAsyncDisposable
    {
        public string? Row { get; private set; }

        public WaitingTask Task => new(new TaskKey(home, entries.Current.Value.Task), entries.Current.Value.ReceivedAt);

        public async Task MoveAsync()
        {
            do
                Row = await entries.MoveNextAsync() ? entries.Current.Row : null;
            while (Row is not null && (entries.Current.Value.HandedTo ?? home) != service);
        }

        public ValueTask DisposeAsync() => entries.DisposeAsync();
    }
}
