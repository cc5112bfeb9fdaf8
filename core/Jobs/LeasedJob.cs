using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>A job held by one worker until <paramref name="Until"/>; then another may take it. The etag proves the hold: whoever lost it can no longer settle the job.</summary>
public sealed record LeasedJob(string Partition, string Row, string ETag, Job Job, DateTimeOffset Until)
{
    /// <summary>
    /// Removes the job. Put it into the commit of the handler's state change and answer <see cref="JobResult.Committed"/>: effect and completion are then one.
    /// The commit is refused (conflict on <see cref="Row"/>) when the lease was lost.
    /// </summary>
    public EntityWrite Completion => EntityWrite.Delete(Row, ETag);
}
