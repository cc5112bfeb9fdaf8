using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Services;

/// <summary>What an agent can do and how well: level 1 (a little) to 5 (best). Names are compared without case.</summary>
public sealed record AgentSkill(string Name, int Level)
{
    public const int MaxNameLength = 40;
    public const int Lowest = 1;
    public const int Highest = 5;
}

/// <summary>An agent as a member of a service.</summary>
/// <param name="Priority">His place when the service offers by priority: 1 is asked first, 5 last.</param>
public sealed record ServiceAgent(AgentId Agent, int Priority = ServiceAgent.UsualPriority)
{
    public const int UsualPriority = 3;
    public const int MostSkills = 20;

    public IReadOnlyList<AgentSkill> Skills { get; init; } = [];
}
