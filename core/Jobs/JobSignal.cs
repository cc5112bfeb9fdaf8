namespace TeamsEmailBot.Core.Jobs;

/// <summary>Tells the worker of this process at once that a commit added a job; other processes' jobs are found by polling.</summary>
public sealed class JobSignal
{
    internal event Action<string, DateTimeOffset>? Added;

    /// <summary>A job is due in <paramref name="partition"/> at <paramref name="due"/>.</summary>
    public void Notify(string partition, DateTimeOffset due) => Added?.Invoke(partition, due);
}
