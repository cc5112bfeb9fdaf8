namespace TeamsEmailBot.Core.Services;

/// <summary>When supervisors are told of a queue; null = never.</summary>
public sealed record ServiceThresholds
{
    /// <summary>Tasks waiting at once. 1–10,000.</summary>
    public int? QueueLength { get; init; }

    /// <summary>Age of the oldest waiting task in minutes of business time. 1–10,080 (a week).</summary>
    public int? OldestMinutes { get; init; }
}
