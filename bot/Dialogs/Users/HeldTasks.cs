using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Bot.Dialogs.Users;

/// <summary>Counts the tasks that a person has accepted and not ended: whoever takes rights from him must know what becomes of them.</summary>
internal sealed class HeldTasks(AgentTable agents, TaskTable tasks)
{
    public async Task<int> CountAsync(AgentId agent, CancellationToken cancellation)
    {
        var held = 0;
        foreach (var hold in (await agents.FindAsync(agent, cancellation))?.Value.Holds ?? [])
            if (await tasks.FindAsync(hold.Task, cancellation) is { Value: var task } && task.IsWith(agent))
                held++;
        return held;
    }
}
