using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>The newest mail of a task was answered in Outlook (F-67).</summary>
/// <param name="By">Who did; null when it is nobody we know.</param>
/// <param name="Accepted">An agent saw it and wants to answer all the same.</param>
public sealed record OutsideAnswer(DateTimeOffset At, AgentId? By, bool Accepted = false);
