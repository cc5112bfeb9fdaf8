using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Services;

/// <summary>Which of several suitable agents is offered a task first. Ties are broken by who has been idle longest, then by id.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OfferOrder>))]
public enum OfferOrder
{
    /// <summary>Who has had nothing new for the longest time.</summary>
    LongestIdle,

    /// <summary>In turn, by id; after the last comes the first.</summary>
    RoundRobin,

    /// <summary>Who holds the fewest tasks.</summary>
    MostFreeCapacity,

    /// <summary>Who fits the required skills of the task best.</summary>
    SkillMatch,

    /// <summary>Who has the best priority in the service.</summary>
    Priority,
}
