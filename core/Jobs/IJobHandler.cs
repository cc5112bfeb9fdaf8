namespace TeamsEmailBot.Core.Jobs;

/// <summary>Does the jobs of one kind.</summary>
public interface IJobHandler
{
    /// <summary>The kind of job it handles; one handler per kind.</summary>
    string Kind { get; }

    /// <summary>
    /// Does the work. May be called again for the same job after a crash. An exception counts as a retry of category Transient.
    /// The token ends when the process stops, or when the lease does where other processes may take the job.
    /// </summary>
    Task<JobResult> RunAsync(LeasedJob leased, CancellationToken cancellation);
}
