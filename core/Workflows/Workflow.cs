using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>
/// A workflow of type e-mail (N-063): activities in order. Each whose condition holds is carried out; the first that decides where the mail goes ends it. Mail that none
/// decides about goes to the queue of the service.
/// </summary>
public sealed record Workflow(WorkflowId Id, string Name, UnitId Unit, IReadOnlyList<WorkflowActivity> Activities)
{
    /// <summary>Rises with every change of the activities; tasks remember which one they went through. Written by the configuration itself, never by who changes it; 0 before.</summary>
    public int Version { get; init; }
}
