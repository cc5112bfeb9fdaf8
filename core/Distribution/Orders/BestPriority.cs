using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution.Orders;

/// <summary>Who has the best priority in the service comes first, and the others only while he cannot; then who has been idle longest.</summary>
internal sealed class BestPriority : IOfferOrder
{
    public IEnumerable<Candidate> Sort(IEnumerable<Candidate> suitable, OfferMoment moment) => suitable.OrderBy(candidate => candidate.Member.Priority).ThenLongestIdle();

    public Reason Because(Candidate chosen, OfferMoment moment) => Reasons.Priority(chosen.Member.Priority);
}
