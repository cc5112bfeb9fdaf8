using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>
/// Fairness among those whom the order of a service does not tell apart (docs/routing.md): nobody who is suitable is passed over twice for the same colleague before there is
/// something new for him. So of <c>n</c> agents each is asked at the latest after <c>n − 1</c> others were.
/// </summary>
internal sealed class DayFairness
{
    private readonly Dictionary<(ServiceId Service, OfferOrder Order, AgentId Passed), HashSet<AgentId>> passedFor = [];
    private readonly Dictionary<AgentId, DateTimeOffset> news = [];

    /// <summary>There is something new for the agent: an offer, the end of one, the end of a task, the beginning of his duty.</summary>
    public void News(AgentId agent, DateTimeOffset now)
    {
        news[agent] = now;
        foreach (var key in passedFor.Keys.Where(key => key.Passed == agent).ToList())
            passedFor.Remove(key);
    }

    /// <summary>One was chosen. Returns who was passed over for him once more than may be.</summary>
    /// <param name="equals">Who was suitable, too, and comes neither before nor after him.</param>
    /// <param name="others">Members of the service who were not.</param>
    public IEnumerable<AgentId> Chosen(Service service, AgentId chosen, IEnumerable<AgentId> equals, IEnumerable<AgentId> others, DateTimeOffset now)
    {
        var order = service.Distribution.Order;
        // A turn passes over him who is not suitable, and it may take a whole round until it is his again.
        if (order == OfferOrder.RoundRobin)
            foreach (var other in others)
                passedFor.Remove((service.Id, order, other));
        foreach (var passed in equals)
        {
            // Of what happens at one moment none is earlier.
            if (news.GetValueOrDefault(passed) == now)
                continue;
            if (!passedFor.TryGetValue((service.Id, order, passed), out var before))
                passedFor[(service.Id, order, passed)] = before = [];
            if (!before.Add(chosen))
                yield return passed;
        }
    }
}
