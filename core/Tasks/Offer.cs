using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>The offer of a task to one agent.</summary>
/// <param name="Until">From then on it cannot be accepted any more.</param>
/// <param name="Reasons">Why this agent, as recorded by distribution (I5).</param>
/// <param name="Delivered">Whether its card reached Teams; an undelivered offer that runs out is nobody's miss.</param>
public sealed record Offer(OfferId Id, AgentId Agent, DateTimeOffset At, DateTimeOffset Until, IReadOnlyList<Reason> Reasons, bool Delivered = false)
{
    /// <summary>The colleague who gave the task to him; null when distribution chose him.</summary>
    public AgentId? From { get; init; }
}
