using TeamsEmailBot.Core.Distribution.Orders;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution;

/// <summary>Who is asked, and why. <paramref name="InTurn"/> tells that it was his turn, so that the next one follows.</summary>
public sealed record Choice(Candidate Chosen, IReadOnlyList<Reason> Because, bool InTurn);

/// <summary>Chooses among the suitable: who worked on the conversation before, else by the order of the service.</summary>
public static class OfferChoice
{
    private static readonly Dictionary<OfferOrder, IOfferOrder> Orders = new()
    {
        [OfferOrder.LongestIdle] = new LongestIdle(),
        [OfferOrder.RoundRobin] = new RoundRobin(),
        [OfferOrder.MostFreeCapacity] = new MostFreeCapacity(),
        [OfferOrder.SkillMatch] = new ClosestSkills(),
        [OfferOrder.Priority] = new BestPriority(),
    };

    /// <summary>Null when nobody is suitable.</summary>
    /// <param name="lastAgent">Who worked on the conversation before.</param>
    public static Choice? Among(IReadOnlyList<Candidate> suitable, AgentId? lastAgent, DistributionSettings settings, OfferMoment moment)
    {
        if (settings.LastAgentFirst && suitable.FirstOrDefault(candidate => candidate.Agent == lastAgent) is { } known)
            return new(known, [Reasons.LastAgent], InTurn: false);
        var order = Orders[settings.Order];
        if (order.Sort(suitable, moment).FirstOrDefault() is not { } first)
            return null;
        return new(first, [suitable.Count == 1 ? Reasons.OnlyCandidate : order.Because(first, moment)], settings.Order == OfferOrder.RoundRobin);
    }
}
