namespace TeamsEmailBot.Tests.Simulation.Clockwork;

/// <summary>The clock of one instance: the true time and how far its machine is off. Timers fire in its context, and never after its death.</summary>
internal sealed class SimClock(SimScheduler scheduler, SimContext owner, TimeSpan skew) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => scheduler.Now + skew;

    public override long GetTimestamp() => scheduler.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(owner, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    // Timers count whole milliseconds and come late rather than early.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(1);

    private sealed class SimTimer(SimContext owner, TimerCallback callback, object? state) : ITimer
    {
        private int generation;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            generation++;
            if (dueTime >= TimeSpan.Zero)
                Arm(generation, dueTime, period);
            return true;
        }

        public void Dispose() => generation++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(int armed, TimeSpan dueTime, TimeSpan period) => owner.PostLater(dueTime + Late, _ => Fire(armed, period), null);

        private void Fire(int armed, TimeSpan period)
        {
            if (armed != generation)
                return;
            if (period > TimeSpan.Zero)
                Arm(armed, period, period);
            callback(state);
        }
    }
}
