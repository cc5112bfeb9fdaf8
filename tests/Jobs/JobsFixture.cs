using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Jobs;

/// <summary>Jobs on the in-memory store with a clock that stands still.</summary>
internal sealed class JobsFixture : IAsyncDisposable
{
    public const string Partition = "service-a";
    private readonly List<JobWorker> workers = [];

    public JobsFixture()
    {
        Store = new SignallingEntityStore(Memory, Signal);
        Board = new JobBoard(Store, new RetryPlan(Options, new Random(7)));
    }

    public static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    public ManualClock Clock { get; } = new();

    public InMemoryEntityStore Memory { get; } = new();

    public JobSignal Signal { get; } = new();

    public JobOptions Options { get; } = new();

    public IEntityStore Store { get; }

    public JobBoard Board { get; }

    public PartitionList Partitions { get; } = new(Partition);

    public DateTimeOffset Now => Clock.GetUtcNow();

    public async Task AddAsync(string kind, DateTimeOffset due, string? id = null, string partition = Partition) =>
        Assert.True((await Store.CommitAsync(partition, [JobWrites.Add(kind, due, id)], default)).Applied);

    public async Task<LeasedJob> LeaseOneAsync(string partition = Partition) =>
        Assert.Single(await Board.LeaseDueAsync(partition, Now, TimeSpan.FromMinutes(1), 10, default));

    public async Task<List<DeadJob>> DeadAsync() => await Board.ListDeadAsync(Partition, default).ToListAsync();

    public JobWorker Worker(params IJobHandler[] handlers)
    {
        var run = new JobRun(Board, handlers, Options, Clock, NullLogger<JobRun>.Instance);
        var worker = new JobWorker(Board, run, Partitions, Signal, Options, Clock, NullLogger<JobWorker>.Instance);
        workers.Add(worker);
        return worker;
    }

    public async Task<JobWorker> StartAsync(params IJobHandler[] handlers)
    {
        var worker = Worker(handlers);
        await worker.StartAsync(Soon);
        await worker.IdleAsync(Soon);
        return worker;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
        {
            await worker.StopAsync(Soon);
            worker.Dispose();
        }
    }
}

internal sealed class PartitionList(params string[] partitions) : IJobPartitions
{
    public List<string> Names { get; } = [.. partitions];

    public ValueTask<IReadOnlyCollection<string>> ListAsync(CancellationToken cancellation) => new([.. Names]);
}

/// <summary>A handler that records its runs and answers what the test wants.</summary>
internal sealed class RecordingHandler(string kind, Func<LeasedJob, CancellationToken, Task<JobResult>>? act = null) : IJobHandler
{
    public ConcurrentQueue<Job> Runs { get; } = [];

    public string Kind => kind;

    public async Task<JobResult> RunAsync(LeasedJob leased, CancellationToken cancellation)
    {
        Runs.Enqueue(leased.Job);
        return act is null ? JobResult.Done : await act(leased, cancellation);
    }
}
