using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Distribution;

/// <summary>How well an agent's skills fit what a task requires.</summary>
/// <param name="Gap">Levels that are missing, over all required skills; 0 = he fits. A skill he does not have counts as level 0.</param>
/// <param name="Surplus">Levels above what is required: of two who fit, the one with less is the closer match.</param>
/// <param name="Missing">The required skills in which he is not good enough.</param>
public sealed record SkillFit(int Gap, int Surplus, IReadOnlyList<MissingSkill> Missing);

/// <summary>
/// Required skills: who has them is suitable at once. The longer the customer has waited, the less is required: one level for every <see cref="RelaxEvery"/>, over
/// all skills together. So nobody waits for a skill that nobody has: after as many steps as levels are required everybody is suitable.
/// </summary>
public static class SkillMatch
{
    public static readonly TimeSpan RelaxEvery = TimeSpan.FromMinutes(1);

    public static SkillFit Of(IReadOnlyList<RequiredSkill> required, IReadOnlyList<AgentSkill> skills)
    {
        var (gap, surplus, missing) = (0, 0, new List<MissingSkill>());
        foreach (var need in required)
        {
            var level = skills.FirstOrDefault(skill => string.Equals(skill.Name, need.Skill, StringComparison.OrdinalIgnoreCase))?.Level ?? 0;
            gap += Math.Max(0, need.Level - level);
            surplus += Math.Max(0, level - need.Level);
            if (level < need.Level)
                missing.Add(new(need.Skill, need.Level, level));
        }

        return new(gap, surplus, missing);
    }

    /// <summary>When the gap no longer matters for a mail that came at <paramref name="receivedAt"/>.</summary>
    public static DateTimeOffset SuitableFrom(SkillFit fit, DateTimeOffset receivedAt) => receivedAt + (fit.Gap * RelaxEvery);
}
