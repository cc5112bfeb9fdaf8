using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution.Orders;

/// <summary>In turn, by id: whoever follows the one whose turn it was last; after the last comes the first. Who is not suitable is passed over.</summary>
internal sealed class RoundRobin : IOfferOrder
{
    public IEnumerable<Candidate> Sort(IEnumerable<Candidate> suitable, OfferMoment moment) => suitable
        .OrderBy(candidate => moment.LastInTurn is { } last && string.CompareOrdinal(candidate.Agent.Value, last.Value) <= 0)
        .ThenBy(candidate => candidate.Agent.Value, StringComparer.Ordinal);

    public Reason Because(Candidate chosen, OfferMoment moment) => Reasons.InTurn;
}
