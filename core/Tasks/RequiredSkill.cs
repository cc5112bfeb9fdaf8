namespace TeamsEmailBot.Core.Tasks;

/// <summary>What an agent must be able to do for a task, and how well at least.</summary>
public sealed record RequiredSkill(string Skill, int Level);
