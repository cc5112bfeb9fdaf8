namespace TeamsEmailBot.Core.Jobs;

/// <summary>Port: the partitions in which jobs may lie. Asked at start and every poll interval; new ones are also learned from <see cref="JobSignal"/>.</summary>
public interface IJobPartitions
{
    ValueTask<IReadOnlyCollection<string>> ListAsync(CancellationToken cancellation);
}
