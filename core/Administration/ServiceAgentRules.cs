using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for the agents of a service, their priority and skills.</summary>
internal static class ServiceAgentRules
{
    public static void Check(Service service, IReadOnlyDictionary<AgentId, User> people, string path, Findings findings)
    {
        ConfigurationRules.Repeated(service.Agents, member => member.Agent.Value, i => findings.Problem(
            $"{path}[{i}]", ProblemCode.Duplicate, "This agent is listed already.", "List every agent of a service once."));
        for (var i = 0; i < service.Agents.Count; i++)
        {
            var member = service.Agents[i];
            if (!people.TryGetValue(member.Agent, out var user))
                findings.UnknownReference($"{path}[{i}]", "user");
            else if (!user.Roles.HasFlag(Roles.Agent))
                findings.Problem($"{path}[{i}]", ProblemCode.NotAnAgent, "This person does not have the role of an agent.", "Give the person the role agent, or take the person off the service.");
            findings.Range($"{path}[{i}].priority", member.Priority, 1, 5);
            Skills(member.Skills, $"{path}[{i}].skills", findings);
        }
    }

    private static void Skills(IReadOnlyList<AgentSkill> skills, string path, Findings findings)
    {
        if (skills.Count > ServiceAgent.MostSkills)
            findings.Problem(path, ProblemCode.OutOfRange, "This list is too long.", $"List at most {ServiceAgent.MostSkills} skills.");
        ConfigurationRules.Repeated(skills, skill => skill.Name, i => findings.Problem(
            $"{path}[{i}].name", ProblemCode.Duplicate, "This skill is listed already.", "List every skill of an agent once; upper and lower case do not make a difference."));
        for (var i = 0; i < skills.Count; i++)
        {
            if (!Texts.IsOneLine(skills[i].Name, AgentSkill.MaxNameLength))
                findings.Problem($"{path}[{i}].name", ProblemCode.BadName, "This is not a name for a skill.", $"Use 1 to {AgentSkill.MaxNameLength} characters without line breaks and without spaces at the ends.");
            findings.Range($"{path}[{i}].level", skills[i].Level, AgentSkill.Lowest, AgentSkill.Highest);
        }
    }
}
