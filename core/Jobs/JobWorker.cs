using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>
/// Works the jobs off: looks where something is due, runs what it could lease, and sleeps until a signal, a finished job or the next due time.
/// Time is the given <see cref="TimeProvider"/>'s alone, so a test may stop and move it.
/// </summary>
public sealed class JobWorker : BackgroundService
{
    // A handler whose token ended needs a moment to return, and its job one commit to be given back.
    private static readonly TimeSpan TimeToGiveBack = TimeSpan.FromSeconds(5);
    private readonly JobBoard board;
    private readonly JobRun run;
    private readonly IJobPartitions partitions;
    private readonly JobSignal signal;
    private readonly JobOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<JobWorker> log;
    private readonly JobSchedule schedule;
    private readonly JobHolder holder;

    public JobWorker(JobBoard board, JobRun run, IJobPartitions partitions, JobSignal signal, JobOptions options, TimeProvider clock, ILogger<JobWorker> log)
    {
        (this.board, this.run, this.partitions, this.signal, this.options, this.clock, this.log) = (board, run, partitions, signal, options, clock, log);
        schedule = new(options, clock);
        holder = new(Guid.NewGuid().ToString("N")[..12], options.SoleProcess, schedule.IsRunning);
        signal.Added += schedule.Note;
    }

    /// <summary>Completes when no job is due at the clock's present time and none is running. Meaningful while the worker is started.</summary>
    public Task IdleAsync(CancellationToken cancellation) => schedule.IdleAsync(cancellation);

    public override void Dispose()
    {
        signal.Added -= schedule.Note;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var abort = new CancellationTokenSource();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await ListAsync(stoppingToken);
                while (schedule.BeginLook() is var (partition, take))
                    await LookAsync(partition, take, abort.Token, stoppingToken);
                await SleepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The usual way to stop.
        }

        await FinishAsync(abort);
    }

    private async Task ListAsync(CancellationToken stopping)
    {
        if (!schedule.BeginListing())
            return;
        var list = default(IReadOnlyCollection<string>);
        try
        {
            list = await partitions.ListAsync(stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            JobLog.ListFailed(log, exception);
        }
        finally
        {
            schedule.Listed(list);
        }
    }

    private async Task LookAsync(string partition, int take, CancellationToken abort, CancellationToken stopping)
    {
        IReadOnlyList<LeasedJob> jobs = [];
        var next = default(DateTimeOffset?);
        try
        {
            // Not cancelled: a lease that was taken must be known here, else its job would wait until it ends.
            (jobs, next) = await board.LeaseAsync(partition, clock.GetUtcNow(), options.Lease, take, holder, CancellationToken.None);
        }
        catch (Exception exception)
        {
            next = clock.GetUtcNow() + options.StorePause;
            JobLog.LookFailed(log, partition, next.Value, exception);
        }

        schedule.EndLook(partition, jobs, next);
        foreach (var job in jobs)
            _ = Task.Run(() => RunAsync(job, abort), CancellationToken.None);
        stopping.ThrowIfCancellationRequested();
    }

    private async Task RunAsync(LeasedJob job, CancellationToken abort)
    {
        var look = default(DateTimeOffset?);
        try
        {
            look = await run.RunAsync(job, abort);
        }
        catch (Exception exception)
        {
            look = clock.GetUtcNow() + options.StorePause;
            JobLog.NotSettled(log, job.Job.Id, job.Job.Kind, job.Partition, exception);
        }

        // Noted before it ends, so that nobody sees an idle moment between a job and its successor.
        if (look is { } at)
            schedule.Note(job.Partition, at);
        schedule.Finished(job);
    }

    private async Task SleepAsync(CancellationToken stopping)
    {
        while (true)
        {
            var (at, changed) = schedule.NextWake();
            var now = clock.GetUtcNow();
            if (at <= now || changed.IsCompleted)
                return;
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            // Longer delays than a timer can have do no harm: something else wakes us, or we sleep once more.
            var span = at - now < TimeSpan.FromDays(1) ? at - now : TimeSpan.FromDays(1);
            // A delay counts whole milliseconds; cut to none it would not wait at all.
            span = TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds));
            var delay = Task.Delay(span, clock, enough.Token);
            // A clock moved by hand between the two lines above would leave the timer too late by that much.
            if (clock.GetUtcNow() - now < TimeSpan.FromMilliseconds(1))
                await Task.WhenAny(delay, changed);
            await enough.CancelAsync();
            stopping.ThrowIfCancellationRequested();
        }
    }

    private async Task FinishAsync(CancellationTokenSource abort)
    {
        if (await NoneRunningAsync(options.StopLimit))
            return;
        await abort.CancelAsync();
        if (!await NoneRunningAsync(TimeToGiveBack))
            JobLog.StoppedEarly(log, schedule.RunningCount);
    }

    private async Task<bool> NoneRunningAsync(TimeSpan atMost)
    {
        using var limit = new CancellationTokenSource(atMost, clock);
        try
        {
            await schedule.NoneRunningAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
