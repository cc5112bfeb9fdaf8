using TeamsEmailBot.Sandbox.Clock;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Sandbox;

public sealed class ClockTests
{
    [Fact]
    public void A_standing_clock_fires_timers_in_order_each_at_its_own_time()
    {
        var clock = SandboxClock.Standing();
        var start = clock.GetUtcNow();
        List<(string Name, TimeSpan At)> fired = [];
        using var late = clock.CreateTimer(_ => fired.Add(("late", clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan);
        using var early = clock.CreateTimer(_ => fired.Add(("early", clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15));
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(fired);
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal([("early", 10), ("early", 25), ("late", 30), ("early", 40)], fired.Select(f => (f.Name, (int)f.At.TotalSeconds)));
        Assert.Equal(TimeSpan.FromSeconds(40), clock.GetElapsedTime(start.UtcTicks));
    }

    [Fact]
    public void A_disposed_or_stopped_timer_does_not_fire()
    {
        var clock = SandboxClock.Standing();
        var fired = 0;
        var disposed = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        using var stopped = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, fired);
    }

    [Fact]
    public async Task A_flowing_clock_follows_its_basis_and_jumps_on_advance()
    {
        var basis = new ManualClock();
        var clock = SandboxClock.Flowing(basis);
        var start = clock.GetUtcNow();
        var soon = Task.Delay(TimeSpan.FromSeconds(10), clock);
        var later = Task.Delay(TimeSpan.FromHours(2), clock);
        basis.Advance(TimeSpan.FromSeconds(10));
        await soon.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(later.IsCompleted);
        clock.Advance(TimeSpan.FromHours(2));
        await later.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromHours(2), clock.Offset);
        Assert.Equal(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(10), clock.GetUtcNow() - start);
    }

    [Fact]
    public void A_flowing_clock_gives_a_periodic_timer_one_turn_after_a_jump()
    {
        var basis = new ManualClock();
        var clock = SandboxClock.Flowing(basis);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, fired);
        basis.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, fired);
    }

    [Fact]
    public void Time_does_not_go_back() => Assert.Throws<ArgumentOutOfRangeException>(() => SandboxClock.Standing().Advance(TimeSpan.FromSeconds(-1)));
}
