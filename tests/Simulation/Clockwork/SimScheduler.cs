using System.Diagnostics.CodeAnalysis;

namespace TeamsEmailBot.Tests.Simulation.Clockwork;

/// <summary>
/// Runs everything of a simulation in one order that only the seed decides: of all continuations that could run next it draws one, and when there is none the clock
/// jumps to the next timer. It lives on the process's only pool thread (<see cref="OneThread"/>), so what the platform itself hands to the pool comes in order too.
/// </summary>
internal sealed class SimScheduler(Random choice, DateTimeOffset start, SimTrace trace) : IThreadPoolWorkItem
{
    private readonly List<Work> ready = [];
    private readonly PriorityQueue<Work, (long Due, long Number)> timers = new();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<bool>? isOver;
    private long numbers;

    /// <summary>The true time; the clocks of the instances may differ from it.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>How many pieces of work were run.</summary>
    public long Steps { get; private set; }

    /// <summary>Called before each step; here crashes happen.</summary>
    public Action BeforeStep { get; set; } = () => { };

    /// <summary>Runs until <paramref name="isOver"/>, asked whenever nothing can run at the present time, or until nothing is left to do.</summary>
    public Task RunAsync(Func<bool> isOver)
    {
        this.isOver = isOver;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return over.Task;
    }

    /// <summary>Work that can run now.</summary>
    public void Enqueue(SimContext owner, SendOrPostCallback callback, object? state) => ready.Add(new Work(owner, callback, state));

    /// <summary>Work that can run after <paramref name="delay"/>.</summary>
    public void EnqueueLater(TimeSpan delay, SimContext owner, SendOrPostCallback callback, object? state)
    {
        var due = Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero);
        timers.Enqueue(new Work(owner, callback, state), (due.UtcTicks, numbers++));
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever it is, it is the outcome of the run.")]
    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            if (!Step())
            {
                over.TrySetResult();
                return;
            }
        }
        catch (Exception exception)
        {
            over.TrySetException(exception);
            return;
        }

        // Behind whatever the step handed to the pool.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool Step()
    {
        if (ready.Count == 0)
        {
            if (isOver!() || timers.Count == 0)
                return false;
            AdvanceToNextTimer();
        }

        BeforeStep();
        var at = choice.Next(ready.Count);
        var work = ready[at];
        ready[at] = ready[^1];
        ready.RemoveAt(ready.Count - 1);
        if (work.Owner.IsDead)
            return true;
        if (work.Owner.StalledUntil > Now)
        {
            EnqueueLater(work.Owner.StalledUntil - Now, work.Owner, work.Callback, work.State);
            return true;
        }

        Steps++;
        trace.Step(at);
        SynchronizationContext.SetSynchronizationContext(work.Owner);
        work.Callback(work.State);
        SynchronizationContext.SetSynchronizationContext(null);
        return true;
    }

    private void AdvanceToNextTimer()
    {
        timers.TryPeek(out _, out var first);
        Now = new DateTimeOffset(first.Due, TimeSpan.Zero);
        while (timers.TryPeek(out _, out var next) && next.Due == first.Due)
            ready.Add(timers.Dequeue());
    }

    private readonly record struct Work(SimContext Owner, SendOrPostCallback Callback, object? State);
}
