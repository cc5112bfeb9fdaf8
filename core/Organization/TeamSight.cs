using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Organization;

/// <summary>Which agents somebody sees who hands a task on, by the tenant's team visibility; nobody is reached past the queues unless it is allowed.</summary>
public static class TeamSight
{
    /// <summary>The agents that <paramref name="viewer"/> sees, himself not among them, by name.</summary>
    public static IReadOnlyList<User> Of(Configuration current, AgentId viewer)
    {
        var services = current.Tenant.TeamVisibility switch
        {
            TeamVisibility.NoMembers => [],
            TeamVisibility.OwnMembers => current.Services.Where(service => service.Serves(viewer)),
            TeamVisibility.AllMembers => current.Services,
            _ => throw new ArgumentOutOfRangeException(nameof(current)),
        };
        var members = services.SelectMany(service => service.AgentIds).ToHashSet();
        return
        [
            .. current.Users.Where(user => user.Id != viewer && user.Roles.HasFlag(Roles.Agent) && members.Contains(user.Id))
                .OrderBy(user => user.DisplayName, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
