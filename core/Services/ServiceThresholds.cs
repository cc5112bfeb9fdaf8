namespace TeamsEmailBot.Core.Services;

/// <summary>When supervisors shall be told of a queue; null = never. Not in effect yet.</summary>
public sealed record ServiceThresholds
{
    /// <summary>Tasks waiting at once. 1–10,000.</summary>
    public int? QueueLength { get; init; }

    /// <summary>Age of the oldest waiting task in minutes. 1–10,080 (a week).</summary>
    public int? OldestMinutes { get; init; }
}
