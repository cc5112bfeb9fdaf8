using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Supervision;

/// <summary>What can be wrong with a service that its supervisors can do something about; the most urgent first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TroubleKind>))]
public enum TroubleKind
{
    /// <summary>So many open tasks are overdue; the earliest deadline was then.</summary>
    Breached,

    /// <summary>So many tasks wait and no agent is there; the oldest has waited since then.</summary>
    NobodyAvailable,

    /// <summary>So many waiting tasks will hardly be answered in time; the earliest deadline is then.</summary>
    BreachAhead,

    /// <summary>So many tasks wait, the threshold or more.</summary>
    QueueLong,

    /// <summary>The oldest task has waited for so many minutes of business time, the threshold or more; since then.</summary>
    OldestWaiting,

    /// <summary>So many agents are on duty and not reached by Teams.</summary>
    AgentsUnreachable,

    /// <summary>So many pieces of work were given up and wait for the operator.</summary>
    WorkFailed,
}

/// <summary>A trouble of a service; what number and time mean says the kind.</summary>
public sealed record ServiceTrouble(TroubleKind Kind, int Number, DateTimeOffset? At = null)
{
    /// <summary>Since when its cause is gone; the trouble goes when it stays away.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>Told at any hour: somebody has to act now.</summary>
    [JsonIgnore]
    public bool IsUrgent => Kind is TroubleKind.Breached or TroubleKind.NobodyAvailable;
}
