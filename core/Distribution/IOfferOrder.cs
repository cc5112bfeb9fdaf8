using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution;

/// <summary>An agent against whom nothing speaks, as the orders see him.</summary>
public sealed record Candidate(AgentState State, ServiceAgent Member, SkillFit Fit)
{
    public AgentId Agent => State.Agent;
}

/// <summary>What holds for all candidates of a decision.</summary>
/// <param name="Limit">Tasks that each of them may hold.</param>
/// <param name="LastInTurn">Whose turn it was last; null when nobody's yet, or when the order takes no turns.</param>
public sealed record OfferMoment(DateTimeOffset Now, int Limit, AgentId? LastInTurn = null);

/// <summary>Whom to ask first. The same candidates at the same moment always come in the same order, however they are given.</summary>
public interface IOfferOrder
{
    IEnumerable<Candidate> Sort(IEnumerable<Candidate> suitable, OfferMoment moment);

    /// <summary>Why the first comes first, for the record and the card (I5).</summary>
    Reason Because(Candidate chosen, OfferMoment moment);
}
