using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Organization;

/// <summary>A unit of the organization; mailboxes, workflows and services are visible in their unit and below (N-019, N-066).</summary>
public sealed record OrganizationUnit(UnitId Id, string Name, UnitId? Parent = null);
