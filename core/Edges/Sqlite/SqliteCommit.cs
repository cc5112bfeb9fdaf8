using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>A commit on its way to the writer. It is begun or cancelled, never both.</summary>
internal sealed class SqliteCommit(string partition, IReadOnlyList<EntityWrite> writes)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Cancelled = 2;
    private readonly TaskCompletionSource<CommitResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int state = Waiting;

    public string Partition => partition;

    public IReadOnlyList<EntityWrite> Writes => writes;

    /// <summary>True when the writer may begin; from then on a cancellation comes too late.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref state, Begun, Waiting) == Waiting;

    public void Complete(CommitResult result) => answer.TrySetResult(result);

    public void Fail(Exception exception) => answer.TrySetException(exception);

    public async ValueTask<CommitResult> WaitAsync(CancellationToken cancellation)
    {
        using var registration = cancellation.UnsafeRegister(
            static (commit, token) =>
            {
                var self = (SqliteCommit)commit!;
                if (Interlocked.CompareExchange(ref self.state, Cancelled, Waiting) == Waiting)
                    self.answer.TrySetCanceled(token);
            },
            this);
        return await answer.Task;
    }
}
