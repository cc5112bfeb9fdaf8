using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>The standing offer of a task to one agent.</summary>
public sealed record Offer(OfferId Id, AgentId Agent, DateTimeOffset At, DateTimeOffset Until);
