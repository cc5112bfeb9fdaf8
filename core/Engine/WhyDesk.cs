using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <inheritdoc cref="IWhyDesk"/>
internal sealed class WhyDesk(
    IEntityStore store, TaskTable tasks, ServiceQueue queue, AgentTable agents, Candidates candidates, SupervisorScope scope, IConfigurationSource configuration, TimeProvider time) : IWhyDesk
{
    private const int MostDecisions = 5;
    private const int MostTasks = 3;
    private const int MostFound = 5;
    private const int MostCounted = 1_000;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    public async Task<TaskStory?> OfTaskAsync(Onlooker onlooker, TaskKey task, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(task, cancellation) is not { Value: { } found })
            return null;
        var supervised = await SupervisedAsync(onlooker, cancellation);
        if (!Sees(onlooker, supervised, found))
            return null;
        var (newest, count) = (new Queue<DistributionRecord>(), 0);
        await foreach (var decision in tasks.WhyAsync(task, cancellation))
        {
            count++;
            newest.Enqueue(decision.Value);
            if (newest.Count > MostDecisions)
                newest.Dequeue();
        }

        return new(found, [.. newest.Reverse()], count - newest.Count, IsSupervised(onlooker, supervised, found));
    }

    public async Task<AgentStanding?> OfAgentAsync(Onlooker onlooker, AgentId agent, CancellationToken cancellation)
    {
        var current = configuration.Current;
        if (current.User(agent) is not { } user || !user.Roles.HasFlag(Roles.Agent))
            return null;
        var services = current.Services.Where(service => service.Serves(agent) && (agent == onlooker.Id || onlooker.Supervises(current, service))).ToList();
        if (services.Count == 0 && agent != onlooker.Id && !onlooker.Roles.HasFlag(Roles.Administrator))
            return null;
        var standings = new List<ServiceStanding>();
        foreach (var service in services)
            standings.Add(await StandingAsync(current, service, agent, cancellation));
        return new(user, (await agents.FindAsync(agent, cancellation))?.Value, standings);
    }

    public async Task<IReadOnlyList<TaskKey>> FindAsync(Onlooker onlooker, Func<TaskId, bool> isMeant, CancellationToken cancellation)
    {
        var supervised = await SupervisedAsync(onlooker, cancellation);
        var services = configuration.Current.Services.Where(service => service.Serves(onlooker.Id)).Select(service => service.Id).Concat(supervised);
        // What he holds of a service that was removed stays his.
        var homes = ((await agents.FindAsync(onlooker.Id, cancellation))?.Value.Holds ?? []).Select(held => held.Task.Service).ToHashSet();
        foreach (var service in services.Distinct())
            homes.UnionWith(await queue.HomesAsync(service, cancellation));
        var found = new List<TaskKey>();
        foreach (var home in homes)
            await foreach (var task in MeantAsync(home, isMeant, cancellation))
                if (!found.Contains(task) && await tasks.FindAsync(task, cancellation) is { } one && Sees(onlooker, supervised, one.Value))
                {
                    found.Add(task);
                    if (found.Count == MostFound)
                        return found;
                }

        return found;
    }

    private async Task<ServiceStanding> StandingAsync(Configuration current, Service service, AgentId agent, CancellationToken cancellation)
    {
        if (!current.Tenant.EmailEnabled || !service.IsLive)
            return new(service, [Reasons.ServiceNotLive], 0, 0, []);
        var judged = await candidates.JudgeAsync(current, service, cancellation);
        var against = judged.First(one => one.Member.Agent == agent).Against;
        var (waiting, first) = (0, new List<PassedTask>());
        await foreach (var task in queue.InOrderAsync(service.Id, cancellation))
        {
            if (first.Count < MostTasks)
                first.Add(await PassedAsync(task.Key, agent, cancellation));
            if (++waiting == MostCounted)
                break;
        }

        return new(service, against, judged.Count(one => one.Member.Agent != agent && one.Against.Count == 0), waiting, first);
    }

    private async Task<PassedTask> PassedAsync(TaskKey task, AgentId agent, CancellationToken cancellation)
    {
        var last = default(DistributionRecord);
        await foreach (var decision in tasks.WhyAsync(task, cancellation))
            last = decision.Value;
        return new(task, last?.At, last?.Candidates.FirstOrDefault(candidate => candidate.Agent == agent)?.Against ?? []);
    }

    // The key of a row names the task, so that nothing else is read of those that are not meant.
    private async IAsyncEnumerable<TaskKey> MeantAsync(
        ServiceId home, Func<TaskId, bool> isMeant, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var range in new[] { TaskRows.OpenTasks, TaskRows.EndedBetween(now - Remembered, now + TimeSpan.FromDays(1)) })
            for (RowRange? rest = range; rest is not null;)
            {
                var page = await store.QueryAsync(TaskRows.Partition(home), rest, EntityLimits.PageRows, cancellation);
                foreach (var row in page.Entities)
                    if (new TaskId(row.Row[(row.Row.LastIndexOf('~') + 1)..]) is var task && isMeant(task))
                        yield return new(home, task);
                rest = page.Next;
            }
    }

    // Removed ones, too, as long as somebody has a task of theirs (F-66).
    private async Task<HashSet<ServiceId>> SupervisedAsync(Onlooker onlooker, CancellationToken cancellation) =>
        [.. (await scope.ServicesAsync(onlooker.Id, cancellation) ?? []).Select(service => service.Id)];

    private static bool Sees(Onlooker onlooker, HashSet<ServiceId> supervised, EmailTask task) =>
        IsSupervised(onlooker, supervised, task)
        || (onlooker.Roles.HasFlag(Roles.Agent) && (task.IsConsulted(onlooker.Id) || task.Timeline.Any(entry => entry.Agent == onlooker.Id)));

    // An administrator sees what became of removed services for as long as it is kept.
    private static bool IsSupervised(Onlooker onlooker, HashSet<ServiceId> supervised, EmailTask task) =>
        onlooker.Roles.HasFlag(Roles.Administrator) || supervised.Contains(task.Service) || supervised.Contains(task.Key.Service);
}
