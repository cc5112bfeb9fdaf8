using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>Watches the wire: lets something happen in the middle of the work, however fast the machine is.</summary>
internal sealed class Traffic : IDisposable
{
    private readonly Lock sync = new();
    private readonly WireLog wire;
    private readonly List<(long At, TaskCompletionSource Reached)> waiting = [];
    private long answered;

    public Traffic(WireLog wire)
    {
        this.wire = wire;
        wire.Added += Count;
    }

    /// <summary>Requests that got an answer so far.</summary>
    public long Answered => Interlocked.Read(ref answered);

    /// <summary>Waits for so many more requests.</summary>
    public Task PassAsync(int requests, CancellationToken cancellation)
    {
        lock (sync)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((answered + requests, reached));
            return reached.Task.WaitAsync(cancellation);
        }
    }

    public void Dispose() => wire.Added -= Count;

    private void Count(WireEntry entry)
    {
        if (entry.Status == 0)
            return;
        lock (sync)
        {
            answered++;
            foreach (var (_, reached) in waiting.Where(one => one.At <= answered))
                reached.TrySetResult();
            waiting.RemoveAll(one => one.At <= answered);
        }
    }
}
