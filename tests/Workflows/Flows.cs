using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Tests.Workflows;

/// <summary>Short ways to make workflows and to let mail go through them.</summary>
internal static class Flows
{
    public static readonly ServiceId Home = new("home");
    public static readonly ServiceId Other = new("other");
    public static readonly ServiceId Third = new("third");

    public static Workflow Of(params IReadOnlyList<WorkflowActivity> activities) => new(new("flow"), "Flow", new("all"), activities);

    /// <summary>Runs a mail of <see cref="Home"/>; the other services are live and have no workflow unless given.</summary>
    public static WorkflowRun Run(Workflow workflow, MailFacts? mail = null, ServiceFacts? home = null, ServiceFacts? other = null, ServiceFacts? third = null) =>
        WorkflowInterpreter.Run(Home, mail ?? new(), new Dictionary<ServiceId, ServiceFacts>
        {
            [Home] = (home ?? new()) with { Workflow = workflow },
            [Other] = other ?? new(),
            [Third] = third ?? new(),
        });

    /// <summary>Whether the condition holds.</summary>
    public static bool Holds(Condition condition, MailFacts? mail = null, ServiceFacts? service = null) =>
        Run(Of(new WorkflowActivity(ActivityKind.End, condition)), mail, service).End == WorkflowEnd.Ended;
}
