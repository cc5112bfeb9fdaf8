using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>What a handler says about its job.</summary>
public abstract record JobResult
{
    private JobResult()
    {
    }

    /// <summary>Done; the worker removes the job.</summary>
    public static JobResult Done { get; } = new Finished(IsCommitted: false);

    /// <summary>Done, and <see cref="LeasedJob.Completion"/> was part of the handler's own commit: the worker has nothing to write.</summary>
    public static JobResult Committed { get; } = new Finished(IsCommitted: true);

    /// <summary>Not this time: again after back-off, or dead when the failure does not allow it.</summary>
    public static JobResult Retry(Failure failure) => new Failed(failure);

    /// <summary>Give up; a person may replay it.</summary>
    /// <param name="reason">Without mail content or addresses: it is stored and logged.</param>
    public static JobResult Dead(string reason) => new GivenUp(reason);

    /// <summary>All went well, and the same work is due again at <paramref name="due"/>.</summary>
    public static JobResult Again(DateTimeOffset due) => new Repeated(due);

    internal sealed record Finished(bool IsCommitted) : JobResult;

    internal sealed record Failed(Failure Failure) : JobResult;

    internal sealed record GivenUp(string Reason) : JobResult;

    internal sealed record Repeated(DateTimeOffset Due) : JobResult;
}
