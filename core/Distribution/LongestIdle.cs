using System.Globalization;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution;

/// <summary>Order of offers: who has waited longest for something to do comes first; ties by id, so that the choice can be repeated.</summary>
public static class LongestIdle
{
    public static AgentState? Choose(IEnumerable<AgentState> suitable) =>
        suitable.OrderBy(state => state.IdleSince).ThenBy(state => state.Agent.Value, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Why this agent, for the record and the card.</summary>
    public static IReadOnlyList<Reason> Because(AgentState chosen, int suitable, DateTimeOffset now)
    {
        if (suitable == 1)
            return [new Reason("only_candidate")];
        var minutes = Math.Max(0, (int)(now - chosen.IdleSince).TotalMinutes);
        return [new Reason("longest_idle", [minutes.ToString(CultureInfo.InvariantCulture)])];
    }
}
