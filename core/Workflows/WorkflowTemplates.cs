using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>A workflow to start from (N-066).</summary>
public enum WorkflowTemplate
{
    /// <summary>Everything into the queue.</summary>
    Straight,

    /// <summary>Closed: handed to another service where one is named, else queued with a word to the customer. Open: queued.</summary>
    OpeningHours,

    /// <summary>Known and important customers come first, by the agent who knows them.</summary>
    VipFirst,

    /// <summary>Agents must speak the language of the mail.</summary>
    LanguageSplit,

    /// <summary>What waits too long goes on to the second level, and what is marked urgent comes first there.</summary>
    Escalation,
}

/// <summary>What can be told to a template; all of it may be left out, and then the template does with what there is (N-067).</summary>
public sealed record TemplateInput
{
    /// <summary>The service that takes over: out of hours, or as the second level.</summary>
    public ServiceId? Other { get; init; }

    /// <summary>Addresses and domains of important customers.</summary>
    public IReadOnlyList<string> Important { get; init; } = [];

    /// <summary>Codes of the languages that agents speak.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en", "de"];

    /// <summary>How long a task waits on the first level.</summary>
    public int Minutes { get; init; } = 60;

    /// <summary>What a customer is told out of hours.</summary>
    public string ClosedText { get; init; } = "Thank you for your message. We are closed at the moment and will answer when we are back.";
}

/// <summary>The shipped templates; each gives a sound workflow that can be used unchanged (N-066, N-067).</summary>
public static class WorkflowTemplates
{
    public static IReadOnlyList<WorkflowTemplate> All { get; } = Enum.GetValues<WorkflowTemplate>();

    /// <summary>Whether the template hands mail to another service when one is named.</summary>
    public static bool UsesOther(WorkflowTemplate template) => template is WorkflowTemplate.OpeningHours or WorkflowTemplate.Escalation;

    public static Workflow Create(WorkflowTemplate template, WorkflowId id, string name, UnitId unit, TemplateInput? input = null) =>
        new(id, name, unit, Activities(template, input ?? new()));

    private static IReadOnlyList<WorkflowActivity> Activities(WorkflowTemplate template, TemplateInput input) => template switch
    {
        WorkflowTemplate.OpeningHours => OpeningHours(input),
        WorkflowTemplate.VipFirst => VipFirst(input),
        WorkflowTemplate.LanguageSplit =>
        [
            .. input.Languages.Select(language => new WorkflowActivity(ActivityKind.Language, Condition.With(ConditionKind.Language, language)) { Name = language }),
            Queue,
        ],
        WorkflowTemplate.Escalation =>
        [
            new(ActivityKind.Priority, Condition.With(ConditionKind.Importance, "high")) { Priority = TaskPriority.High },
            input.Other is { } second ? Queue with { Service = second, Minutes = input.Minutes } : Queue,
        ],
        _ => [Queue],
    };

    private static WorkflowActivity Queue => new(ActivityKind.Queue);

    private static Condition Closed => Condition.Not(new(ConditionKind.Open));

    private static IReadOnlyList<WorkflowActivity> OpeningHours(TemplateInput input) => input.Other is { } other
        ? [new(ActivityKind.Forward, Closed) { Service = other }, Queue]
        : [new(ActivityKind.Acknowledge, Closed) { Text = input.ClosedText }, Queue];

    private static IReadOnlyList<WorkflowActivity> VipFirst(TemplateInput input)
    {
        var highest = new WorkflowActivity(ActivityKind.Priority, Condition.With(ConditionKind.Sender, input.Important)) { Priority = TaskPriority.Highest };
        return
        [
            new(ActivityKind.Priority, Condition.Any(new Condition(ConditionKind.KnownCustomer), Condition.With(ConditionKind.Importance, "high"))) { Priority = TaskPriority.High },
            .. input.Important.Count > 0 ? [highest] : Array.Empty<WorkflowActivity>(),
            new(ActivityKind.LastAgent) { Minutes = 10 },
            Queue,
        ];
    }
}
