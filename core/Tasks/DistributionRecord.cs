using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>One candidate of a decision: the reasons against, or none when he was suitable.</summary>
public sealed record CandidateVerdict(AgentId Agent, IReadOnlyList<Reason> Against);

/// <summary>One decision of distribution about one task: whom it was offered to and why, or why to nobody (I5).</summary>
public sealed record DistributionRecord(TaskId Task, DateTimeOffset At, AgentId? OfferedTo, IReadOnlyList<Reason> Because, IReadOnlyList<CandidateVerdict> Candidates);
