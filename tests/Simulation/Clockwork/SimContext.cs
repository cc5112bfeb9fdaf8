namespace TeamsEmailBot.Tests.Simulation.Clockwork;

/// <summary>
/// Whose continuations these are: the world's, or those of one instance of the engine. When an instance dies its continuations never run again, wherever they stand.
/// </summary>
internal sealed class SimContext : SynchronizationContext
{
    // Task.Run would lead out of the context; with the flow of execution the context comes along.
    private static readonly AsyncLocal<SimContext?> Flow = new(change => SetSynchronizationContext(change.CurrentValue));

    private readonly SimScheduler scheduler;
    private readonly ExecutionContext flow;

    public SimContext(SimScheduler scheduler)
    {
        this.scheduler = scheduler;
        ExecutionContext? captured = null;
        ExecutionContext.Run(
            ExecutionContext.Capture()!,
            _ =>
            {
                Flow.Value = this;
                captured = ExecutionContext.Capture();
            },
            null);
        flow = captured!;
    }

    public bool IsDead { get; private set; }

    /// <summary>Nothing of it runs before, as when a machine is frozen for a while.</summary>
    public DateTimeOffset StalledUntil { get; set; }

    public void Kill() => IsDead = true;

    /// <summary>Begins something that belongs to this context.</summary>
    public void Begin(Action body) => scheduler.Enqueue(this, InFlow, body);

    public void BeginLater(TimeSpan delay, Action body) => scheduler.EnqueueLater(delay, this, InFlow, body);

    /// <summary>A timer's callback; it brings its own flow.</summary>
    public void PostLater(TimeSpan delay, SendOrPostCallback callback, object? state) => scheduler.EnqueueLater(delay, this, callback, state);

    public override void Post(SendOrPostCallback d, object? state) => scheduler.Enqueue(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing in the engine waits for a continuation.");

    public override SynchronizationContext CreateCopy() => this;

    private void InFlow(object? body) => ExecutionContext.Run(flow, static run => ((Action)run!)(), body);
}
