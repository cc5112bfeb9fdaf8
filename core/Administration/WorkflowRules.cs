using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for workflows (N-063 to N-067).</summary>
internal static class WorkflowRules
{
    public const int MostActivities = 50;
    public const int MostWords = 50;

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
            if (workflow.Activities.Count is 0 or > MostActivities)
                findings.Problem($"{path}.activities", ProblemCode.OutOfRange, $"{workflow.Activities.Count} activities are out of range.", $"Give 1 to {MostActivities} activities.");
            for (var j = 0; j < workflow.Activities.Count; j++)
                Activity(workflow.Activities[j], $"{path}.activities[{j}]", findings);
        }
    }

    private static void Activity(WorkflowActivity activity, string path, Findings findings)
    {
        if (!Enum.IsDefined(activity.Kind))
            findings.Problem($"{path}.kind", ProblemCode.UnknownValue, "There is no activity of this kind.", "Use queue or end.");
        var words = activity.WhenSubjectContains ?? [];
        if (words.Count > MostWords)
            findings.Problem($"{path}.whenSubjectContains", ProblemCode.OutOfRange, $"{words.Count} words are too many.", $"Give at most {MostWords}.");
        for (var i = 0; i < words.Count; i++)
            if (!Texts.IsOneLine(words[i], Texts.WordLength))
                findings.Problem($"{path}.whenSubjectContains[{i}]", ProblemCode.BadText, "This cannot be looked for in a subject.", $"Use 1 to {Texts.WordLength} characters without line breaks and without spaces at the ends.");
    }
}
