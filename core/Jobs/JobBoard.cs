using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>
/// The jobs of a partition: take, settle, bury, replay. Every step is one conditional commit; of two workers that want one job the etag lets one through.
/// All methods throw <see cref="StoreUnavailableException"/> as the store does.
/// </summary>
public sealed class JobBoard(IEntityStore store, RetryPlan plan)
{
    private const int LookAhead = 8;

    /// <summary>
    /// Takes up to <paramref name="take"/> (1–100) due jobs for the length of the lease, earliest first. Of new ones that are alike (id, kind and payload) one is taken and
    /// the others are removed with the same commit: each was caused before this run, which does for all what each would have done.
    /// </summary>
    public async ValueTask<IReadOnlyList<LeasedJob>> LeaseDueAsync(
        string partition, DateTimeOffset now, TimeSpan lease, int take, CancellationToken cancellation)
    {
        var holder = new JobHolder(Guid.NewGuid().ToString("N"), IsSole: false, (_, _, _) => false);
        return (await LeaseAsync(partition, now, lease, take, holder, cancellation)).Jobs;
    }

    /// <summary>When a job of the partition is due next (now or earlier: at once), or null when there is none. A held job counts with the end of its lease.</summary>
    public async ValueTask<DateTimeOffset?> NextDueAsync(string partition, DateTimeOffset now, CancellationToken cancellation)
    {
        var next = default(DateTimeOffset?);
        await foreach (var (row, job, _) in store.ScanAsync(partition, JobKey.Waiting, JobJson.Default.JobRow, cancellation))
        {
            var due = JobKey.Time(row);
            next = Earliest(next, job.LeasedUntil > now ? job.LeasedUntil : due);
            if (job.LeasedUntil is null)
                break;
        }

        return next;
    }

    /// <summary>Removes a job that is done. False: the lease was lost, somebody else does the job again.</summary>
    public async ValueTask<bool> CompleteAsync(LeasedJob leased, CancellationToken cancellation) =>
        (await store.CommitAsync(leased.Partition, [leased.Completion], cancellation)).Applied;

    /// <summary>Plans the next attempt, or buries the job when the failure does not allow one or the attempts are used up.</summary>
    public async ValueTask<Settlement> RetryAsync(LeasedJob leased, Failure failure, DateTimeOffset now, CancellationToken cancellation)
    {
        var job = leased.Job with { LastFailure = failure };
        return plan.Next(job, failure, now) is { } due
            ? await MoveAsync(leased, due, job, cancellation)
            : await BuryAsync(leased with { Job = job }, failure.ToString(), now, cancellation);
    }

    /// <summary>The job went well and is due again; its attempts are counted anew.</summary>
    public ValueTask<Settlement> RepeatAsync(LeasedJob leased, DateTimeOffset due, CancellationToken cancellation) =>
        MoveAsync(leased, due, leased.Job with { Attempts = 0, FirstDue = due.ToUniversalTime(), LastFailure = null }, cancellation);

    /// <summary>Gives a job back unchanged and at once, as when the process stops in the middle of it.</summary>
    public ValueTask<Settlement> ReleaseAsync(LeasedJob leased, CancellationToken cancellation) =>
        MoveAsync(leased, leased.Job.Due, leased.Job, cancellation);

    /// <summary>Gives a job up and keeps it with the reason.</summary>
    public async ValueTask<Settlement> BuryAsync(LeasedJob leased, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var dead = ToRow(leased.Job) with { Reason = reason };
        var result = await store.CommitAsync(
            leased.Partition, [leased.Completion, EntityWrite.Put(JobKey.ForDead(now, leased.Job.Id), dead, JobJson.Default.JobRow)], cancellation);
        return new(result.Applied, Due: null);
    }

