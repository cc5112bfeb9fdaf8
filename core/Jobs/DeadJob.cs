using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>A job that was given up at <paramref name="DiedAt"/> and waits for a person, who may replay it.</summary>
/// <param name="Reason">Why, in words safe to show and log.</param>
public sealed record DeadJob(string Partition, string Row, string ETag, Job Job, DateTimeOffset DiedAt, string Reason)
{
    /// <summary>Forgets the job.</summary>
    public EntityWrite Removal => EntityWrite.Delete(Row, ETag);
}
