using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Jobs;

public sealed class JobWorkerTests : IAsyncDisposable
{
    private readonly JobsFixture jobs = new();

    public ValueTask DisposeAsync() => jobs.DisposeAsync();

    [Fact]
    public async Task A_job_added_by_a_commit_runs_without_any_time_passing()
    {
        var handler = new RecordingHandler("k");
        var worker = await jobs.StartAsync(handler);
        await jobs.AddAsync("k", jobs.Now, "x");
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Equal("x", Assert.Single(handler.Runs).Id);
        Assert.Empty(jobs.Memory.Dump());
    }

    [Fact]
    public async Task A_job_runs_when_the_clock_is_moved_to_its_due_time_and_not_before()
    {
        var handler = new RecordingHandler("k");
        var worker = await jobs.StartAsync(handler);
        await jobs.AddAsync("k", jobs.Now.AddSeconds(60), "x");
        await worker.IdleAsync(JobsFixture.Soon);
        jobs.Clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromMilliseconds(1));
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Empty(handler.Runs);
        jobs.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Single(handler.Runs);
    }

    [Fact]
    public async Task A_job_that_adds_a_job_is_idle_only_when_both_are_done()
    {
        var second = new RecordingHandler("second");
        var first = new RecordingHandler("first", async (leased, cancellation) =>
        {
            await jobs.Store.CommitAsync("other", [JobWrites.Add("second", jobs.Now)], cancellation);
            await jobs.Store.CommitAsync(leased.Partition, [leased.Completion], cancellation);
            return JobResult.Committed;
        });
        var worker = await jobs.StartAsync(first, second);
        await jobs.AddAsync("first", jobs.Now);
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Single(second.Runs);
        Assert.Empty(jobs.Memory.Dump());
    }

    [Fact]
    public async Task Another_instances_job_is_found_by_the_poll()
    {
        var handler = new RecordingHandler("k");
        var worker = await jobs.StartAsync(handler);
        await jobs.Memory.CommitAsync(JobsFixture.Partition, [JobWrites.Add("k", jobs.Now)], default);
        jobs.Partitions.Names.Add("new");
        await jobs.Memory.CommitAsync("new", [JobWrites.Add("k", jobs.Now)], default);
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Empty(handler.Runs);
        jobs.Clock.Advance(jobs.Options.PollInterval);
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Equal(2, handler.Runs.Count);
    }

    [Fact]
    public async Task An_exception_in_a_handler_is_a_transient_failure()
    {
        var calls = 0;
        var handler = new RecordingHandler("k", (_, _) => ++calls == 1 ? throw new InvalidOperationException("secret") : Task.FromResult(JobResult.Done));
        var worker = await jobs.StartAsync(handler);
        await jobs.AddAsync("k", jobs.Now);
        await worker.IdleAsync(JobsFixture.Soon);
        jobs.Clock.Advance(jobs.Options.FirstRetry);
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Equal([null, new Failure(FailureCategory.Transient, "InvalidOperationException")], handler.Runs.Select(r => r.LastFailure));
        Assert.Empty(jobs.Memory.Dump());
    }

    [Fact]
    public async Task A_job_of_an_unknown_kind_waits_for_a_version_that_knows_it()
    {
        var worker = await jobs.StartAsync();
        await jobs.AddAsync("tomorrow's", jobs.Now);
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Equal("job~", Assert.Single(jobs.Memory.Dump()).Row[..4]);
    }

    [Fact]
    public async Task A_handlers_verdict_dead_is_kept_with_its_reason()
    {
        var worker = await jobs.StartAsync(new RecordingHandler("k", (_, _) => Task.FromResult(JobResult.Dead("mailbox was removed"))));
        await jobs.AddAsync("k", jobs.Now, "x");
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Equal("mailbox was removed", Assert.Single(await jobs.DeadAsync()).Reason);
    }

    [Fact]
    public async Task Not_before_of_a_throttled_neighbour_is_honoured()
    {
        var until = jobs.Now.AddMinutes(3);
        var handler = new RecordingHandler("k", (leased, _) => Task.FromResult(
            leased.Job.Attempts == 1 ? JobResult.Retry(new(FailureCategory.Throttled, "429", until)) : JobResult.Done));
        var worker = await jobs.StartAsync(handler);
        await jobs.AddAsync("k", jobs.Now);
        await worker.IdleAsync(JobsFixture.Soon);
        jobs.Clock.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromTicks(1));
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Single(handler.Runs);
        jobs.Clock.Advance(jobs.Options.FirstRetry + TimeSpan.FromTicks(1));
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Equal(2, handler.Runs.Count);
    }

    [Fact]
    public async Task One_slow_partition_leaves_room_for_the_others()
    {
        (jobs.Options.Parallel, jobs.Options.ParallelPerPartition) = (4, 2);
        var release = new TaskCompletionSource();
        var started = new SemaphoreSlim(0);
        var most = 0;
        var now = 0;
        var slow = new RecordingHandler("slow", async (_, cancellation) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            started.Release();
            await release.Task.WaitAsync(cancellation);
            Interlocked.Decrement(ref now);
            return JobResult.Done;
        });
        var ran = new TaskCompletionSource();
        var quick = new RecordingHandler("quick", (_, _) =>
        {
            ran.TrySetResult();
            return Task.FromResult(JobResult.Done);
        });
        var worker = await jobs.StartAsync(slow, quick);
        for (var i = 0; i < 6; i++)
            await jobs.AddAsync("slow", jobs.Now, $"s{i}");
        await started.WaitAsync(JobsFixture.Soon);
        await started.WaitAsync(JobsFixture.Soon);
        await jobs.AddAsync("quick", jobs.Now, "q", "other");
        await ran.Task.WaitAsync(JobsFixture.Soon);
        Assert.Equal(2, slow.Runs.Count);
        release.SetResult();
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Equal((6, 2), (slow.Runs.Count, most));
    }

    [Fact]
    public async Task I11_the_worker_outlives_a_store_that_cannot_be_reached()
    {
        var handler = new RecordingHandler("k");
        var worker = await jobs.StartAsync(handler);
        await jobs.AddAsync("k", jobs.Now.AddSeconds(1));
        jobs.Memory.Unreachable = true;
        jobs.Clock.Advance(TimeSpan.FromSeconds(1));
        await worker.IdleAsync(JobsFixture.Soon);
        jobs.Memory.Unreachable = false;
        jobs.Clock.Advance(jobs.Options.StorePause);
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Single(handler.Runs);
    }

    [Theory]
    [InlineData(CommitFault.BeforeEffect)]
    [InlineData(CommitFault.AfterEffect)]
    [InlineData(CommitFault.UnknownWithoutEffect)]
    public async Task I7_whatever_commit_fails_the_job_is_done_and_nothing_remains(CommitFault fault)
    {
        // Commit 1 adds, 2 leases, 3 completes; 4 and 5 belong to the repetition.
        for (var failing = 2; failing <= 3; failing++)
        {
            var handler = new RecordingHandler("k");
            var worker = await jobs.StartAsync(handler);
            jobs.Memory.FailCommit(failing, fault);
            await jobs.AddAsync("k", jobs.Now);
            for (var i = 0; i < 3; i++)
            {
                await worker.IdleAsync(JobsFixture.Soon);
                jobs.Clock.Advance(jobs.Options.Lease);
            }

            await worker.IdleAsync(JobsFixture.Soon);
            Assert.NotEmpty(handler.Runs);
            Assert.Empty(jobs.Memory.Dump());
            await worker.StopAsync(JobsFixture.Soon);
        }
    }

    [Fact]
    public async Task Stopping_lets_a_running_job_finish()
    {
        var release = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        var worker = await jobs.StartAsync(new RecordingHandler("k", async (_, _) =>
        {
            started.SetResult();
            await release.Task;
            return JobResult.Done;
        }));
        await jobs.AddAsync("k", jobs.Now);
        await started.Task.WaitAsync(JobsFixture.Soon);
        var stopped = worker.StopAsync(JobsFixture.Soon);
        Assert.False(stopped.IsCompleted);
        release.SetResult();
        await stopped;
        Assert.Empty(jobs.Memory.Dump());
    }

    [Fact]
    public async Task A_job_cut_off_by_the_stop_is_given_back_at_once()
    {
        var started = new TaskCompletionSource();
        var worker = await jobs.StartAsync(new RecordingHandler("k", async (_, cancellation) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, jobs.Clock, cancellation);
            return JobResult.Done;
        }));
        await jobs.AddAsync("k", jobs.Now);
        await started.Task.WaitAsync(JobsFixture.Soon);
        jobs.Options.StopLimit = TimeSpan.Zero;
        await worker.StopAsync(JobsFixture.Soon);
        Assert.Equal(2, (await jobs.LeaseOneAsync()).Job.Attempts);
    }

    [Fact]
    public async Task A_handler_that_outlives_its_lease_is_stopped_and_may_try_again()
    {
        var handler = new RecordingHandler("k", async (leased, cancellation) =>
        {
            if (leased.Job.Attempts == 1)
                await Task.Delay(Timeout.InfiniteTimeSpan, jobs.Clock, cancellation);
            return JobResult.Done;
        });
        var worker = await jobs.StartAsync(handler);
        await jobs.AddAsync("k", jobs.Now);
        await TestWait.UntilAsync(() => !handler.Runs.IsEmpty);
        jobs.Clock.Advance(jobs.Options.Lease);
        await worker.IdleAsync(JobsFixture.Soon);
        jobs.Clock.Advance(jobs.Options.FirstRetry);
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Equal([null, "LeaseEnded"], handler.Runs.Select(r => r.LastFailure?.Code));
    }

    [Fact]
    public async Task Where_no_other_process_can_be_a_killed_process_s_jobs_are_taken_over_at_once()
    {
        jobs.Options.SoleProcess = true;
        await jobs.AddAsync("k", jobs.Now, "x");
        await jobs.LeaseOneAsync();
        var handler = new RecordingHandler("k");
        await jobs.StartAsync(handler);
        Assert.Equal(2, Assert.Single(handler.Runs).Attempts);
    }

    [Fact]
    public async Task A_clock_jump_does_not_start_a_running_job_a_second_time()
    {
        jobs.Options.SoleProcess = true;
        var release = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        var handler = new RecordingHandler("k", async (_, _) =>
        {
            started.TrySetResult();
            await release.Task;
            return JobResult.Done;
        });
        var worker = await jobs.StartAsync(handler, new RecordingHandler("other"));
        await jobs.AddAsync("k", jobs.Now);
        await started.Task.WaitAsync(JobsFixture.Soon);
        jobs.Clock.Advance(jobs.Options.Lease * 10);
        await jobs.AddAsync("other", jobs.Now);
        await TestWait.UntilAsync(() => jobs.Memory.Dump().Count == 1);
        release.SetResult();
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Single(handler.Runs);
        Assert.Empty(jobs.Memory.Dump());
    }

    [Fact]
    public async Task Work_added_again_while_it_runs_is_run_once_more_afterwards_and_never_at_the_same_time()
    {
        var releases = new SemaphoreSlim(0);
        var starts = new SemaphoreSlim(0);
        var atOnce = 0;
        var handler = new RecordingHandler("k", async (_, cancellation) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref atOnce));
            starts.Release();
            await releases.WaitAsync(cancellation);
            Interlocked.Decrement(ref atOnce);
            return JobResult.Done;
        });
        var other = new RecordingHandler("other");
        var worker = await jobs.StartAsync(handler, other);
        await jobs.AddAsync("k", jobs.Now, "same");
        await starts.WaitAsync(JobsFixture.Soon);
        await jobs.AddAsync("k", jobs.Now, "same");
        await jobs.AddAsync("k", jobs.Now, "same");
        await jobs.AddAsync("other", jobs.Now);
        await TestWait.UntilAsync(() => !other.Runs.IsEmpty);
        Assert.Single(handler.Runs);
        releases.Release();
        await starts.WaitAsync(JobsFixture.Soon);
        releases.Release();
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Equal([1, 1], handler.Runs.Select(run => run.Attempts));
        Assert.Empty(jobs.Memory.Dump());
    }

    [Fact]
    public async Task Work_added_again_at_any_moment_is_never_left_lying()
    {
        var handler = new RecordingHandler("k");
        var worker = await jobs.StartAsync(handler);
        for (var i = 0; i < 2000; i++)
        {
            await jobs.AddAsync("k", jobs.Now, "same");
            if (i % 10 == 0)
                await worker.IdleAsync(JobsFixture.Soon);
        }

        // The clock stands still, so nothing but the signals can have brought the last one about.
        await worker.IdleAsync(JobsFixture.Soon);
        Assert.Empty(jobs.Memory.Dump());
    }
}
