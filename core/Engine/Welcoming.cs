using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Has everybody told the how-to who can get mail of a live service for the first time (N-072, N-073). That it is told is noted with the agent in one commit with the
/// job, so it is told once, whatever crashes. Who has not got the app yet is welcomed when he installs it.
/// </summary>
internal sealed class Welcoming(AgentTable agents, IConfigurationSource configuration, TimeProvider time)
{
    // Only another configuration enables somebody.
    private volatile Configuration? reviewed;

    public async Task ReviewAsync(CancellationToken cancellation)
    {
        var current = configuration.Current;
        if (ReferenceEquals(reviewed, current))
            return;
        var states = await agents.AllAsync(cancellation);
        foreach (var user in current.Users.Where(user => LicenceGate.MayReceive(current, user) && states.GetValueOrDefault(user.Id) is not { Value.IsWelcome: true }))
            if (current.Services.FirstOrDefault(service => service.IsLive && service.Serves(user.Id)) is { } first)
                await agents.ChangeAsync(
                    user.Id,
                    state => state.IsWelcome ? null : state with { IsWelcome = true },
                    _ => [EngineJobs.Tell(new TellJob(user.Id, NoticeKind.Welcome, ServiceName: first.Name), time.GetUtcNow())],
                    cancellation);
        reviewed = current;
    }
}
