namespace TeamsEmailBot.Core.Jobs;

/// <summary>Who takes jobs. A holder knows which of its own are really running; <paramref name="IsSole"/> says that nobody else lives, so others' leases are void.</summary>
internal sealed record JobHolder(string Id, bool IsSole, Func<string, string, bool> IsRunning)
{
    public bool MayTake(string partition, string row, JobRow job, DateTimeOffset now)
    {
        // After a clock jump or a lost answer the lease says nothing about our own jobs; what we run does.
        if (job.LeasedBy == Id)
            return !IsRunning(partition, row);
        return IsSole || job.LeasedUntil is not { } until || until <= now;
    }
}
