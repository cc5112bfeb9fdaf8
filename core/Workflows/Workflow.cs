using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>What a workflow does with a mail.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActivityKind>))]
public enum ActivityKind
{
    /// <summary>Puts the task into the service's queue.</summary>
    Queue,

    /// <summary>Ends the mail: no task, filed into <c>WF Ended</c>.</summary>
    End,
}

/// <summary>One activity of a workflow. <paramref name="WhenSubjectContains"/> limits it to mails whose subject holds one of the words (without case); empty = always.</summary>
public sealed record WorkflowActivity(ActivityKind Kind, IReadOnlyList<string>? WhenSubjectContains = null);

/// <summary>A workflow of type e-mail (N-063): activities in order, the first that applies decides; a mail that none takes is queued.</summary>
public sealed record Workflow(WorkflowId Id, string Name, UnitId Unit, IReadOnlyList<WorkflowActivity> Activities)
{
    /// <summary>The activity for a mail with this subject.</summary>
    public ActivityKind Decide(string subject)
    {
        foreach (var activity in Activities)
            if (activity.WhenSubjectContains is not { Count: > 0 } words || words.Any(word => subject.Contains(word, StringComparison.OrdinalIgnoreCase)))
                return activity.Kind;
        return ActivityKind.Queue;
    }
}
