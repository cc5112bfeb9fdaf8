namespace TeamsEmailBot.Sandbox.Clock;

/// <summary>
/// A clock that can be moved on. Flowing: real time plus an offset (the sandbox a person uses). Standing: stays where it is until
/// <see cref="Advance"/> (tests). Timers made from it (Task.Delay, PeriodicTimer, CancellationTokenSource) follow it in both modes.
/// </summary>
public sealed class SandboxClock : TimeProvider
{
    private readonly Lock sync = new();
    private readonly List<SandboxTimer> timers = [];
    private readonly TimeProvider? basis;
    private readonly long basisStart;
    private readonly ITimer? alarm;
    private DateTimeOffset origin;
    private TimeSpan offset;
    private long created;

    private SandboxClock(DateTimeOffset origin, TimeProvider? basis)
    {
        this.origin = origin;
        this.basis = basis;
        basisStart = basis?.GetTimestamp() ?? 0;
        alarm = basis?.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How far the clock has been moved on (seconds are shown on the page).</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (sync)
                return offset;
        }
    }

    /// <summary>How many timers wait to fire: lets a test see that somebody has begun to wait.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (sync)
                return timers.Count;
        }
    }

    /// <summary>Ticks of <see cref="TimeSpan"/>, so that elapsed time follows the clock as well.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Real time plus an offset that starts at zero.</summary>
    public static SandboxClock Flowing(TimeProvider? basis = null)
    {
        basis ??= System;
        return new SandboxClock(basis.GetUtcNow(), basis);
    }

    /// <summary>Stands at <paramref name="start"/> (default: Monday 2026-11-23 09:00 UTC) until it is advanced.</summary>
    public static SandboxClock Standing(DateTimeOffset? start = null) =>
        new(start ?? new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), null);

    public override DateTimeOffset GetUtcNow()
    {
        lock (sync)
            return Now();
    }

    public override long GetTimestamp()
    {
        lock (sync)
            return Now().UtcTicks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        SandboxTimer timer;
        lock (sync)
            timer = new SandboxTimer(this, callback, state, created++);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Moves on by <paramref name="span"/> (not negative). Due timers fire before it returns; on a standing clock each at its own time and in order,
    /// so that a timer set by another timer's callback fires too when its time lies within the span.
    /// </summary>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        if (basis is null)
        {
            AdvanceStepwise(span);
            return;
        }

        lock (sync)
            offset += span;
        FireDue();
    }

    /// <summary>
    /// Moves a standing clock on by <paramref name="span"/> at one stroke, as on a machine that slept: what fell due meanwhile fires once, at the end and in order.
    /// A test lets long times pass so: between two strokes it waits for what the first began, and nothing under way sees hours go by.
    /// </summary>
    public void Skip(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        lock (sync)
            offset += span;
        FireDue();
    }

    internal void Schedule(SandboxTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (sync)
        {
            timers.Remove(timer);
            timer.Period = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
            if (dueTime < TimeSpan.Zero)
                return;
            timer.Due = Now() + dueTime;
            timers.Add(timer);
        }

        if (dueTime == TimeSpan.Zero)
            ThreadPool.QueueUserWorkItem(_ => FireDue());
        else
            SetAlarm();
    }

    internal void Forget(SandboxTimer timer)
    {
        lock (sync)
            timers.Remove(timer);
    }

    private DateTimeOffset Now() => basis is null ? origin + offset : origin + basis.GetElapsedTime(basisStart) + offset;

    private void AdvanceStepwise(TimeSpan span)
    {
        DateTimeOffset target;
        lock (sync)
            target = Now() + span;
        while (TakeNext(target) is { } timer)
            timer.Fire();
        lock (sync)
            MoveTo(target);
    }

    private void FireDue()
    {
        DateTimeOffset until;
        lock (sync)
            until = Now();
        while (TakeNext(until) is { } timer)
            timer.Fire();
        SetAlarm();
    }

    /// <summary>Takes the earliest timer that is due at <paramref name="until"/>; a periodic one is put back for its next turn.</summary>
    private SandboxTimer? TakeNext(DateTimeOffset until)
    {
        lock (sync)
        {
            var next = timers.Where(t => t.Due <= until).MinBy(t => (t.Due, t.Order));
            if (next is null)
                return null;
            if (basis is null)
                MoveTo(next.Due);
            timers.Remove(next);
            if (next.Period != Timeout.InfiniteTimeSpan)
            {
                // After a jump a periodic timer gets one turn, not one for every period it slept through; advancing stepwise, Now is its due time.
                next.Due = Now() + next.Period;
                timers.Add(next);
            }

            return next;
        }
    }

    private void MoveTo(DateTimeOffset time)
    {
        if (time > Now())
            offset += time - Now();
    }

    private void SetAlarm()
    {
        if (alarm is null)
            return;
        lock (sync)
        {
            var earliest = timers.MinBy(t => t.Due);
            var wait = earliest is null ? Timeout.InfiniteTimeSpan : earliest.Due - Now();
            // One wake-up a day is enough for far timers, and stays below the longest interval a system timer takes.
            alarm.Change(earliest is null ? wait : TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerDay)), Timeout.InfiniteTimeSpan);
        }
    }
}
