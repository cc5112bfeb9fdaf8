using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Engine.Support;

/// <summary>The process dies right before or right after one of the steps that something takes, which are its commits and its calls to Exchange. From then on it has no effect.</summary>
internal sealed class Death
{
    private static readonly Failure Gone = new(FailureCategory.Unknown, "dead");

    private readonly EngineRig rig;
    private readonly int step;
    private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int steps;

    public Death(EngineRig rig, int step, bool afterEffect)
    {
        (this.rig, this.step) = (rig, step);
        rig.Exchange.Fault = _ => IsDead ? (Gone, false) : Strikes() ? (Gone, afterEffect) : null;
        rig.Store.Fault = (_, _) => IsDead ? CommitFault.BeforeEffect : Strikes() ? afterEffect ? CommitFault.AfterEffect : CommitFault.UnknownWithoutEffect : null;
    }

    private bool IsDead => died.Task.IsCompleted;

    /// <summary>Every step, before and after its effect.</summary>
    public static TheoryData<int, bool> AtEachOf(int steps)
    {
        var deaths = new TheoryData<int, bool>();
        foreach (var step in Enumerable.Range(1, steps))
        {
            deaths.Add(step, false);
            deaths.Add(step, true);
        }

        return deaths;
    }

    /// <summary>Begins something, and the process dies of it. What it left in the store and in Exchange is there for the next one.</summary>
    public async Task ComeAsync(Func<Task> act)
    {
        await IgnoreAsync(act);
        await IgnoreAsync(() => Task.WhenAny(rig.IdleAsync(), died.Task));
        await IgnoreAsync(() => rig.DisposeAsync().AsTask());
        Assert.True(IsDead, $"It took only {steps} steps; step {step} never came.");
        rig.Exchange.Fault = null;
        rig.Store.Fault = null;
    }

    private bool Strikes() => Interlocked.Increment(ref steps) == step && died.TrySetResult();

    private static async Task IgnoreAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            // What a killed process has to say does not matter.
        }
    }
}
