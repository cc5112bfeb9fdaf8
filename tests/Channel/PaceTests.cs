using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Channel;

/// <summary>The limits of teams.md 3.4 on a clock that the test moves.</summary>
public sealed class PaceTests
{
    private static readonly (int Most, double Seconds)[] Limits = [(7, 1), (8, 2), (60, 30), (1800, 3600)];
    private readonly ManualClock clock = new();
    private readonly Pace pace;

    public PaceTests() => pace = new Pace(GuardFixture.Default, clock);

    private DateTimeOffset Now => clock.GetUtcNow();

    [Fact]
    public async Task F75_one_conversation_keeps_all_four_windows_and_uses_them_fully()
    {
        var sent = new List<DateTimeOffset>();
        for (var number = 0; number < 2000; number++)
        {
            using var turn = await EnterAsync("a:1", TimeSpan.FromHours(2));
            await FinishAsync(turn!.NextAsync(Now.AddHours(2), CancellationToken.None).AsTask());
            sent.Add(Now);
        }

        foreach (var (most, seconds) in Limits)
            for (var index = most; index < sent.Count; index++)
                Assert.True((sent[index] - sent[index - most]).TotalSeconds >= seconds, $"more than {most} in {seconds} s at {index}");
        Assert.True(sent[6] - sent[0] < TimeSpan.FromSeconds(1), "seven at once are allowed");
        Assert.InRange(sent[1799] - sent[0], TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(16));
    }

