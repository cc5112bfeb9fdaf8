using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>What the values of a condition are.</summary>
public enum ValueKind
{
    None,

    /// <summary>Words or phrases.</summary>
    Words,

    /// <summary>Addresses or domains.</summary>
    Addresses,

    /// <summary>Endings of file names, without the dot.</summary>
    FileTypes,

    /// <summary>Codes of languages (ISO 639), for example <c>de</c>.</summary>
    Languages,

    /// <summary>Some of <see cref="ConditionShape.Choices"/>.</summary>
    Choices,
}

/// <summary>A number from <paramref name="Lowest"/> to <paramref name="Highest"/>.</summary>
public sealed record NumberRange(int Lowest, int Highest);

/// <summary>What a kind of condition needs to be told.</summary>
/// <param name="Name">As written in documents.</param>
public sealed record ConditionShape(ConditionKind Kind, string Name)
{
    public ValueKind Values { get; init; }

    /// <summary>Whether it also makes sense without values.</summary>
    public bool MayLackValues { get; init; }

    /// <summary>What there is to choose from, for <see cref="ValueKind.Choices"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether it has the name of a header.</summary>
    public bool HasName { get; init; }

    /// <summary>Null = it has no number.</summary>
    public NumberRange? Number { get; init; }

    /// <summary>How many conditions may be inside; null = none.</summary>
    public NumberRange? Inside { get; init; }
}

/// <summary>A part of an activity.</summary>
public enum ActivityPart
{
    Service,
    Minutes,
    Length,
    Text,
    Name,
    Level,
    Priority,
    Folder,
}

/// <summary>What a kind of activity needs to be told.</summary>
/// <param name="Name">As written in documents.</param>
public sealed record ActivityShape(ActivityKind Kind, string Name)
{
    public IReadOnlyList<ActivityPart> Required { get; init; } = [];

    public IReadOnlyList<ActivityPart> Optional { get; init; } = [];

    /// <summary>Null = it has no minutes.</summary>
    public NumberRange? Minutes { get; init; }

    /// <summary>Whether nothing after it is done when it is carried out.</summary>
    public bool Decides { get; init; }

    public bool Has(ActivityPart part) => Required.Contains(part) || Optional.Contains(part);
}

/// <summary>All kinds of activities and conditions with what they need to be told: rules, documents and dialogs go by this one list.</summary>
public static class WorkflowCatalog
{
    public const int MostActivities = 50;

    /// <summary>In one activity, combinations included.</summary>
    public const int MostConditions = 30;

    /// <summary>A combination in a combination in a combination, and a condition in it.</summary>
    public const int DeepestCondition = 4;

    public const int MostValues = 50;

    public const int MostTags = 10;

    public const int MostSkills = 10;

    public static readonly NumberRange Levels = new(AgentSkill.Lowest, AgentSkill.Highest);

    public static readonly NumberRange Lengths = new(1, 1000);

    private static readonly NumberRange Week = new(1, 7 * 24 * 60);

    private static readonly NumberRange Several = new(1, MostConditions - 1);

    public static IReadOnlyList<ActivityShape> Activities { get; } =
    [
        new(ActivityKind.Queue, "queue") { Optional = [ActivityPart.Service, ActivityPart.Minutes, ActivityPart.Length], Minutes = Week, Decides = true },
        new(ActivityKind.End, "end") { Optional = [ActivityPart.Folder], Decides = true },
        new(ActivityKind.Fail, "fail") { Required = [ActivityPart.Name], Decides = true },
        new(ActivityKind.Answer, "answer") { Required = [ActivityPart.Text] },
        new(ActivityKind.Forward, "forward") { Required = [ActivityPart.Service], Decides = true },
        new(ActivityKind.Priority, "priority") { Required = [ActivityPart.Priority] },
        new(ActivityKind.Skill, "skill") { Required = [ActivityPart.Name, ActivityPart.Level] },
        new(ActivityKind.Language, "language") { Required = [ActivityPart.Name] },
        new(ActivityKind.Tag, "tag") { Required = [ActivityPart.Name] },
        new(ActivityKind.Acknowledge, "acknowledge") { Required = [ActivityPart.Text] },
        new(ActivityKind.LastAgent, "lastAgent") { Required = [ActivityPart.Minutes], Minutes = new(1, 24 * 60) },
    ];

    public static IReadOnlyList<ConditionShape> Conditions { get; } =
    [
        new(ConditionKind.All, "all") { Inside = Several },
        new(ConditionKind.Any, "any") { Inside = Several },
        new(ConditionKind.Not, "not") { Inside = new(1, 1) },
        new(ConditionKind.Sender, "sender") { Values = ValueKind.Addresses },
        new(ConditionKind.Recipient, "recipient") { Values = ValueKind.Addresses },
        new(ConditionKind.Subject, "subject") { Values = ValueKind.Words },
        new(ConditionKind.Body, "body") { Values = ValueKind.Words },
        new(ConditionKind.LargerThan, "largerThan") { Number = new(1, 150) },
        new(ConditionKind.HasAttachment, "hasAttachment"),
        new(ConditionKind.AttachmentType, "attachmentType") { Values = ValueKind.FileTypes },
        new(ConditionKind.Importance, "importance") { Values = ValueKind.Choices, Choices = ["low", "normal", "high"] },
        new(ConditionKind.Language, "language") { Values = ValueKind.Languages },
        new(ConditionKind.Header, "header") { HasName = true, Values = ValueKind.Words, MayLackValues = true },
        new(ConditionKind.Sensitivity, "sensitivity") { Values = ValueKind.Choices, Choices = ["normal", "personal", "private", "confidential"] },
        new(ConditionKind.Dmarc, "dmarc") { Values = ValueKind.Choices, Choices = ["pass", "fail", "none"] },
        new(ConditionKind.KnownCustomer, "knownCustomer"),
        new(ConditionKind.Open, "open"),
        new(ConditionKind.Waiting, "waiting") { Number = Lengths },
        new(ConditionKind.OldestWaiting, "oldestWaiting") { Number = Week },
        new(ConditionKind.AgentsAvailable, "agentsAvailable") { Number = new(1, 100) },
    ];

    /// <summary>Null for a kind that there is not.</summary>
    public static ActivityShape? Of(ActivityKind kind) => Activities.FirstOrDefault(shape => shape.Kind == kind);

    /// <inheritdoc cref="Of(ActivityKind)"/>
    public static ConditionShape? Of(ConditionKind kind) => Conditions.FirstOrDefault(shape => shape.Kind == kind);
}
