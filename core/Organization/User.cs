using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Organization;

/// <summary>What a person may do; one person may have several roles.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Agent = 1,
    Supervisor = 2,
    Administrator = 4,
}

/// <summary>A person known to the bot. The object id is the identity; UPN and name are attributes (F-63).</summary>
public sealed record User
{
    public required AgentId Id { get; init; }

    public required string DisplayName { get; init; }

    public required string UserPrincipalName { get; init; }

    public Roles Roles { get; init; }

    /// <summary>Only a licensed agent is offered e-mail tasks (N-004).</summary>
    public bool HasEmailLicence { get; init; }

    public bool IsGuest { get; init; }

    // No other empty list than this one, so that equal people are equal; rows of earlier releases know nothing of the two, and the reader sets null then.

    /// <summary>Units whose services a supervisor sees and steers, with those of all units below.</summary>
    public IReadOnlyList<UnitId> SupervisedUnits { get; init => field = value is { Count: > 0 } ? value : []; } = [];

    /// <summary>Services that a supervisor sees and steers besides.</summary>
    public IReadOnlyList<ServiceId> SupervisedServices { get; init => field = value is { Count: > 0 } ? value : []; } = [];
}
