using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>What shall have happened by a deadline.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TargetKind>))]
public enum TargetKind
{
    /// <summary>A person answered the customer; an acknowledgement is no answer.</summary>
    FirstAnswer,

    /// <summary>The task ended.</summary>
    Finish,
}

/// <summary>Until when something shall have happened to a task, and what became of it.</summary>
/// <param name="RemindAt">When the holder is reminded; null = never.</param>
public sealed record Deadline(TargetKind Kind, DateTimeOffset At, DateTimeOffset? RemindAt)
{
    public bool IsReminded { get; init; }

    public bool IsMissed { get; init; }

    /// <summary>When it happened, in time or not; null = not yet.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>True while it can still be met.</summary>
    [JsonIgnore]
    public bool IsOpen => DoneAt is null && !IsMissed;

    /// <summary>True while it is missed and still has to happen.</summary>
    [JsonIgnore]
    public bool IsOverdue => DoneAt is null && IsMissed;

    /// <summary>True from the reminder on, as long as it can still be met.</summary>
    public bool IsNear(DateTimeOffset now) => IsOpen && RemindAt is { } near && now >= near;
}
