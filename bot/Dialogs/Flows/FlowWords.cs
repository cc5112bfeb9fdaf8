using TeamsEmailBot.Bot.Cards;
using TeamsEmailBot.Bot.Resources;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;

namespace TeamsEmailBot.Bot.Dialogs.Flows;

/// <summary>Workflows in plain words.</summary>
internal static class FlowWords
{
    private const int TextLength = 120;

    /// <summary>An activity with its condition, for example <c>When the subject has “refund”: priority high</c>.</summary>
    public static string Of(Words words, WorkflowActivity activity, Configuration configuration)
    {
        var act = Act(words, activity, configuration);
        return activity.When is { } when ? words.Say(FlowPhrase.WhenThen, Of(words, when), act) : act;
    }

    public static string Of(Words words, Condition condition) => condition.Kind switch
    {
        ConditionKind.All => Several(words, condition, FlowPhrase.And),
        ConditionKind.Any => Several(words, condition, FlowPhrase.Or),
        ConditionKind.Not => words.Say(FlowPhrase.Not, Several(words, condition, FlowPhrase.And)),
        ConditionKind.Sender => words.Say(FlowPhrase.IfSender, Values(condition)),
        ConditionKind.Recipient => words.Say(FlowPhrase.IfRecipient, Values(condition)),
        ConditionKind.Subject => words.Say(FlowPhrase.IfSubject, Values(condition)),
        ConditionKind.Body => words.Say(FlowPhrase.IfBody, Values(condition)),
        ConditionKind.LargerThan => words.Say(FlowPhrase.IfLarger, condition.Number),
        ConditionKind.HasAttachment => words[FlowPhrase.IfAttachment],
        ConditionKind.AttachmentType => words.Say(FlowPhrase.IfAttachmentType, Values(condition)),
        ConditionKind.Importance => words.Say(FlowPhrase.IfImportance, Values(condition)),
        ConditionKind.Language => words.Say(FlowPhrase.IfLanguage, Values(condition)),
        ConditionKind.Header => condition.Values is { Count: > 0 }
            ? words.Say(FlowPhrase.IfHeaderHas, SafeText.Line(condition.Name, TextLength), Values(condition))
            : words.Say(FlowPhrase.IfHeader, SafeText.Line(condition.Name, TextLength)),
        ConditionKind.Sensitivity => words.Say(FlowPhrase.IfSensitivity, Values(condition)),
        ConditionKind.Dmarc => words.Say(FlowPhrase.IfDmarc, Values(condition)),
        ConditionKind.KnownCustomer => words[FlowPhrase.IfKnown],
        ConditionKind.Open => words[FlowPhrase.IfOpen],
        ConditionKind.Waiting => words.Say(FlowPhrase.IfWaiting, condition.Number),
        ConditionKind.OldestWaiting => words.Say(FlowPhrase.IfOldest, condition.Number),
        _ => words.Say(FlowPhrase.IfAgents, condition.Number),
    };

    /// <summary>The kind of an activity, as it is chosen.</summary>
    public static string Of(Words words, ActivityKind kind) => words[kind switch
    {
        ActivityKind.Queue => FlowPhrase.KindQueue,
        ActivityKind.End => FlowPhrase.KindEnd,
        ActivityKind.Fail => FlowPhrase.KindFail,
        ActivityKind.Answer => FlowPhrase.KindAnswer,
        ActivityKind.Forward => FlowPhrase.KindForward,
        ActivityKind.Priority => FlowPhrase.KindPriority,
        ActivityKind.Skill => FlowPhrase.KindSkill,
        ActivityKind.Language => FlowPhrase.KindLanguage,
        ActivityKind.Tag => FlowPhrase.KindTag,
        ActivityKind.Acknowledge => FlowPhrase.KindAcknowledge,
        _ => FlowPhrase.KindLastAgent,
    }];

    public static string Of(Words words, TaskPriority priority) => words[priority switch
    {
        TaskPriority.Highest => FlowPhrase.PriorityHighest,
        TaskPriority.High => FlowPhrase.PriorityHigh,
        TaskPriority.Low => FlowPhrase.PriorityLow,
        TaskPriority.Lowest => FlowPhrase.PriorityLowest,
        _ => FlowPhrase.PriorityNormal,
    }];

    /// <summary>What became of a step of a trial.</summary>
    public static string Of(Words words, StepOutcome outcome) => words[outcome switch
    {
        StepOutcome.Done => FlowPhrase.StepDone,
        StepOutcome.NotMet => FlowPhrase.StepNotMet,
        StepOutcome.NothingToDo => FlowPhrase.StepNothing,
        StepOutcome.Overflowed => FlowPhrase.StepOverflowed,
        _ => FlowPhrase.StepTrouble,
    }];

    /// <summary>The name of a service; its id when there is none of it any more.</summary>
    public static string Service(Configuration configuration, Core.Model.ServiceId? service) =>
        SafeText.Line(service is { } id ? configuration.Service(id)?.Name ?? id.Value : "?", CardParts.NameLength);

    private static string Act(Words words, WorkflowActivity activity, Configuration configuration) => activity switch
    {
        { Kind: ActivityKind.Queue, Service: null } => words[FlowPhrase.KindQueue],
        { Kind: ActivityKind.Queue, Minutes: { } minutes, Length: { } length } => words.Say(FlowPhrase.DoOverflowBoth, Service(configuration, activity.Service), minutes, length),
        { Kind: ActivityKind.Queue, Minutes: { } minutes } => words.Say(FlowPhrase.DoOverflowTime, Service(configuration, activity.Service), minutes),
        { Kind: ActivityKind.Queue } => words.Say(FlowPhrase.DoOverflowLength, Service(configuration, activity.Service), activity.Length),
        { Kind: ActivityKind.End } => words[activity.Folder == EndFolder.Handled ? FlowPhrase.DoEndHandled : FlowPhrase.DoEnd],
        { Kind: ActivityKind.Fail } => words.Say(FlowPhrase.DoFail, Name(activity)),
        { Kind: ActivityKind.Answer } => words.Say(FlowPhrase.DoAnswer, SafeText.Line(activity.Text, TextLength)),
        { Kind: ActivityKind.Forward } => words.Say(FlowPhrase.DoForward, Service(configuration, activity.Service)),
        { Kind: ActivityKind.Priority } => words.Say(FlowPhrase.DoPriority, Of(words, activity.Priority ?? TaskPriority.Normal)),
        { Kind: ActivityKind.Skill } => words.Say(FlowPhrase.DoSkill, Name(activity), activity.Level),
        { Kind: ActivityKind.Language } => words.Say(FlowPhrase.DoLanguage, Name(activity)),
        { Kind: ActivityKind.Tag } => words.Say(FlowPhrase.DoTag, Name(activity)),
        { Kind: ActivityKind.Acknowledge } => words.Say(FlowPhrase.DoAcknowledge, SafeText.Line(activity.Text, TextLength)),
        _ => words.Say(FlowPhrase.DoLastAgent, activity.Minutes),
    };

    private static string Several(Words words, Condition condition, FlowPhrase between) =>
        string.Join($" {words[between]} ", (condition.Of ?? []).Select(inner => inner.Kind is ConditionKind.All or ConditionKind.Any ? $"({Of(words, inner)})" : Of(words, inner)));

    private static string Values(Condition condition) => string.Join(", ", (condition.Values ?? []).Select(value => SafeText.Line(value, TextLength)));

    private static string Name(WorkflowActivity activity) => SafeText.Line(activity.Name, TextLength);
}
