using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Organization;

/// <summary>Counts the versions of workflows in the very change that makes a new one: whoever makes it, a dialog or a document, knows nothing of versions.</summary>
internal static class WorkflowVersions
{
    public static Configuration Note(Configuration old, Configuration next) =>
        next with { Workflows = [.. next.Workflows.Select(workflow => Note(old.Workflow(workflow.Id), workflow))] };

    private static Workflow Note(Workflow? before, Workflow after)
    {
        if (before is null)
            return after with { Version = 1 };
        var isSame = Activities(before).Span.SequenceEqual(Activities(after).Span);
        return after with { Version = isSame ? before.Version : before.Version + 1 };
    }

    private static ReadOnlyMemory<byte> Activities(Workflow workflow) =>
        ConfigurationRows.Write(workflow with { Name = "", Unit = new(""), Version = 0 }, ConfigurationJson.Default.Workflow);
}
