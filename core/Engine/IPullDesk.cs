using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Why an agent got no task out of the queue.</summary>
public enum PullRefusal
{
    /// <summary>Not known to the bot, or no agent.</summary>
    NotAllowed,

    /// <summary>None of his services lets agents help themselves, or none that does takes mail now.</summary>
    NoService,

    /// <summary>Something speaks against it; <see cref="PullResult.Against"/> says what.</summary>
    NotNow,

    /// <summary>Nothing waits that he could take.</summary>
    NothingWaits,
}

/// <param name="Task">The task that is his now; null when he got none.</param>
public sealed record PullResult(TaskKey? Task, PullRefusal? Refusal = null)
{
    public IReadOnlyList<Reason> Against { get; init; } = [];
}

/// <summary>Lets agents take the next waiting task by themselves, where the service allows it.</summary>
public interface IPullDesk
{
    /// <summary>Takes the task that comes first in the queues of the agent's services. He gets its card in his chat.</summary>
    Task<PullResult> PullAsync(AgentId agent, CancellationToken cancellation);
}