    /// <summary>The jobs given up, oldest first.</summary>
    public async IAsyncEnumerable<DeadJob> ListDeadAsync(
        string partition, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (row, dead, etag) in store.ScanAsync(partition, JobKey.Dead, JobJson.Default.JobRow, cancellation))
            yield return new(partition, row, etag, dead.ToJob(row) with { Due = dead.FirstDue }, JobKey.Time(row), dead.Reason ?? "");
    }

    /// <summary>Makes a dead job due now, as if it were new. False: somebody else replayed or removed it.</summary>
    public async ValueTask<bool> ReplayAsync(DeadJob dead, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = new JobRow(dead.Job.Kind, dead.Job.Payload, now.ToUniversalTime(), 0);
        var result = await store.CommitAsync(
            dead.Partition, [dead.Removal, EntityWrite.Put(JobKey.ForJob(now, dead.Job.Id), row, JobJson.Default.JobRow)], cancellation);
        return result.Applied;
    }

    /// <summary>As <see cref="LeaseDueAsync"/>, and says when to look again.</summary>
    internal async ValueTask<JobCatch> LeaseAsync(
        string partition, DateTimeOffset now, TimeSpan lease, int take, JobHolder holder, CancellationToken cancellation)
    {
        var until = now.ToUniversalTime() + lease;
        var lost = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var (free, alike, next) = await FindAsync(partition, now, take, holder, lost, cancellation);
            if (free.Count == 0)
                return new([], next);
            var held = free.ConvertAll(job => job with { Value = job.Value with { Attempts = job.Value.Attempts + 1, LeasedUntil = until, LeasedBy = holder.Id } });
            var result = await store.CommitAsync(
                partition,
                [.. held.Select(job => EntityWrite.Update(job, job.Value, JobJson.Default.JobRow)), .. alike.Select(job => EntityWrite.Delete(job.Row, job.ETag))],
                cancellation);
            if (!result.Applied)
            {
                // Somebody was faster with this one, and so probably with all that he found; what he left is read anew.
                lost.Add(result.ConflictRow!);
                continue;
            }

            var abandoned = free.Where(job => job.Value.LeasedUntil is not null).Select(job => job.Row).ToHashSet(StringComparer.Ordinal);
            var taken = held.ConvertAll(job => new LeasedJob(partition, job.Row, result.ETags[job.Row], job.Value.ToJob(job.Row), until));
            return new(await WithoutPoisonAsync(taken, abandoned, now, cancellation), next);
        }
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;

    private static JobRow ToRow(Job job) => new(job.Kind, job.Payload, job.FirstDue, job.Attempts) { LastFailure = job.LastFailure };

    private async ValueTask<(List<Stored<JobRow>> Free, List<Stored<JobRow>> Alike, DateTimeOffset? Next)> FindAsync(
        string partition, DateTimeOffset now, int take, JobHolder holder, HashSet<string> lost, CancellationToken cancellation)
    {
        var (free, alike) = (new List<Stored<JobRow>>(), new List<Stored<JobRow>>());
        var known = new HashSet<(string Id, string Kind, string? Payload)>();
        var next = default(DateTimeOffset?);
        for (RowRange? rest = JobKey.Waiting; rest is not null;)
        {
            var page = await store.QueryAsync(partition, rest, alike.Count == 0 ? take + LookAhead : EntityLimits.WritesPerCommit, cancellation);
            foreach (var entity in page.Entities)
            {
                var due = JobKey.Time(entity.Row);
                if (due > now)
                    return (free, alike, Earliest(next, due));
                var job = entity.As(JobJson.Default.JobRow);
                if (!holder.MayTake(partition, job.Row, job.Value, now))
                    next = Earliest(next, job.Value.LeasedUntil > now ? job.Value.LeasedUntil : null);
                else if (lost.Contains(job.Row))
                    continue;
                else if (free.Count + alike.Count == EntityLimits.WritesPerCommit)
                    return (free, alike, now);
                else if (job.Value is { Attempts: 0, LeasedUntil: null } && !known.Add((JobKey.Id(job.Row), job.Value.Kind, job.Value.Payload?.GetRawText())))
                    alike.Add(job);
                else if (free.Count == take)
                    return (free, alike, now);
                else
                    free.Add(job);
            }

            rest = page.Next;
        }

        return (free, alike, next);
    }

    // A job whose worker dies every time never reaches a retry; its attempts are counted by the lease.
    private async ValueTask<IReadOnlyList<LeasedJob>> WithoutPoisonAsync(
        List<LeasedJob> taken, HashSet<string> abandoned, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var leased in taken.Where(leased => abandoned.Contains(leased.Row)).ToList())
        {
            var before = leased.Job with { Attempts = leased.Job.Attempts - 1 };
            if (!plan.IsExhausted(before, now))
                continue;
            await BuryAsync(leased with { Job = before }, "Its worker died or lost the store in every attempt.", now, cancellation);
            taken.Remove(leased);
        }

        return taken;
    }

    private async ValueTask<Settlement> MoveAsync(LeasedJob leased, DateTimeOffset due, Job job, CancellationToken cancellation)
    {
        var row = JobKey.ForJob(due, job.Id);
        var value = ToRow(job);
        IReadOnlyList<EntityWrite> writes = row == leased.Row
            ? [EntityWrite.Update(new Stored<JobRow>(row, value, leased.ETag), value, JobJson.Default.JobRow)]
            : [leased.Completion, EntityWrite.Put(row, value, JobJson.Default.JobRow)];
        var result = await store.CommitAsync(leased.Partition, writes, cancellation);
        return new(result.Applied, due);
    }
}

/// <summary>How a job was settled: <paramref name="Held"/> false = the lease was lost and nothing was written; <paramref name="Due"/> null = it is dead.</summary>
public sealed record Settlement(bool Held, DateTimeOffset? Due);

/// <summary>The jobs taken, and when the next one can be (now: more are due; null: there is none).</summary>
internal sealed record JobCatch(IReadOnlyList<LeasedJob> Jobs, DateTimeOffset? Next);
