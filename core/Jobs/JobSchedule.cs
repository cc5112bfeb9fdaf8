namespace TeamsEmailBot.Core.Jobs;

/// <summary>Which partition to look at when, what runs, and whether anything is left to do now. Thread-safe; knows no store and no clock of its own.</summary>
internal sealed class JobSchedule(JobOptions options, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> looks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> running = new(StringComparer.Ordinal);
    private readonly HashSet<(string Partition, string Row)> replaced = [];
    private int runningCount;
    private int looking;
    private DateTimeOffset nextListing = DateTimeOffset.MinValue;
    private TaskCompletionSource changed = NewSource();

    /// <summary>Look at the partition at <paramref name="due"/> or earlier.</summary>
    public void Note(string partition, DateTimeOffset due)
    {
        lock (gate)
        {
            if (!looks.TryGetValue(partition, out var look) || due < look)
                looks[partition] = due;
            Changed();
        }
    }

    /// <summary>True when the list of partitions is to be read anew; the caller ends with <see cref="Listed"/>.</summary>
    public bool BeginListing()
    {
        lock (gate)
        {
            if (nextListing > clock.GetUtcNow())
                return false;
            looking++;
            return true;
        }
    }

    /// <summary>These partitions exist (null: reading the list failed); look at each of them now and then.</summary>
    public void Listed(IReadOnlyCollection<string>? partitions)
    {
        lock (gate)
        {
            looking--;
            var now = clock.GetUtcNow();
            nextListing = now + (partitions is null ? options.StorePause : options.PollInterval);
            foreach (var partition in partitions ?? [])
                looks[partition] = now;
            Changed();
        }
    }

    /// <summary>The partition to look at now with the number of jobs to take at most, the longest waiting first; null when there is none or no room.</summary>
    public (string Partition, int Take)? BeginLook()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var room = options.Parallel - runningCount;
            var best = default((string Partition, int Take)?);
            var bestLook = DateTimeOffset.MaxValue;
            foreach (var (partition, look) in looks)
            {
                var take = Math.Min(room, options.ParallelPerPartition - (running.TryGetValue(partition, out var rows) ? rows.Count : 0));
                if (take > 0 && look <= now && look < bestLook)
                    (best, bestLook) = ((partition, take), look);
            }

            if (best is not null)
            {
                looks[best.Value.Partition] = DateTimeOffset.MaxValue;
                looking++;
            }

            return best;
        }
    }

    /// <summary>Ends a look: these jobs run from now on, and the next look is due at <paramref name="next"/>.</summary>
    public void EndLook(string partition, IReadOnlyList<LeasedJob> taken, DateTimeOffset? next)
    {
        lock (gate)
        {
            looking--;
            if (!running.TryGetValue(partition, out var rows))
                running[partition] = rows = new(StringComparer.Ordinal);
            foreach (var job in taken)
                if (rows.Add(job.Row))
                    runningCount++;
            if (next < looks[partition])
                looks[partition] = next.Value;
            Changed();
        }
    }

    public void Finished(LeasedJob job)
    {
        lock (gate)
        {
            if (running[job.Partition].Remove(job.Row))
                runningCount--;
            if (replaced.Remove((job.Partition, job.Row)))
                looks[job.Partition] = DateTimeOffset.MinValue;
            Changed();
        }
    }

    /// <summary>
    /// True while the job of this row runs. Work that was added anew under its row waits until it is finished:
    /// one row never runs twice at once, and what was added during a run is run after it.
    /// </summary>
    public bool IsRunning(string partition, string row, bool isReplaced)
    {
        lock (gate)
        {
            var isRunning = running.TryGetValue(partition, out var rows) && rows.Contains(row);
            if (isRunning && isReplaced)
                replaced.Add((partition, row));
            return isRunning;
        }
    }

    public int RunningCount
    {
        get
        {
            lock (gate)
                return runningCount;
        }
    }

    /// <summary>When there will be something to do without anything else happening; the task completes when anything happens.</summary>
    public (DateTimeOffset At, Task Changed) NextWake()
    {
        lock (gate)
        {
            var at = nextListing;
            var room = runningCount < options.Parallel;
            foreach (var (partition, look) in looks)
                if (look < at && room && (!running.TryGetValue(partition, out var rows) || rows.Count < options.ParallelPerPartition))
                    at = look;
            return (at, changed.Task);
        }
    }

    /// <summary>Completes when no job is due now and none is running.</summary>
    public Task IdleAsync(CancellationToken cancellation) =>
        WhenAsync(now => runningCount == 0 && looking == 0 && nextListing > now && looks.Values.All(look => look > now), cancellation);

    public Task NoneRunningAsync(CancellationToken cancellation) => WhenAsync(_ => runningCount == 0, cancellation);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WhenAsync(Func<DateTimeOffset, bool> condition, CancellationToken cancellation)
    {
        while (true)
        {
            Task change;
            lock (gate)
            {
                if (condition(clock.GetUtcNow()))
                    return;
                change = changed.Task;
            }

            await change.WaitAsync(cancellation);
        }
    }

    private void Changed()
    {
        changed.SetResult();
        changed = NewSource();
    }
}
