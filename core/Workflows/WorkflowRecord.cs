using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Workflows;

/// <summary>Why a workflow cannot be followed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkflowTrouble>))]
public enum WorkflowTrouble
{
    /// <summary>The service has no workflow (any more).</summary>
    NoWorkflow,

    /// <summary>The other service is not there, or takes no mail now.</summary>
    ServiceNotLive,

    /// <summary>The services hand the mail to each other.</summary>
    ForwardLoop,

    /// <summary>An activity or condition that this release does not know, or without a part that it needs.</summary>
    NotUnderstood,
}

/// <summary>What became of an activity.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepOutcome>))]
public enum StepOutcome
{
    /// <summary>Carried out.</summary>
    Done,

    /// <summary>Its condition does not hold.</summary>
    NotMet,

    /// <summary>Its condition holds, but there is nothing to do: nobody to answer, no last agent.</summary>
    NothingToDo,

    /// <summary>Carried out, and the other service takes the task at once because the queue is too long.</summary>
    Overflowed,

    /// <summary>It could not be carried out; see <see cref="WorkflowRun.Trouble"/>.</summary>
    Trouble,
}

/// <summary>A condition that was looked at. Only its kind is kept: what it looked for could tell what is in the mail (I6).</summary>
public sealed record ConditionCheck(ConditionKind Kind, bool Holds);

/// <summary>One activity that a mail came by.</summary>
/// <param name="Service">Whose workflow it is in.</param>
/// <param name="Activity">Its place in the workflow, from 0.</param>
/// <param name="Checks">The conditions that decided, in order; none of those that were not needed, and no combinations.</param>
public sealed record WorkflowStep(ServiceId Service, int Activity, ActivityKind Kind, StepOutcome Outcome, IReadOnlyList<ConditionCheck> Checks)
{
    /// <summary>Place (from 1) and kind as one code, for example <c>2_priority</c>.</summary>
    [JsonIgnore]
    public string Code => $"{Activity + 1}_{WorkflowCatalog.Of(Kind)?.Name}";
}

/// <summary>Which workflow a mail went through, in which version, and by which steps.</summary>
public sealed record WorkflowRecord(WorkflowId Id, int Version, IReadOnlyList<WorkflowStep> Steps, WorkflowTrouble? Trouble = null);
