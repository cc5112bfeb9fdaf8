using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution.Orders;

/// <summary>Who has waited longest for something new to do comes first; ties by id.</summary>
internal sealed class LongestIdle : IOfferOrder
{
    public IEnumerable<Candidate> Sort(IEnumerable<Candidate> suitable, OfferMoment moment) => suitable.OrderBy(_ => 0).ThenLongestIdle();

    public Reason Because(Candidate chosen, OfferMoment moment) => Reasons.LongestIdle(moment.Now - chosen.State.IdleSince);
}

internal static class Ties
{
    /// <summary>How every order breaks its ties.</summary>
    public static IOrderedEnumerable<Candidate> ThenLongestIdle(this IOrderedEnumerable<Candidate> sorted) =>
        sorted.ThenBy(candidate => candidate.State.IdleSince).ThenBy(candidate => candidate.Agent.Value, StringComparer.Ordinal);
}
