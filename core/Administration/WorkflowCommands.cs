using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Adds a workflow (N-064).</summary>
public sealed record AddWorkflow(Workflow Workflow) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Workflows = Records.Add(now.Workflows, Workflow, workflow => workflow.Id.Value, "$.workflows", "workflow", findings) };
}

/// <summary>Changes a workflow; the id stays.</summary>
public sealed record ChangeWorkflow(Workflow Workflow) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings) =>
        now with { Workflows = Records.Change(now.Workflows, Workflow, workflow => workflow.Id.Value, "$.workflows", "workflow", findings) };
}

/// <summary>Removes a workflow that no service uses.</summary>
public sealed record RemoveWorkflow(WorkflowId Id) : AdminCommand
{
    internal override Configuration Apply(Configuration now, Findings findings)
    {
        Records.RefuseInUse(
            [.. now.Services.Where(service => service.Workflow == Id).Select(service => service.Name)], "$.workflows", "workflow", "Choose another workflow for them first.", findings);
        return now with { Workflows = Records.Remove(now.Workflows, Id.Value, workflow => workflow.Id.Value, "$.workflows", "workflow", findings) };
    }
}
