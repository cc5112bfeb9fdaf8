using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>Watches the wire: lets something happen in the middle of the work, however fast the machine is.</summary>
internal sealed class Traffic : IDisposable
{
    private readonly Lock sync = new();
    private readonly WireLog wire;
    private readonly List<Wait> waiting = [];
    private readonly List<string> kinds = [];
    private long answered;

    public Traffic(WireLog wire)
    {
        this.wire = wire;
        wire.Added += Count;
    }

    /// <summary>Requests that got an answer so far.</summary>
    public long Answered => Interlocked.Read(ref answered);

    /// <summary>Waits for so many more requests.</summary>
    public Task PassAsync(int requests, CancellationToken cancellation) => PassAsync(requests, null, cancellation);

    /// <summary>
    /// Waits for so many more requests at most, or for the next one of a kind chosen by <paramref name="chance"/>: so the few that matter, such as the creation
    /// of a draft or a list of new mail, are met as often as the many others.
    /// </summary>
    public Task ForSomeKindAsync(int requests, Random chance, CancellationToken cancellation)
    {
        lock (sync)
            return PassAsync(requests, kinds.Count > 0 ? kinds[chance.Next(kinds.Count)] : null, cancellation);
    }

    public void Dispose() => wire.Added -= Count;

    private Task PassAsync(int requests, string? kind, CancellationToken cancellation)
    {
        lock (sync)
        {
            var wait = new Wait(answered + requests, kind, new(TaskCreationOptions.RunContinuationsAsynchronously));
            waiting.Add(wait);
            return wait.Reached.Task.WaitAsync(cancellation);
        }
    }

    private void Count(WireEntry entry)
    {
        if (entry.Status == 0)
            return;
        lock (sync)
        {
            answered++;
            var kind = $"{entry.Direction} {entry.Kind}";
            if (!kinds.Contains(kind))
                kinds.Add(kind);
            foreach (var wait in waiting.Where(wait => wait.At <= answered || wait.Kind == kind).ToList())
            {
                wait.Reached.TrySetResult();
                waiting.Remove(wait);
            }
        }
    }

    private sealed record Wait(long At, string? Kind, TaskCompletionSource Reached);
}
