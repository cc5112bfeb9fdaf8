using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Core.Administration;

/// <summary>Rules for one activity: the parts that its kind needs and no others, each sound.</summary>
internal static class ActivityRules
{
    public const int TagLength = 40;

    public static void Check(WorkflowActivity activity, string path, Findings findings)
    {
        if (WorkflowCatalog.Of(activity.Kind) is not { } shape)
        {
            findings.Problem($"{path}.kind", ProblemCode.UnknownValue, "There is no activity of this kind.", $"Use {string.Join(", ", WorkflowCatalog.Activities.Select(known => known.Name))}.");
            return;
        }

        foreach (var part in Enum.GetValues<ActivityPart>())
        {
            var (name, isGiven) = (DocumentWords.Of(part), IsGiven(activity, part));
            if (isGiven && !shape.Has(part))
                findings.Problem($"{path}.{name}", ProblemCode.NotForThisKind, $"An activity of kind {shape.Name} has no {name}.", "Remove it.");
            else if (!isGiven && shape.Required.Contains(part))
                findings.Problem($"{path}.{name}", ProblemCode.Missing, $"{name} is missing.", $"Add {name}.");
        }

        if (activity.Service is null && (activity.Minutes ?? activity.Length) is not null && activity.Kind == ActivityKind.Queue)
            findings.Problem($"{path}.service", ProblemCode.Missing, "The service that takes over is missing.", "Name the service, or remove minutes and length.");
        if (activity.Service is not null && activity.Minutes is null && activity.Length is null && activity.Kind == ActivityKind.Queue)
            findings.Problem($"{path}.service", ProblemCode.Missing, "It is not said when the other service takes over.", "Add minutes or length, or remove the service.");
        if (activity.Minutes is { } minutes && shape.Minutes is { } range)
            findings.Range($"{path}.minutes", minutes, range.Lowest, range.Highest);
        if (activity.Length is { } length && shape.Has(ActivityPart.Length))
            findings.Range($"{path}.length", length, WorkflowCatalog.Lengths.Lowest, WorkflowCatalog.Lengths.Highest);
        if (activity.Level is { } level && shape.Has(ActivityPart.Level))
            findings.Range($"{path}.level", level, WorkflowCatalog.Levels.Lowest, WorkflowCatalog.Levels.Highest);
        if (activity.Text is { } text && shape.Has(ActivityPart.Text) && (text.Trim().Length == 0 || !Texts.IsText(text, Texts.AcknowledgementLength)))
            findings.Problem($"{path}.text", ProblemCode.BadText, "The text is empty, too long or holds control characters.", $"Use 1 to {Texts.AcknowledgementLength} characters of plain text.");
        if (activity.Priority is { } priority && !Enum.IsDefined(priority))
            findings.Problem($"{path}.priority", ProblemCode.UnknownValue, "There is no such priority.", "Use highest, high, normal, low or lowest.");
        if (activity.Folder is { } folder && !Enum.IsDefined(folder))
            findings.Problem($"{path}.folder", ProblemCode.UnknownValue, "There is no such folder.", "Use ended or handled.");
        if (activity.Name is { } given && shape.Has(ActivityPart.Name))
            Name(activity.Kind, given, $"{path}.name", findings);
    }

    private static void Name(ActivityKind kind, string name, string path, Findings findings)
    {
        if (kind == ActivityKind.Language && !Texts.IsLanguage(name))
            findings.Problem(path, ProblemCode.BadText, "This is not the code of a language.", "Write two or three small letters, for example de.");
        else if (kind == ActivityKind.Tag && !Texts.IsOneLine(name, TagLength))
            findings.Problem(path, ProblemCode.BadText, "This is not a tag.", $"Use 1 to {TagLength} characters without line breaks and without spaces at the ends.");
        else if (kind == ActivityKind.Skill && !Texts.IsOneLine(name, AgentSkill.MaxNameLength))
            findings.Problem(path, ProblemCode.BadText, "This is not the name of a skill.", $"Use 1 to {AgentSkill.MaxNameLength} characters without line breaks and without spaces at the ends.");
        else if (kind == ActivityKind.Fail)
            findings.Name(path, name);
    }

    private static bool IsGiven(WorkflowActivity activity, ActivityPart part) => part switch
    {
        ActivityPart.Service => activity.Service is not null,
        ActivityPart.Minutes => activity.Minutes is not null,
        ActivityPart.Length => activity.Length is not null,
        ActivityPart.Text => activity.Text is not null,
        ActivityPart.Name => activity.Name is not null,
        ActivityPart.Level => activity.Level is not null,
        ActivityPart.Priority => activity.Priority is not null,
        _ => activity.Folder is not null,
    };
}
