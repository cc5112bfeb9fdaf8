namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>Wakes those who wait for something to happen in the tenant: nobody has to poll or sleep.</summary>
internal sealed class Signals(Lock sync)
{
    private TaskCompletionSource changed = New();

    /// <summary>Tells the waiting that something changed; never called with a result, they look themselves.</summary>
    public void Pulse()
    {
        TaskCompletionSource previous;
        lock (sync)
        {
            previous = changed;
            changed = New();
        }

        previous.TrySetResult();
    }

    /// <summary>Waits until <paramref name="find"/>, called under the tenant's lock, finds something.</summary>
    public async Task<T> WaitAsync<T>(Func<T?> find, CancellationToken cancellation)
        where T : class
    {
        while (true)
        {
            Task next;
            lock (sync)
            {
                if (find() is { } found)
                    return found;
                next = changed.Task;
            }

            await next.WaitAsync(cancellation);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
