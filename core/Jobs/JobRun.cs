using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>Runs one job and settles it according to what its handler says.</summary>
public sealed class JobRun(JobBoard board, IEnumerable<IJobHandler> handlers, JobOptions options, TimeProvider clock, ILogger<JobRun> log)
{
    private readonly FrozenDictionary<string, IJobHandler> handlers = handlers.ToFrozenDictionary(handler => handler.Kind, StringComparer.Ordinal);

    /// <summary>When the partition is to be looked at because of this job, or null when it left nothing behind.</summary>
    internal async Task<DateTimeOffset?> RunAsync(LeasedJob leased, CancellationToken stopping)
    {
        try
        {
            var result = await HandleAsync(leased, stopping);
            // What was done is noted even when the process is stopping, else it would be done again.
            return await SettleAsync(leased, result);
        }
        catch (StoreUnavailableException exception)
        {
            // The lease stays; the job comes back when it ends, or at once where this is the only process.
            JobLog.NotSettled(log, leased.Job.Id, leased.Job.Kind, leased.Partition, exception);
            return clock.GetUtcNow() + options.StorePause;
        }
    }

    private async Task<JobResult?> HandleAsync(LeasedJob leased, CancellationToken stopping)
    {
        if (!handlers.TryGetValue(leased.Job.Kind, out var handler))
        {
            // A newer version may have added it during a rolling update.
            JobLog.NoHandler(log, leased.Job.Id, leased.Job.Kind, leased.Partition);
            return JobResult.Retry(new(FailureCategory.Transient, "NoHandler"));
        }

        using var leaseEnd = new CancellationTokenSource(options.SoleProcess ? Timeout.InfiniteTimeSpan : Remaining(leased), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, leaseEnd.Token);
        try
        {
            return await handler.RunAsync(leased, either.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (leaseEnd.IsCancellationRequested)
        {
            return JobResult.Retry(new(FailureCategory.Unknown, "LeaseEnded"));
        }
        catch (Exception exception)
        {
            JobLog.Threw(log, leased.Job.Id, leased.Job.Kind, leased.Partition, leased.Job.Attempts, exception.GetType().Name, exception.StackTrace);
            return JobResult.Retry(new(FailureCategory.Transient, exception.GetType().Name));
        }
    }

    private TimeSpan Remaining(LeasedJob leased)
    {
        var remaining = leased.Until - clock.GetUtcNow();
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    private async Task<DateTimeOffset?> SettleAsync(LeasedJob leased, JobResult? result)
    {
        var now = clock.GetUtcNow();
        var settlement = result switch
        {
            JobResult.Finished { IsCommitted: true } => new(Held: true, Due: null),
            JobResult.Finished => new(await board.CompleteAsync(leased, CancellationToken.None), Due: null),
            JobResult.Failed { Failure: var failure } => await RetryAsync(leased, failure, now),
            JobResult.GivenUp { Reason: var reason } => await BuryAsync(leased, reason, now),
            JobResult.Repeated { Due: var due } => await board.RepeatAsync(leased, due, CancellationToken.None),
            _ => await board.ReleaseAsync(leased, CancellationToken.None),
        };
        if (!settlement.Held)
            JobLog.LeaseLost(log, leased.Job.Id, leased.Job.Kind, leased.Partition);
        return settlement.Held ? settlement.Due : now;
    }

    private async Task<Settlement> RetryAsync(LeasedJob leased, Failure failure, DateTimeOffset now)
    {
        var settlement = await board.RetryAsync(leased, failure, now, CancellationToken.None);
        if (settlement is { Held: true, Due: { } due })
            JobLog.Retrying(log, leased.Job.Id, leased.Job.Kind, leased.Partition, leased.Job.Attempts, failure.Category, failure.Code, due);
        else if (settlement.Held)
            JobLog.Dead(log, leased.Job.Id, leased.Job.Kind, leased.Partition, leased.Job.Attempts, failure.ToString());
        return settlement;
    }

    private async Task<Settlement> BuryAsync(LeasedJob leased, string reason, DateTimeOffset now)
    {
        var settlement = await board.BuryAsync(leased, reason, now, CancellationToken.None);
        if (settlement.Held)
            JobLog.Dead(log, leased.Job.Id, leased.Job.Kind, leased.Partition, leased.Job.Attempts, reason);
        return settlement;
    }
}
