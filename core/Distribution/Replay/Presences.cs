using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution.Replay;

/// <summary>
/// When agents could be asked, told by the recorded decisions: each judged every agent at its moment. What was seen holds until something else was seen, for nobody
/// looked in between. Presence itself is recorded nowhere.
/// </summary>
public static class Presences
{
    /// <summary>The times at which the agent could be asked.</summary>
    /// <param name="decisions">In order of time.</param>
    /// <param name="holds">How many tasks of this service he had at a time; with fewer than the limit and yet at the limit he worked for another service.</param>
    public static IReadOnlyList<Spell> Of(AgentId agent, IReadOnlyList<DistributionRecord> decisions, DateTimeOffset from, DateTimeOffset before, Func<DateTimeOffset, int> holds)
    {
        var spells = new List<Spell>();
        // Before the first decision he was as it found him.
        var (since, seen) = (from, default(bool?));
        foreach (var decision in decisions)
        {
            if (decision.Candidates.FirstOrDefault(candidate => candidate.Agent == agent) is not { } verdict)
                continue;
            var isThere = decision.OfferedTo == agent || IsThere(verdict.Against, holds(decision.At));
            if (seen == true && !isThere)
                spells.Add(new(since, decision.At));
            if (seen == false && isThere)
                since = decision.At;
            seen = isThere;
        }

        if (seen == true)
            spells.Add(new(since, before));
        return spells;
    }

    // What speaks against an offer of this task, or of any task for want of a place, the replay finds out by itself.
    private static bool IsThere(IReadOnlyList<Reason> against, int held) => against.All(reason => Reasons.IsOfOneTask(reason) || (reason.Code == Reasons.AtLimitCode && !IsBusyElsewhere(reason, held)));

    private static bool IsBusyElsewhere(Reason reason, int held) => reason.Values is [_, var limit, ..] && int.TryParse(limit, out var most) && held < most;
}
