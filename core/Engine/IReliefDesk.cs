using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// What supervisors change about a service that cannot keep up. It is part of the configuration, so it holds for every instance at once and stands in the audit trail under their
/// names. Role and scope are looked at with every call (I9).
/// </summary>
public interface IReliefDesk
{
    /// <summary>Opens the way to another service that the person supervises as well, in place of one that is open; it closes by itself.</summary>
    /// <param name="length">From <see cref="OpenOverflow.Shortest"/> to <see cref="OpenOverflow.Longest"/>.</param>
    Task<SteerResult> OpenOverflowAsync(AgentId supervisor, ServiceId service, ServiceId to, TimeSpan length, CancellationToken cancellation);

    /// <summary>Closes it before its time. What went on stays there.</summary>
    Task<SteerResult> CloseOverflowAsync(AgentId supervisor, ServiceId service, CancellationToken cancellation);

    /// <summary>Sets how many tasks each agent of the service may hold; it stays so until somebody sets it anew.</summary>
    Task<SteerResult> SetTasksPerAgentAsync(AgentId supervisor, ServiceId service, int tasks, CancellationToken cancellation);
}
