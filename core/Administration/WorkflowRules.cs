using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for workflows (N-063 to N-067): everything that is wrong with them, each at its place.</summary>
internal static class WorkflowRules
{
    public static void Check(Configuration configuration, UnitTree units, Findings findings)
    {
        ConfigurationRules.Repeated(configuration.Workflows, workflow => workflow.Id.Value, i => findings.Problem(
            $"$.workflows[{i}].id", ProblemCode.Duplicate, "Another workflow has this id.", "Give every workflow an id of its own; upper and lower case do not make a difference."));
        for (var i = 0; i < configuration.Workflows.Count; i++)
        {
            var (workflow, path) = (configuration.Workflows[i], $"$.workflows[{i}]");
            findings.Id($"{path}.id", workflow.Id.Value);
            findings.Name($"{path}.name", workflow.Name);
            if (!units.Has(workflow.Unit))
                findings.UnknownReference($"{path}.unit", "unit");
            Activities(configuration, workflow, path, findings);
        }

        ForwardRules.Check(configuration, findings);
    }

    private static void Activities(Configuration configuration, Workflow workflow, string path, Findings findings)
    {
        if (workflow.Activities.Count is 0 or > WorkflowCatalog.MostActivities)
            findings.Problem($"{path}.activities", ProblemCode.OutOfRange, $"{workflow.Activities.Count} activities are out of range.", $"Give 1 to {WorkflowCatalog.MostActivities} activities.");
        TooMany(ActivityKind.Tag, "tags", WorkflowCatalog.MostTags);
        TooMany(ActivityKind.Skill, "skills", WorkflowCatalog.MostSkills);
        for (var j = 0; j < workflow.Activities.Count; j++)
        {
            var (activity, at) = (workflow.Activities[j], $"{path}.activities[{j}]");
            ActivityRules.Check(activity, at, findings);
            if (activity.Service is { } other && configuration.Service(other) is null)
                findings.UnknownReference($"{at}.service", "service");
            if (activity.When is { } when)
                ConditionRules.Check(when, $"{at}.when", findings);
        }

        void TooMany(ActivityKind kind, string what, int most)
        {
            if (workflow.Activities.Count(activity => activity.Kind == kind) is var count && count > most)
                findings.Problem($"{path}.activities", ProblemCode.OutOfRange, $"{count} {what} are too many.", $"Give at most {most}.");
        }
    }
}
