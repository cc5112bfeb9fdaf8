using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>What a workflow can do with a mail. <see cref="WorkflowCatalog"/> says what each one needs to be told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActivityKind>))]
public enum ActivityKind
{
    /// <summary>Puts the task into the service's queue; goes on to another service's when the queue is too long already, or after waiting too long. Decides.</summary>
    Queue,

    /// <summary>Ends the mail without a task and files it. Decides.</summary>
    End,

    /// <summary>Ends the mail without a task, files it as failed and notes the reason. Decides.</summary>
    Fail,

    /// <summary>
    /// Answers the customer with a text and ends the mail without a task. Decides; but where nobody can be answered (machines, forged senders, a customer who got an
    /// automatic answer in the last 24 hours, F-41) the workflow goes on, so that a person sees the mail.
    /// </summary>
    Answer,

    /// <summary>Hands the mail to another service, whose workflow goes on. Decides.</summary>
    Forward,

    /// <summary>Sets the priority.</summary>
    Priority,

    /// <summary>Requires a skill, with a level at least.</summary>
    Skill,

    /// <summary>Sets the language that the agent must speak.</summary>
    Language,

    /// <summary>Adds a tag.</summary>
    Tag,

    /// <summary>Tells the customer that his mail arrived, with this text in place of the service's own.</summary>
    Acknowledge,

    /// <summary>Keeps the task for the agent who worked for the customer last, for some time at most.</summary>
    LastAgent,
}

/// <summary>The folder that an ended mail is filed into.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EndFolder>))]
public enum EndFolder
{
    /// <summary><c>WF Ended</c>, or what the mailbox names in its place.</summary>
    Ended,

    /// <summary><c>Handled</c>, or what the mailbox names in its place.</summary>
    Handled,
}

/// <summary>One activity of a workflow; which of the parts it has depends on its kind.</summary>
/// <param name="When">Only for mail of which this holds; null = for every mail.</param>
public sealed record WorkflowActivity(ActivityKind Kind, Condition? When = null)
{
    /// <summary>The other service.</summary>
    public ServiceId? Service { get; init; }

    /// <summary>How long to wait.</summary>
    public int? Minutes { get; init; }

    /// <summary>From how many waiting tasks on the other service takes it at once.</summary>
    public int? Length { get; init; }

    /// <summary>What the customer is written.</summary>
    public string? Text { get; init; }

    /// <summary>The skill, the language, the tag, or why it failed.</summary>
    public string? Name { get; init; }

    /// <summary>Level of the skill.</summary>
    public int? Level { get; init; }

    public TaskPriority? Priority { get; init; }

    /// <summary>Null = <see cref="EndFolder.Ended"/>.</summary>
    public EndFolder? Folder { get; init; }

    /// <summary>The only condition that rows of the first releases know; it is read and never written.</summary>
    [JsonInclude]
    [JsonPropertyName("whenSubjectContains")]
    internal IReadOnlyList<string>? FormerCondition
    {
        get => null;
        init => When = value is { Count: > 0 } ? Condition.With(ConditionKind.Subject, value) : When;
    }
}
