using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Engine;

/// <inheritdoc cref="IReliefDesk"/>
internal sealed class ReliefDesk(SupervisorScope scope, AdminDesk desk, IConfigurationSource configuration, TimeProvider time) : IReliefDesk
{
    public async Task<SteerResult> OpenOverflowAsync(AgentId supervisor, ServiceId service, ServiceId to, TimeSpan length, CancellationToken cancellation)
    {
        if (await FindAsync(supervisor, service, cancellation) is not { } from || await FindAsync(supervisor, to, cancellation) is not { } other)
            return new(null, SteerRefusal.NotAllowed);
        if (from.Id == other.Id)
            return new(null, SteerRefusal.NothingToDo);
        if (!from.IsLive || !other.IsLive || !configuration.Current.Tenant.EmailEnabled)
            return new(null, SteerRefusal.ServiceNotLive);
        return length < OpenOverflow.Shortest || length > OpenOverflow.Longest
            ? new(null, SteerRefusal.BadValue)
            : await DoAsync(supervisor, new SetOverflow(service, new OpenOverflow(to, time.GetUtcNow() + length)), cancellation);
    }

    public async Task<SteerResult> CloseOverflowAsync(AgentId supervisor, ServiceId service, CancellationToken cancellation) =>
        await FindAsync(supervisor, service, cancellation) is not { } from ? new(null, SteerRefusal.NotAllowed)
        : from.OverflowAt(time.GetUtcNow()) is null ? new(null, SteerRefusal.NothingToDo)
        : await DoAsync(supervisor, new SetOverflow(service, null), cancellation);

    public async Task<SteerResult> SetTasksPerAgentAsync(AgentId supervisor, ServiceId service, int tasks, CancellationToken cancellation) =>
        await FindAsync(supervisor, service, cancellation) is null
            ? new(null, SteerRefusal.NotAllowed)
            : await DoAsync(supervisor, new SetTasksPerAgent(service, tasks), cancellation);

    private async Task<Service?> FindAsync(AgentId supervisor, ServiceId service, CancellationToken cancellation) =>
        (await scope.ServicesAsync(supervisor, cancellation, withRemoved: false))?.FirstOrDefault(one => one.Id == service);

    // Right whatever else was changed meanwhile, so it names no revision.
    private async Task<SteerResult> DoAsync(AgentId supervisor, AdminCommand command, CancellationToken cancellation) =>
        await desk.ExecuteAsync(command, supervisor.Value, basis: null, cancellation) switch
        {
            AdminOutcome.Done { Changed: true } => new(null),
            AdminOutcome.Done => new(null, SteerRefusal.NothingToDo),
            _ => new(null, SteerRefusal.BadValue),
        };
}
