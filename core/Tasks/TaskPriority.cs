using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Tasks;

/// <summary>
/// How urgent a task is. Each step is worth a day's head start in the queue, so the urgent comes first and nothing starves: a task is overtaken only by mail that was
/// received at most one day later for each step that it is more urgent, so by at most four days.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskPriority>))]
public enum TaskPriority
{
    Normal,
    Highest,
    High,
    Low,
    Lowest,
}

/// <summary>What a priority is worth.</summary>
public static class TaskPriorities
{
    /// <summary>By how much a task counts as received earlier than it was; later for those less urgent than normal.</summary>
    public static TimeSpan HeadStart(this TaskPriority priority) => TimeSpan.FromDays(priority switch
    {
        TaskPriority.Highest => 2,
        TaskPriority.High => 1,
        TaskPriority.Low => -1,
        TaskPriority.Lowest => -2,
        _ => 0,
    });
}
