using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Edges.Graph;

public sealed class MailboxGateTests
{
    private readonly ManualClock clock = new();
    private readonly MailboxGate gate;

    public MailboxGateTests() => gate = new MailboxGate(clock, new Random(1));

    [Fact]
    public async Task Three_go_in_and_the_fourth_waits_for_a_place()
    {
        var inside = new[] { await Enter("a"), await Enter("a"), await Enter("a") };
        var fourth = gate.EnterAsync("a", default);

        Assert.False(fourth.IsCompleted);
        Assert.True((await gate.EnterAsync("b", default)).Succeeded);
        inside[1].Dispose();
        inside[1].Dispose();
        Assert.True((await fourth).Succeeded);
        Assert.False(gate.EnterAsync("a", default).IsCompleted);
    }

    [Fact]
    public async Task Standing_in_line_has_an_end()
    {
        _ = new[] { await Enter("a"), await Enter("a"), await Enter("a") };
        var fourth = gate.EnterAsync("a", default);

        clock.Advance(MailboxGate.LongestQueue);

        Assert.Equal(new Failure(FailureCategory.Transient, "MailboxBusy"), (await fourth).Failure);
    }

    [Fact]
    public async Task Who_is_cancelled_in_line_takes_no_place()
    {
        var inside = new[] { await Enter("a"), await Enter("a"), await Enter("a") };
        using var stop = new CancellationTokenSource();
        var fourth = gate.EnterAsync("a", stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fourth);
        inside[0].Dispose();
        await Enter("a");
    }

    [Fact]
    public async Task F24_a_long_hold_is_told_at_once_and_ends_by_the_clock()
    {
        var until = gate.HoldBack("a", TimeSpan.FromSeconds(10), wholeTenant: false);

        Assert.Equal(clock.GetUtcNow().AddSeconds(10), until);
        Assert.Equal(new Failure(FailureCategory.Throttled, "HeldBack", until), (await gate.EnterAsync("a", default)).Failure);
        Assert.True((await gate.EnterAsync("b", default)).Succeeded);
        clock.Advance(TimeSpan.FromSeconds(10));
        await Enter("a");
    }

    [Fact]
    public async Task A_short_hold_is_waited_for()
    {
        gate.HoldBack("a", TimeSpan.FromSeconds(1), wholeTenant: false);
        var waiting = gate.EnterAsync("a", default);

        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await waiting).Succeeded);
    }

    [Fact]
    public async Task A_hold_that_grows_while_one_waits_is_told_and_the_place_given_back()
    {
        gate.HoldBack("a", TimeSpan.FromSeconds(1), wholeTenant: false);
        var waiting = gate.EnterAsync("a", default);
        var until = gate.HoldBack("a", TimeSpan.FromSeconds(60), wholeTenant: false);

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new Failure(FailureCategory.Throttled, "HeldBack", until), (await waiting).Failure);
        clock.Advance(TimeSpan.FromSeconds(59));
        _ = new[] { await Enter("a"), await Enter("a"), await Enter("a") };
    }

    [Fact]
    public async Task A_shorter_hold_does_not_open_the_door_earlier()
    {
        var until = gate.HoldBack("a", TimeSpan.FromSeconds(60), wholeTenant: false);
        gate.HoldBack("a", TimeSpan.FromSeconds(1), wholeTenant: false);

        Assert.Equal(until, (await gate.EnterAsync("a", default)).Failure?.NotBefore);
    }

    [Fact]
    public async Task A_hold_on_the_tenant_closes_every_door()
    {
        var until = gate.HoldBack("a", TimeSpan.FromSeconds(30), wholeTenant: true);

        Assert.Equal(until, (await gate.EnterAsync("b", default)).Failure?.NotBefore);
    }

    [Fact]
    public void F24_without_a_wish_the_pauses_grow_to_a_minute_and_begin_again_after_success()
    {
        var pauses = new List<double>();
        for (var i = 0; i < 10; i++)
            pauses.Add((gate.HoldBack("a", null, wholeTenant: false) - clock.GetUtcNow()).TotalSeconds);
        gate.Served("a");
        var afterwards = (gate.HoldBack("a", null, wholeTenant: false) - clock.GetUtcNow()).TotalSeconds;

        for (var i = 0; i < 10; i++)
            Assert.InRange(pauses[i], Math.Min(60, Math.Pow(2, i + 1)) / 2, Math.Min(60, Math.Pow(2, i + 1)));
        Assert.InRange(afterwards, 1, 2);
        Assert.Equal(10, pauses.Distinct().Count());
    }

    private async Task<MailboxGate.Place> Enter(string scope) => (await gate.EnterAsync(scope, default)).Value;
}
