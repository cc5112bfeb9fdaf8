namespace TeamsEmailBot.Core.Jobs;

/// <summary>Who takes jobs.</summary>
/// <param name="Id">Marks the leases of this holder.</param>
/// <param name="IsSole">Nobody else lives, so others' leases are void.</param>
/// <param name="IsRunning">Whether this holder runs the job of a partition and row; told, too, whether the row was replaced since it was taken.</param>
internal sealed record JobHolder(string Id, bool IsSole, Func<string, string, bool, bool> IsRunning)
{
    public bool MayTake(string partition, string row, JobRow job, DateTimeOffset now)
    {
        // After a clock jump, a lost answer or a replacement the lease says nothing about our own jobs; what we run does.
        var isOurs = job.LeasedBy == Id;
        return !IsRunning(partition, row, !isOurs) && (isOurs || IsSole || job.LeasedUntil is not { } until || until <= now);
    }
}
