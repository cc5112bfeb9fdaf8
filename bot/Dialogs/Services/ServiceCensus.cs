using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs.Services;

/// <summary>Tasks of a service: those that nobody has accepted, and those that somebody holds.</summary>
internal sealed record OpenTasks(int Waiting, int Held);

/// <summary>Counts what administrators are told of a service before they change it.</summary>
internal sealed class ServiceCensus(TaskTable tasks, AgentTable agents)
{
    public async Task<OpenTasks> CountAsync(ServiceId service, CancellationToken cancellation)
    {
        var (waiting, held) = (0, 0);
        await foreach (var task in tasks.OpenAsync(service, cancellation))
            if (task.Value.State is TaskState.Queued or TaskState.Offered)
                waiting++;
            else
                held++;
        return new(waiting, held);
    }

    /// <summary>The agents who are on duty, in whatever service.</summary>
    public async Task<IReadOnlySet<AgentId>> OnDutyAsync(CancellationToken cancellation) =>
        (await agents.AllAsync(cancellation)).Where(agent => agent.Value.Value.OnDuty).Select(agent => agent.Key).ToHashSet();
}
