namespace TeamsEmailBot.Sandbox.Clock;

/// <summary>A timer of <see cref="SandboxClock"/>; due time and period are guarded by the clock.</summary>
internal sealed class SandboxTimer(SandboxClock clock, TimerCallback callback, object? state, long order) : ITimer
{
    private volatile bool disposed;

    /// <summary>Order of creation: timers due at the same moment fire in it.</summary>
    public long Order { get; } = order;

    public DateTimeOffset Due { get; set; }

    public TimeSpan Period { get; set; } = Timeout.InfiniteTimeSpan;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (disposed)
            return false;
        clock.Schedule(this, dueTime, period);
        return true;
    }

    public void Fire()
    {
        if (!disposed)
            callback(state);
    }

    public void Dispose()
    {
        disposed = true;
        clock.Forget(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