    [Fact]
    public async Task A_wait_beyond_the_deadline_is_not_waited_but_named()
    {
        using var turn = await EnterAsync("a:1", TimeSpan.FromSeconds(5));
        for (var number = 0; number < 60; number++)
            await FinishAsync(turn!.NextAsync(Now.AddSeconds(60), CancellationToken.None).AsTask());
        var later = await turn!.NextAsync(Now.AddSeconds(5), CancellationToken.None);
        Assert.NotNull(later);
        Assert.InRange(later.Value - Now, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        Assert.Equal(0, clock.WaitingTimers);
    }

    [Fact]
    public async Task One_conversation_has_one_call_at_a_time_and_others_go_on()
    {
        var first = await EnterAsync("a:1", TimeSpan.FromSeconds(5));
        var second = EnterAsync("a:1", TimeSpan.FromSeconds(5));
        Assert.False(second.IsCompleted);
        using var elsewhere = await EnterAsync("a:2", TimeSpan.FromSeconds(5));
        Assert.NotNull(elsewhere);
        first!.Dispose();
        first.Dispose();
        using var entered = await second.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotNull(entered);
        Assert.Null(await EnterAsync("a:1", TimeSpan.Zero));
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_queue_in_order()
    {
        var first = await EnterAsync("a:1", TimeSpan.FromSeconds(5));
        using var leaving = new CancellationTokenSource();
        var leaver = pace.EnterAsync("t", "a:1", Now.AddSeconds(60), leaving.Token).AsTask();
        var impatient = EnterAsync("a:1", TimeSpan.FromSeconds(5));
        var patient = EnterAsync("a:1", TimeSpan.FromSeconds(60));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await impatient.WaitAsync(TimeSpan.FromSeconds(30)));
        first!.Dispose();
        using var turn = await patient.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotNull(turn);
    }

    [Fact]
    public async Task A_cancelled_wait_for_the_window_frees_the_conversation()
    {
        using var cancel = new CancellationTokenSource();
        using (var turn = await EnterAsync("a:1", TimeSpan.FromSeconds(5)))
        {
            turn!.Throttled(Now.AddSeconds(3), wholeTenant: false);
            var waiting = turn.NextAsync(Now.AddSeconds(5), cancel.Token).AsTask();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        using var next = await EnterAsync("a:1", TimeSpan.Zero);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_wait_of_a_part_of_a_millisecond_ends_and_not_too_early()
    {
        using var turn = await EnterAsync("a:1", TimeSpan.Zero);
        var until = Now + TimeSpan.FromTicks(12_345);
        turn!.Throttled(until, wholeTenant: false);
        var next = Task.Run(async () => await turn.NextAsync(Now.AddSeconds(5), CancellationToken.None));
        while (clock.WaitingTimers == 0)
            await Task.Yield();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await next.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.True(Now >= until);
    }

    [Fact]
    public async Task A_429_of_a_conversation_holds_it_and_no_other()
    {
        using (var turn = await EnterAsync("a:1", TimeSpan.Zero))
            turn!.Throttled(Now.AddSeconds(30), wholeTenant: false);
        Assert.Equal(Now.AddSeconds(30), await NextAsync("a:1"));
        Assert.Null(await NextAsync("a:2"));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await NextAsync("a:1"));
    }

    [Fact]
    public async Task A_429_of_the_tenant_holds_all_its_conversations_and_no_other_tenant()
    {
        using (var turn = await EnterAsync("a:1", TimeSpan.Zero))
            turn!.Throttled(Now.AddSeconds(30), wholeTenant: true);
        Assert.Equal(Now.AddSeconds(30), await NextAsync("a:2"));
        Assert.Null(await NextAsync("a:2", "other tenant"));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await NextAsync("a:2"));
    }

    [Fact]
    public async Task F75_a_tenants_requests_never_exceed_Teams_limit_in_any_second()
    {
        var sent = new List<DateTimeOffset>();
        var waiting = Enumerable.Range(0, 300).Select(async number =>
        {
            using var turn = await EnterAsync($"a:{number}", TimeSpan.FromMinutes(1));
            Assert.Null(await turn!.NextAsync(Now.AddMinutes(1), CancellationToken.None));
            lock (sent)
                sent.Add(Now);
        }).ToArray();
        await FinishAsync(Task.WhenAll(waiting), TimeSpan.FromMilliseconds(10));
        for (var index = 50; index < sent.Count; index++)
            Assert.True(sent[index] - sent[index - 50] >= TimeSpan.FromSeconds(1), $"more than 50 in a second at {index}");
        Assert.InRange(sent[^1] - sent[0], TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(12));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(40)]
    [InlineData(50)]
    public void Any_configured_rate_stays_within_Teams_limit(double rate)
    {
        var bucket = new TenantBucket(rate);
        var turns = Enumerable.Range(0, 500).Select(_ => bucket.Reserve(Now, DateTimeOffset.MaxValue).Turn).ToArray();
        for (var index = 51; index < turns.Length; index++)
            Assert.True(turns[index] - turns[index - 51] >= TimeSpan.FromSeconds(1), $"at {index}");
        Assert.InRange((turns[^1] - turns[0]).TotalSeconds, (500 / rate) - 1.1, 500 / rate);
    }

    [Fact]
    public async Task Conversations_that_fell_silent_are_forgotten()
    {
        for (var number = 0; number < 1000; number++)
            await NextAsync($"a:{number}", $"tenant {number}");
        clock.Advance(TimeSpan.FromHours(1));
        for (var number = 0; number < 300; number++)
            await NextAsync("a:same", $"tenant {number % 10}");
        Assert.InRange(pace.Lanes, 1, 20);
    }

    private Task<PaceTurn?> EnterAsync(string conversation, TimeSpan patience, string tenant = "t") =>
        pace.EnterAsync(tenant, conversation, Now + patience, CancellationToken.None).AsTask();

    private async Task<DateTimeOffset?> NextAsync(string conversation, string tenant = "t")
    {
        using var turn = await EnterAsync(conversation, TimeSpan.Zero, tenant);
        return await turn!.NextAsync(Now, CancellationToken.None);
    }

    /// <summary>Moves the clock while anybody waits for it.</summary>
    private async Task FinishAsync(Task work, TimeSpan? step = null)
    {
        while (!work.IsCompleted)
        {
            if (clock.WaitingTimers > 0)
                clock.Advance(step ?? TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await work;
    }
}
