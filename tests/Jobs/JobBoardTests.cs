using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Jobs;

public sealed partial class JobBoardTests : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly Failure Busy = new(FailureCategory.Transient, "busy");
    private readonly JobsFixture jobs = new();

    public ValueTask DisposeAsync() => jobs.DisposeAsync();

    [Fact]
    public async Task I7_a_job_exists_exactly_when_the_state_change_of_its_commit_does()
    {
        var refused = await jobs.Store.CommitAsync("p", [EntityWrite.Update("state", "{}"u8.ToArray(), "99"), JobWrites.Add("k", jobs.Now)], default);
        Assert.False(refused.Applied);
        Assert.Empty(jobs.Memory.Dump());

        await jobs.Store.CommitAsync("p", [EntityWrite.Insert("state", "{}"u8.ToArray()), JobWrites.Add("k", jobs.Now)], default);
        Assert.Equal(2, jobs.Memory.Dump().Count);
        Assert.Equal("k", (await jobs.LeaseOneAsync("p")).Job.Kind);
    }

    [Fact]
    public async Task A_payload_comes_back_as_it_was_added()
    {
        await jobs.Store.CommitAsync("p", [JobWrites.Add("k", new Sample("Ä\"~", 7), JobPayloadJson.Default.Sample, jobs.Now)], default);
        var leased = await jobs.LeaseOneAsync("p");
        Assert.Equal(new Sample("Ä\"~", 7), leased.Job.Read(JobPayloadJson.Default.Sample));
        Assert.Equal((1, jobs.Now, jobs.Now), (leased.Job.Attempts, leased.Job.Due, leased.Job.FirstDue));
    }

    [Fact]
    public async Task A_missing_or_strange_payload_is_told_by_job_and_kind()
    {
        await jobs.AddAsync("k", jobs.Now, "none");
        Assert.Contains("none", Assert.Throws<InvalidDataException>(() => Read("none")).Message, StringComparison.Ordinal);

        Sample Read(string id) => new Job(id, "k", null, jobs.Now, 1, jobs.Now, null).Read(JobPayloadJson.Default.Sample);
        var strange = new Job("odd", "k", JsonDocument.Parse("[1]").RootElement, jobs.Now, 1, jobs.Now, null);
        Assert.Contains("odd", Assert.Throws<InvalidDataException>(() => strange.Read(JobPayloadJson.Default.Sample)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_the_same_work_twice_makes_one_job()
    {
        await jobs.AddAsync("k", jobs.Now);
        await jobs.AddAsync("k", jobs.Now);
        await jobs.AddAsync("k", jobs.Now, "named");
        await jobs.AddAsync("k", jobs.Now, "named");
        Assert.Equal(2, jobs.Memory.Dump().Count);
    }

    [Fact]
    public async Task Jobs_are_leased_in_the_order_of_their_due_times_and_never_early()
    {
        await jobs.AddAsync("k", jobs.Now, "b");
        await jobs.AddAsync("k", jobs.Now.AddSeconds(-5), "c");
        await jobs.AddAsync("k", jobs.Now.AddTicks(1), "a");
        Assert.Equal(["c", "b"], (await jobs.Board.LeaseDueAsync(JobsFixture.Partition, jobs.Now, Lease, 10, default)).Select(l => l.Job.Id));
        Assert.Equal(jobs.Now.AddTicks(1), await NextDueAsync());
    }

    [Fact]
    public async Task Of_new_jobs_that_are_alike_one_run_is_enough_for_all_that_are_due()
    {
        for (var second = -2; second <= 1; second++)
            await jobs.AddAsync("k", jobs.Now.AddSeconds(second), "x");
        var leased = await jobs.LeaseOneAsync();
        Assert.Equal(jobs.Now.AddSeconds(-2), leased.Job.Due);
        Assert.Equal(jobs.Now.AddSeconds(1), await NextDueAsync());
        Assert.Equal(2, jobs.Memory.Dump().Count);

        // Caused while it runs: this run may have looked already.
        await jobs.AddAsync("k", jobs.Now, "x");
        var after = await jobs.LeaseOneAsync();
        Assert.Equal(jobs.Now, after.Job.Due);

        // The one that stayed comes back when its worker dies.
        jobs.Clock.Advance(Lease);
        Assert.Equal(
            [(leased.Row, 2), (after.Row, 2), (after.Row.Replace(Ticks(after.Job.Due), Ticks(after.Job.Due.AddSeconds(1)), StringComparison.Ordinal), 1)],
            (await jobs.Board.LeaseDueAsync(JobsFixture.Partition, jobs.Now, Lease, 10, default)).Select(job => (job.Row, job.Job.Attempts)));

        static string Ticks(DateTimeOffset time) => time.UtcTicks.ToString("D19", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Jobs_of_other_content_or_on_their_second_attempt_are_not_alike()
    {
        await jobs.AddAsync("k", jobs.Now, "x");
        await jobs.Board.RetryAsync(await jobs.LeaseOneAsync(), Busy, jobs.Now, default);
        jobs.Clock.Advance(TimeSpan.FromMinutes(1));
        await jobs.AddAsync("k", jobs.Now, "x");
        await jobs.AddAsync("other", jobs.Now.AddTicks(-1), "x");
        await jobs.Store.CommitAsync(
            JobsFixture.Partition,
            [
                JobWrites.Add("k", new Sample("one", 1), JobPayloadJson.Default.Sample, jobs.Now.AddTicks(-2), "x"),
                JobWrites.Add("k", new Sample("two", 1), JobPayloadJson.Default.Sample, jobs.Now.AddTicks(-3), "x"),
            ],
            default);
        Assert.Equal(5, (await jobs.Board.LeaseDueAsync(JobsFixture.Partition, jobs.Now, Lease, 10, default)).Count);
    }

    [Fact]
    public async Task A_backlog_of_jobs_that_are_alike_is_taken_in_commits_that_every_store_allows()
    {
        for (var i = 0; i < 250; i++)
            await jobs.AddAsync("k", jobs.Now.AddTicks(-i), "x");
        var left = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await jobs.Board.CompleteAsync(await jobs.LeaseOneAsync(), default));
            left.Add(jobs.Memory.Dump().Count);
        }

        Assert.Equal([150, 50, 0], left);
    }

    [Fact]
    public async Task Of_many_workers_at_once_each_job_goes_to_exactly_one()
    {
        for (var i = 0; i < 200; i++)
            await jobs.AddAsync("k", jobs.Now, $"job{i:D3}");
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = new List<string>();
            while (await jobs.Board.LeaseDueAsync(JobsFixture.Partition, jobs.Now, Lease, 7, default) is { Count: > 0 } leased)
                mine.AddRange(leased.Select(l => l.Job.Id));
            return mine;
        })));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"job{i:D3}"), taken.SelectMany(t => t).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dead_workers_job_reappears_when_its_lease_ends_and_the_dead_one_can_no_longer_settle_it()
    {
        await jobs.AddAsync("k", jobs.Now, "x");
        var first = await jobs.LeaseOneAsync();
        jobs.Clock.Advance(Lease - TimeSpan.FromTicks(1));
        Assert.Empty(await jobs.Board.LeaseDueAsync(JobsFixture.Partition, jobs.Now, Lease, 10, default));
        Assert.Equal(first.Until, await NextDueAsync());

        jobs.Clock.Advance(TimeSpan.FromTicks(1));
        var second = await jobs.LeaseOneAsync();
        Assert.Equal(2, second.Job.Attempts);
        Assert.False(await jobs.Board.CompleteAsync(first, default));
        Assert.False((await jobs.Board.RetryAsync(first, Busy, jobs.Now, default)).Held);
        Assert.True(await jobs.Board.CompleteAsync(second, default));
        Assert.Null(await NextDueAsync());
    }

    [Fact]
    public async Task A_crash_between_effect_and_completion_repeats_the_job_unless_both_are_one_commit()
    {
        await jobs.AddAsync("k", jobs.Now, "x");
        var first = await jobs.LeaseOneAsync();
        jobs.Memory.FailCommit(1, CommitFault.BeforeEffect);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await jobs.Board.CompleteAsync(first, default));
        jobs.Clock.Advance(Lease);

        var second = await jobs.LeaseOneAsync();
        var result = await jobs.Store.CommitAsync(JobsFixture.Partition, [EntityWrite.Insert("effect", "{}"u8.ToArray()), second.Completion], default);
        Assert.True(result.Applied);
        Assert.Equal("effect", Assert.Single(jobs.Memory.Dump()).Row);
    }

    [Fact]
    public async Task Completion_with_a_lost_lease_refuses_the_whole_commit()
    {
        await jobs.AddAsync("k", jobs.Now, "x");
        var first = await jobs.LeaseOneAsync();
        jobs.Clock.Advance(Lease);
        await jobs.LeaseOneAsync();
        var result = await jobs.Store.CommitAsync(JobsFixture.Partition, [EntityWrite.Insert("effect", "{}"u8.ToArray()), first.Completion], default);
        Assert.Equal(first.Row, result.ConflictRow);
    }

    [Fact]
    public async Task A_withdrawn_job_is_gone_also_while_it_is_held()
    {
        await jobs.AddAsync("k", jobs.Now, "x");
        var leased = await jobs.LeaseOneAsync();
        await jobs.Store.CommitAsync(JobsFixture.Partition, [JobWrites.Withdraw(jobs.Now, "x")], default);
        Assert.False(await jobs.Board.CompleteAsync(leased, default));
        Assert.Empty(jobs.Memory.Dump());
    }

    [Fact]
    public async Task A_job_whose_worker_dies_every_time_is_given_up_in_the_end()
    {
        (jobs.Options.MaxAttempts, jobs.Options.GiveUpAfter) = (3, TimeSpan.Zero);
        await jobs.AddAsync("k", jobs.Now, "killer");
        for (var i = 0; i < 3; i++)
        {
            await jobs.LeaseOneAsync();
            jobs.Clock.Advance(Lease);
        }

        Assert.Empty(await jobs.Board.LeaseDueAsync(JobsFixture.Partition, jobs.Now, Lease, 10, default));
        var dead = Assert.Single(await jobs.DeadAsync());
        Assert.Equal(("killer", 3), (dead.Job.Id, dead.Job.Attempts));
    }

    [Fact]
    public async Task A_job_that_used_up_its_attempts_is_kept_with_the_reason_and_can_be_replayed_once()
    {
        (jobs.Options.MaxAttempts, jobs.Options.GiveUpAfter) = (2, TimeSpan.Zero);
        await jobs.AddAsync("k", jobs.Now, "x");
        var settlement = await jobs.Board.RetryAsync(await jobs.LeaseOneAsync(), Busy, jobs.Now, default);
        jobs.Clock.Advance(settlement.Due!.Value - jobs.Now);
        settlement = await jobs.Board.RetryAsync(await jobs.LeaseOneAsync(), Busy, jobs.Now, default);
        Assert.Equal(new Settlement(Held: true, Due: null), settlement);

        var dead = Assert.Single(await jobs.DeadAsync());
        Assert.Equal(("x", "k", 2, "Transient (busy)", jobs.Now), (dead.Job.Id, dead.Job.Kind, dead.Job.Attempts, dead.Reason, dead.DiedAt));
        Assert.Null(await NextDueAsync());

        jobs.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await jobs.Board.ReplayAsync(dead, jobs.Now, default));
        Assert.False(await jobs.Board.ReplayAsync(dead, jobs.Now, default));
        Assert.Empty(await jobs.DeadAsync());
        Assert.Equal(1, (await jobs.LeaseOneAsync()).Job.Attempts);
    }

    [Fact]
    public async Task A_failure_that_allows_no_retry_buries_the_job_at_once()
    {
        await jobs.AddAsync("k", jobs.Now, "x");
        await jobs.Board.RetryAsync(await jobs.LeaseOneAsync(), new(FailureCategory.Invalid, "bad"), jobs.Now, default);
        Assert.Equal("Invalid (bad)", Assert.Single(await jobs.DeadAsync()).Reason);
    }

    [Fact]
    public async Task A_retry_due_at_the_very_same_time_keeps_its_row()
    {
        await jobs.AddAsync("k", jobs.Now, "x");
        Assert.True((await jobs.Board.ReleaseAsync(await jobs.LeaseOneAsync(), default)).Held);
        Assert.Equal(2, (await jobs.LeaseOneAsync()).Job.Attempts);
    }

    [Fact]
    public async Task Repeated_work_counts_its_attempts_anew()
    {
        await jobs.AddAsync("k", jobs.Now, "x");
        await jobs.Board.RepeatAsync(await jobs.LeaseOneAsync(), jobs.Now.AddMinutes(3), default);
        Assert.Equal(jobs.Now.AddMinutes(3), await NextDueAsync());
        jobs.Clock.Advance(TimeSpan.FromMinutes(3));
        var leased = await jobs.LeaseOneAsync();
        Assert.Equal((1, jobs.Now), (leased.Job.Attempts, leased.Job.FirstDue));
    }

    private async Task<DateTimeOffset?> NextDueAsync() => await jobs.Board.NextDueAsync(JobsFixture.Partition, jobs.Now, default);

    internal sealed record Sample(string Text, int Number);

    [JsonSerializable(typeof(Sample))]
    internal sealed partial class JobPayloadJson : JsonSerializerContext;
}
