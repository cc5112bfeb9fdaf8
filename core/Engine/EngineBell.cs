namespace TeamsEmailBot.Core.Engine;

/// <summary>Calls the engine's next beat at once, for example when the configuration changed: an assigned mailbox is subscribed within seconds (N-045).</summary>
public sealed class EngineBell
{
    private readonly Lock gate = new();
    private TaskCompletionSource rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Rings; returns at once.</summary>
    public void Ring()
    {
        lock (gate)
            rung.TrySetResult();
    }

    /// <summary>Completes when the bell was rung since the last call.</summary>
    internal Task NextAsync()
    {
        lock (gate)
        {
            if (rung.Task.IsCompleted)
                rung = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return rung.Task;
        }
    }
}
