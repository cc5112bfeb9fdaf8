using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Who asks. <paramref name="User"/> is null for an administrator who is named in the settings and not set up himself.</summary>
public sealed record Onlooker(AgentId Id, Roles Roles, User? User)
{
    /// <summary>Whether he sees whatever happens in the service; null = a service that is gone.</summary>
    public bool Supervises(Configuration current, Service? service) =>
        Roles.HasFlag(Roles.Administrator) || (User is { } user && service is not null && current.Supervises(user, service));
}

/// <summary>Why a task is where it is.</summary>
/// <param name="Decisions">The newest decisions of distribution, newest first.</param>
/// <param name="Earlier">How many decisions came before those.</param>
/// <param name="IsSupervised">Whether the onlooker sees it as supervisor; an agent learns nothing about his colleagues by name.</param>
public sealed record TaskStory(EmailTask Task, IReadOnlyList<DistributionRecord> Decisions, int Earlier, bool IsSupervised);

/// <summary>A waiting task and what was recorded last against offering it to an agent; nothing when he was suitable.</summary>
/// <param name="At">When that was decided; null when nothing was decided yet.</param>
public sealed record PassedTask(TaskKey Task, DateTimeOffset? At, IReadOnlyList<Reason> Against);

/// <summary>How an agent stands with one of his services.</summary>
/// <param name="Against">What speaks against any offer to him now; nothing when he could take a task.</param>
/// <param name="Others">How many of his colleagues could take one.</param>
/// <param name="Waiting">How many tasks wait.</param>
/// <param name="Tasks">The first of them.</param>
public sealed record ServiceStanding(Service Service, IReadOnlyList<Reason> Against, int Others, int Waiting, IReadOnlyList<PassedTask> Tasks);

/// <summary>Why an agent gets mail, or none.</summary>
/// <param name="State">Null for who never switched to duty.</param>
public sealed record AgentStanding(User Agent, AgentState? State, IReadOnlyList<ServiceStanding> Services);

/// <summary>Port of the face: reasons from the records (I5). What is none of the onlooker's business is not there for him (I9).</summary>
public interface IWhyDesk
{
    /// <summary>Null when there is no such task for him.</summary>
    Task<TaskStory?> OfTaskAsync(Onlooker onlooker, TaskKey task, CancellationToken cancellation);

    /// <summary>Null when the person is no agent of any service that the onlooker sees; everybody sees himself.</summary>
    Task<AgentStanding?> OfAgentAsync(Onlooker onlooker, AgentId agent, CancellationToken cancellation);

    /// <summary>His tasks that are meant: the open ones, and those that ended within a week. A few at most.</summary>
    Task<IReadOnlyList<TaskKey>> FindAsync(Onlooker onlooker, Func<TaskId, bool> isMeant, CancellationToken cancellation);
}
