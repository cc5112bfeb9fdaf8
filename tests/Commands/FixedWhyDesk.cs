using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Commands;

/// <summary>Stands where the engine's reasons are: gives the same to everybody, and writes down who asked.</summary>
internal sealed class FixedWhyDesk : IWhyDesk
{
    public List<Onlooker> Asked { get; } = [];

    public List<TaskStory> Stories { get; } = [];

    public List<AgentStanding> Standings { get; } = [];

    public Task<TaskStory?> OfTaskAsync(Onlooker onlooker, TaskKey task, CancellationToken cancellation)
    {
        Asked.Add(onlooker);
        return Task.FromResult(Stories.FirstOrDefault(story => story.Task.Key == task));
    }

    public Task<AgentStanding?> OfAgentAsync(Onlooker onlooker, AgentId agent, CancellationToken cancellation)
    {
        Asked.Add(onlooker);
        return Task.FromResult(Standings.FirstOrDefault(standing => standing.Agent.Id == agent));
    }

    public Task<IReadOnlyList<TaskKey>> FindAsync(Onlooker onlooker, Func<TaskId, bool> isMeant, CancellationToken cancellation)
    {
        Asked.Add(onlooker);
        return Task.FromResult<IReadOnlyList<TaskKey>>([.. Stories.Select(story => story.Task.Key).Where(key => isMeant(key.Id))]);
    }
}
