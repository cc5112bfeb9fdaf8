using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Services;

/// <summary>Which parked tasks free their place, so that their agent is offered others meanwhile.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ParkedPlace>))]
public enum ParkedPlace
{
    /// <summary>Those that wait for the customer: when they come back is not in the agent's hands.</summary>
    WaitingForCustomer,

    /// <summary>None: an agent never holds more than his limit.</summary>
    Never,

    /// <summary>All.</summary>
    Always,
}
