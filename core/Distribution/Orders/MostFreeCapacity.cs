using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution.Orders;

/// <summary>Who holds the fewest tasks, over all services, comes first; then who has been idle longest.</summary>
internal sealed class MostFreeCapacity : IOfferOrder
{
    public IEnumerable<Candidate> Sort(IEnumerable<Candidate> suitable, OfferMoment moment) =>
        suitable.OrderBy(candidate => candidate.State.Taken).ThenLongestIdle();

    public Reason Because(Candidate chosen, OfferMoment moment) => Reasons.MostFree(chosen.State.Taken, moment.Limit);
}
