using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for the conditions of an activity: the parts that each kind needs and no others, each sound, and not too many of them.</summary>
internal static class ConditionRules
{
    public static void Check(Condition condition, string path, Findings findings)
    {
        if (condition.Everything().Take(WorkflowCatalog.MostConditions + 1).Count() > WorkflowCatalog.MostConditions)
            findings.Problem(path, ProblemCode.OutOfRange, "These are too many conditions.", $"Give one activity at most {WorkflowCatalog.MostConditions}, combinations included.");
        Check(condition, path, 1, findings);
    }

    private static void Check(Condition condition, string path, int depth, Findings findings)
    {
        if (WorkflowCatalog.Of(condition.Kind) is not { } shape)
        {
            findings.Problem($"{path}.kind", ProblemCode.UnknownValue, "There is no condition of this kind.", $"Use {string.Join(", ", WorkflowCatalog.Conditions.Select(known => known.Name))}.");
            return;
        }

        Inside(condition, shape, path, depth, findings);
        Values(condition, shape, path, findings);
        Name(condition, shape, path, findings);
        if (condition.Number is { } number && shape.Number is { } range)
            findings.Range($"{path}.number", number, range.Lowest, range.Highest);
        else if (condition.Number is not null)
            NotForThisKind(path, "number", shape, findings);
        else if (shape.Number is not null)
            findings.Problem($"{path}.number", ProblemCode.Missing, "number is missing.", "Add number.");
    }

    private static void Inside(Condition condition, ConditionShape shape, string path, int depth, Findings findings)
    {
        if (shape.Inside is not { } range)
        {
            if (condition.Of is not null)
                NotForThisKind(path, "of", shape, findings);
            return;
        }

        var inside = condition.Of ?? [];
        if (inside.Count == 0)
            findings.Problem($"{path}.of", ProblemCode.EmptyCondition, "There is no condition inside.", "Add the conditions that it is about.");
        else if (inside.Count > range.Highest)
            findings.Problem($"{path}.of", ProblemCode.OutOfRange, $"{inside.Count} conditions are too many here.", $"Give at most {range.Highest}.");
        if (depth == WorkflowCatalog.DeepestCondition)
        {
            if (inside.Count > 0)
                findings.Problem($"{path}.of", ProblemCode.TooDeep, "Too many combinations stand in one another.", "Split the activity into several with simpler conditions.");
            return;
        }

        for (var i = 0; i < inside.Count; i++)
            Check(inside[i], $"{path}.of[{i}]", depth + 1, findings);
    }

    private static void Values(Condition condition, ConditionShape shape, string path, Findings findings)
    {
        var values = condition.Values ?? [];
        if (shape.Values == ValueKind.None)
        {
            if (condition.Values is not null)
                NotForThisKind(path, "values", shape, findings);
            return;
        }

        if (values.Count == 0 && !shape.MayLackValues)
            findings.Problem($"{path}.values", ProblemCode.EmptyCondition, "It is not said what to look for.", "Give at least one value.");
        if (values.Count > WorkflowCatalog.MostValues)
            findings.Problem($"{path}.values", ProblemCode.OutOfRange, $"{values.Count} values are too many.", $"Give at most {WorkflowCatalog.MostValues}.");
        for (var i = 0; i < values.Count; i++)
            if (WrongWith(values[i], shape) is { } wrong)
                findings.Problem($"{path}.values[{i}]", wrong.Code, wrong.Message, wrong.Remedy);
    }

    private static (string Code, string Message, string Remedy)? WrongWith(string value, ConditionShape shape) => shape.Values switch
    {
        ValueKind.Words when !Texts.IsOneLine(value, Texts.WordLength) =>
            (ProblemCode.BadText, "This cannot be looked for.", $"Use 1 to {Texts.WordLength} characters without line breaks and without spaces at the ends."),
        ValueKind.Addresses when !SenderList.IsEntry(value) =>
            (ProblemCode.BadSender, "This is neither an address nor a domain.", "Write name@domain.example or domain.example."),
        ValueKind.FileTypes when value.Length is 0 or > 10 || !value.All(char.IsAsciiLetterOrDigit) =>
            (ProblemCode.BadText, "This is not the ending of a file name.", "Write 1 to 10 letters and digits without the dot, for example pdf."),
        ValueKind.Languages when !Texts.IsLanguage(value) =>
            (ProblemCode.BadText, "This is not the code of a language.", "Write two or three small letters, for example de."),
        ValueKind.Choices when !shape.Choices.Contains(value, StringComparer.Ordinal) =>
            (ProblemCode.UnknownValue, "This is none of the values there are.", $"Use {string.Join(", ", shape.Choices)}."),
        _ => null,
    };

    private static void Name(Condition condition, ConditionShape shape, string path, Findings findings)
    {
        if (!shape.HasName)
        {
            if (condition.Name is not null)
                NotForThisKind(path, "name", shape, findings);
        }
        else if (condition.Name is not { } name)
        {
            findings.Problem($"{path}.name", ProblemCode.Missing, "name is missing.", "Add the name of the header.");
        }
        else if (!Texts.IsHeaderName(name))
        {
            findings.Problem($"{path}.name", ProblemCode.BadText, "This is not the name of a header.", "Use 1 to 76 letters, digits and signs, without spaces and colons, for example X-Priority.");
        }
    }

    private static void NotForThisKind(string path, string name, ConditionShape shape, Findings findings) =>
        findings.Problem($"{path}.{name}", ProblemCode.NotForThisKind, $"A condition of kind {shape.Name} has no {name}.", "Remove it.");
}
