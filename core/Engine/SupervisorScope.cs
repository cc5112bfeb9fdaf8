using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Which services a person supervises, looked at anew each time: a supervisor those of his units and those given to him, an administrator all (N-019). Services that were removed
/// while agents still work on their tasks are among them until those have ended, so that no task is invisible (F-66): by the unit of their mailbox.
/// </summary>
internal sealed class SupervisorScope(IAlertDesk desk, AgentTable agents, TaskTable tasks, IConfigurationSource configuration)
{
    /// <summary>The services by name; null for who is neither supervisor nor administrator.</summary>
    /// <param name="withRemoved">False spares the look at what everybody has, where only services count that are configured.</param>
    public async ValueTask<IReadOnlyList<Service>?> ServicesAsync(AgentId person, CancellationToken cancellation, bool withRemoved = true)
    {
        var current = configuration.Current;
        var user = current.Users.FirstOrDefault(one => Is(one.Id, person));
        var isAdministrator = user?.Roles.HasFlag(Roles.Administrator) == true || (await desk.AdministratorsAsync(cancellation)).Any(administrator => Is(administrator, person));
        if (!isAdministrator && user?.Roles.HasFlag(Roles.Supervisor) != true)
            return null;
        var all = withRemoved ? current.Services.Concat(await RemovedAsync(current, cancellation)) : current.Services;
        return InOrder(isAdministrator ? all : all.Where(service => current.Supervises(user!, service)));
    }

    // Who is asked for it knows no name any more; that of the mailbox tells people what it was.
    private async Task<IReadOnlyCollection<Service>> RemovedAsync(Configuration current, CancellationToken cancellation)
    {
        var removed = new Dictionary<ServiceId, Service>();
        foreach (var held in (await agents.AllAsync(cancellation)).Values.SelectMany(state => state.Value.Holds).Where(held => current.Service(held.Task.Service) is null))
            if (await tasks.FindAsync(held.Task, cancellation) is { Value: { State: not TaskState.Done } task } && current.Service(task.Service) is null)
            {
                var mailbox = current.Mailbox(task.Mailbox);
                removed[task.Service] = new Service { Id = task.Service, Name = mailbox?.Name ?? task.Service.Value, Unit = mailbox?.Unit ?? default };
            }

        return removed.Values;
    }

    // Teams and the configuration may spell an object id differently.
    private static bool Is(AgentId one, AgentId other) => string.Equals(one.Value, other.Value, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<Service> InOrder(IEnumerable<Service> services) => [.. services.OrderBy(service => service.Name, StringComparer.OrdinalIgnoreCase).ThenBy(service => service.Id.Value, StringComparer.Ordinal)];
}
