using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Which services a person supervises, looked at anew each time: a supervisor those of his units and those given to him, an administrator all (N-019).</summary>
internal sealed class SupervisorScope(IAlertDesk desk, IConfigurationSource configuration)
{
    /// <summary>The services by name; null for who is neither supervisor nor administrator.</summary>
    public async ValueTask<IReadOnlyList<Service>?> ServicesAsync(AgentId person, CancellationToken cancellation)
    {
        var current = configuration.Current;
        var user = current.Users.FirstOrDefault(one => Is(one.Id, person));
        if (user?.Roles.HasFlag(Roles.Administrator) == true || (await desk.AdministratorsAsync(cancellation)).Any(administrator => Is(administrator, person)))
            return InOrder(current.Services);
        return user?.Roles.HasFlag(Roles.Supervisor) == true ? InOrder(current.Services.Where(service => current.Supervises(user, service))) : null;
    }

    // Teams and the configuration may spell an object id differently.
    private static bool Is(AgentId one, AgentId other) => string.Equals(one.Value, other.Value, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<Service> InOrder(IEnumerable<Service> services) => [.. services.OrderBy(service => service.Name, StringComparer.OrdinalIgnoreCase).ThenBy(service => service.Id.Value, StringComparer.Ordinal)];
}
