using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Reads workflows of a document; which parts belong to which kind is for <see cref="WorkflowRules"/>.</summary>
internal static class WorkflowReader
{
    // What stands in for a kind that is not known: the rules look no further then.
    private const ActivityKind NoActivity = (ActivityKind)(-1);
    private const ConditionKind NoCondition = (ConditionKind)(-1);

    public static Workflow Read(Fields fields, List<ConfigurationProblem> problems)
    {
        if (!fields.Has("activities"))
            fields.Missing("activities", "Add a list of activities, for example [{ \"kind\": \"queue\" }].");
        var workflow = new Workflow(
            new(fields.Required("id")), fields.Required("name"), new(fields.Required("unit")), fields.Objects("activities", activity => Activity(activity, problems)));
        fields.Close();
        return workflow;
    }

    private static WorkflowActivity Activity(Fields fields, List<ConfigurationProblem> problems)
    {
        var activity = new WorkflowActivity(Kind(fields, "activity", WorkflowCatalog.Activities, shape => shape.Name, problems)?.Kind ?? NoActivity, When(fields, problems))
        {
            Service = fields.Text("service") is { } service ? new ServiceId(service) : null,
            Minutes = Number(fields, "minutes"),
            Length = Number(fields, "length"),
            Text = fields.Text("text"),
            Name = fields.Text("name"),
            Level = Number(fields, "level"),
            Priority = Choice<TaskPriority>(fields, "priority"),
            Folder = Choice<EndFolder>(fields, "folder"),
        };
        fields.Close();
        return activity;
    }

    // Documents of the first release know one condition, written beside the kind.
    private static Condition? When(Fields fields, List<ConfigurationProblem> problems)
    {
        var words = fields.Texts("whenSubjectContains");
        var former = words.Count > 0 ? Condition.With(ConditionKind.Subject, words) : null;
        if (fields.Inner("when") is not { } when)
            return former;
        if (former is not null)
            problems.Add(new($"{fields.Path}.whenSubjectContains", ProblemCode.NotForThisKind, "The activity has two conditions.", "Put the words into when: { \"kind\": \"subject\", \"values\": [...] }, together with the other condition."));
        return ConditionOf(when, problems);
    }

    private static Condition ConditionOf(Fields fields, List<ConfigurationProblem> problems)
    {
        var shape = Kind(fields, "condition", WorkflowCatalog.Conditions, known => known.Name, problems);
        var condition = new Condition(shape?.Kind ?? NoCondition)
        {
            Of = fields.Objects("of", inner => ConditionOf(inner, problems)) is var inside && fields.Has("of") ? inside : null,
            Values = fields.Texts("values") is var values && fields.Has("values") ? values : null,
            Name = fields.Text("name"),
            Number = Number(fields, "number"),
        };
        fields.Close();
        return condition;
    }

    private static T? Kind<T>(Fields fields, string what, IReadOnlyList<T> shapes, Func<T, string> nameOf, List<ConfigurationProblem> problems)
        where T : class
    {
        var name = fields.Required("kind");
        var found = shapes.FirstOrDefault(shape => nameOf(shape) == name);
        if (found is null && fields.Text("kind") is not null)
            problems.Add(new($"{fields.Path}.kind", ProblemCode.UnknownValue, $"There is no {what} of this kind.", $"Use {string.Join(", ", shapes.Select(nameOf))}."));
        return found;
    }

    // Asked for also where it is absent, so that its name counts among the known ones. What cannot be read is a problem already.
    private static int? Number(Fields fields, string name) => fields.Number(name, 1) is var number && fields.Has(name) ? number : null;

    private static T? Choice<T>(Fields fields, string name)
        where T : struct, Enum => fields.Choice(name, default(T)) is var choice && fields.Has(name) ? choice : null;
}
