using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution.Orders;

/// <summary>Who misses the fewest levels of the required skills comes first; of those who fit, who is the least above them, so that the best stay free for what needs them.</summary>
internal sealed class ClosestSkills : IOfferOrder
{
    public IEnumerable<Candidate> Sort(IEnumerable<Candidate> suitable, OfferMoment moment) =>
        suitable.OrderBy(candidate => candidate.Fit.Gap).ThenBy(candidate => candidate.Fit.Surplus).ThenLongestIdle();

    public Reason Because(Candidate chosen, OfferMoment moment) => chosen.Fit.Gap == 0 ? Reasons.SkillsFit : Reasons.SkillsClosest;
}
