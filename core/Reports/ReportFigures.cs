using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Reports;

/// <summary>Mails received and tasks ended in a part of the time.</summary>
public sealed record ReportPart(DateTimeOffset From, int Received, int Ended);

/// <summary>What an agent did; his times are of the tasks that he had last.</summary>
/// <param name="Ended">Tasks that he had last, by how they ended.</param>
/// <param name="Handling">How long he held them, over all his turns.</param>
public sealed record AgentReport(AgentId Agent, IReadOnlyDictionary<TaskEnd, int> Ended, Percentiles? Handling)
{
    public int EndedTotal => Ended.Values.Sum();
}

/// <summary>Figures over a time. docs/reports.md gives the formula of each.</summary>
/// <param name="Received">Mails received in the time, by what became of each.</param>
/// <param name="Ended">Rounds of tasks that ended in the time, by how.</param>
/// <param name="FirstAnswer">From the customer's mail to the first answer; null when nobody was answered.</param>
/// <param name="Waiting">How long nobody had the task.</param>
/// <param name="Handling">How long agents held it, parked time left out; null when it is withheld, too.</param>
/// <param name="FirstAnswerKept">Promised first answers.</param>
/// <param name="FinishKept">Promised ends.</param>
/// <param name="People">How many agents had a task that ended.</param>
public sealed record ReportFigures(
    IReadOnlyDictionary<MailFate, int> Received,
    IReadOnlyDictionary<TaskEnd, int> Ended,
    Times? FirstAnswer,
    Times? Waiting,
    Times? Handling,
    Kept FirstAnswerKept,
    Kept FinishKept,
    int People,
    IReadOnlyList<ReportPart> Parts,
    IReadOnlyList<AgentReport> Agents)
{
    /// <summary>Fewer people than this are not told about as a group unless the tenant allows figures of single agents.</summary>
    public const int SmallestGroup = 5;

    /// <summary>True when figures about agents are left out because the group is too small.</summary>
    public bool IsWithheld { get; init; }

    public int ReceivedTotal => Received.Values.Sum();

    public int EndedTotal => Ended.Values.Sum();

    /// <summary>Without figures of single agents; how long they held tasks only of a group that is large enough.</summary>
    public ReportFigures InGroups() => People is > 0 and < SmallestGroup
        ? this with { Handling = null, Agents = [], IsWithheld = true }
        : this with { Agents = [] };
}
