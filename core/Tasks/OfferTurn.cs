using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>Whose turn it was last in a service that offers in turn.</summary>
public sealed record OfferTurn(AgentId Last);
