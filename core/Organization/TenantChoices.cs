using System.Text.Json.Serialization;

namespace TeamsEmailBot.Core.Organization;

/// <summary>Which agents are shown to whoever forwards a task, so that nobody is reached past the queues .</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TeamVisibility>))]
public enum TeamVisibility
{
    /// <summary>The agents of the services that the person belongs to .</summary>
    OwnMembers,

    /// <summary>No agents, only services and whether anybody is there .</summary>
    NoMembers,

    /// <summary>The agents of all services .</summary>
    AllMembers,
}

/// <summary>How callers of the API are checked. That they are not checked at all cannot be chosen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApiAuthorization>))]
public enum ApiAuthorization
{
    /// <summary>The token is valid and of this tenant .</summary>
    TokenAndTenant,

    /// <summary>The token is valid .</summary>
    Token,
}
