namespace TeamsEmailBot.Core.Jobs;

/// <summary>How jobs are worked off; section <c>Jobs</c>.</summary>
public sealed class JobOptions
{
    /// <summary>How long a worker holds a job; a dead worker's job is taken over then. Default 2 minutes.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Jobs running at once in this process. Default 32.</summary>
    public int Parallel { get; set; } = 32;

    /// <summary>Jobs running at once in one partition, so that a slow mailbox leaves room for the others (I11). Default 8.</summary>
    public int ParallelPerPartition { get; set; } = 8;

    /// <summary>How often to look for jobs of other processes and for new partitions. Default 15 seconds.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait before looking again when the store failed. Default 2 seconds.</summary>
    public TimeSpan StorePause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long running jobs may take to finish when the process stops. Default 15 seconds.</summary>
    public TimeSpan StopLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest delay before the second attempt; doubles with every further one. Default 2 seconds.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest delay between attempts. Default 10 minutes.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Delay while only an administrator can mend the cause; such jobs are never given up (N-059). Default 15 minutes.</summary>
    public TimeSpan AdministratorRetry { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A job is given up after this many attempts, but not before <see cref="GiveUpAfter"/>. Default 12.</summary>
    public int MaxAttempts { get; set; } = 12;

    /// <summary>A neighbour may be down this long without any job being given up. Default 24 hours.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// True when no other process can work on the store (SQLite): leases left by a killed process are then taken over at once.
    /// Set by the registration, not by the administrator.
    /// </summary>
    internal bool SoleProcess { get; set; }
}
