namespace TeamsEmailBot.Tests.Simulation.Clockwork;

/// <summary>
/// Leaves the process one pool thread. The platform hands some continuations to the pool whatever context they were captured in (a contended semaphore, WhenAny
/// over a source that runs its continuations asynchronously); with one thread their order is as fixed as everything else.
/// </summary>
internal static class OneThread
{
    public static void Enforce()
    {
        ThreadPool.GetMinThreads(out _, out var minPorts);
        ThreadPool.GetMaxThreads(out _, out var maxPorts);
        if (!ThreadPool.SetMinThreads(1, minPorts) || !ThreadPool.SetMaxThreads(1, maxPorts))
            throw new InvalidOperationException("The thread pool cannot be limited to one thread, so a seed would not repeat itself.");
    }
}
