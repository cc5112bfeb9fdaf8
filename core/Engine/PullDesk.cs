using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <inheritdoc cref="IPullDesk"/>
internal sealed class PullDesk(
    TaskTable tasks, ServiceQueue queue, AgentTable agents, IAgentDesk desk, Giving giving, IConfigurationSource configuration, TimeProvider time) : IPullDesk
{
    public async Task<PullResult> PullAsync(AgentId agent, CancellationToken cancellation)
    {
        while (true)
        {
            var current = configuration.Current;
            if (current.User(agent) is not { } user || !user.Roles.HasFlag(Roles.Agent))
                return new(null, PullRefusal.NotAllowed);
            var services = current.Services.Where(service => current.Tenant.EmailEnabled && service.IsLive && service.Distribution.Pull && service.Serves(agent)).ToList();
            if (services.Count == 0)
                return new(null, PullRefusal.NoService);
            var state = (await agents.FindAsync(agent, cancellation))?.Value;
            // He asks himself, so neither what his presence says nor his after-work time matters.
            var judged = services.Select(service => (Service: service, Against: Eligibility.Against(user, state, presence: null, service, current.Tenant.AllowGuests, now: null))).ToList();
            if (judged.MinBy(one => one.Against.Count) is { Against: { Count: > 0 } against })
                return new(null, PullRefusal.NotNow) { Against = against };
            if (await desk.UnreachableAsync(agent, cancellation) is { } unreachable)
                return new(null, PullRefusal.NotNow) { Against = [Reasons.Unreachable(DeskCodes.Of(unreachable))] };
            if (await NextAsync(current, agent, [.. judged.Where(one => one.Against.Count == 0).Select(one => one.Service)], cancellation) is not { } next)
                return new(null, PullRefusal.NothingWaits);
            var limit = current.Service(next.Service)!.Distribution.TasksPerAgent;
            // Somebody may be faster, with the task or with the place; then it is looked at anew.
            if (await giving.GiveAsync(next.Key, agent, limit, (before, place, now) => before.Service == next.Service ? before.Pull(place, now) : null, cancellation) is { Taken: true })
                return new(next.Key);
        }
    }

    // The first task of each queue that he can take; of these the one that all queues together would have first.
    private async Task<EmailTask?> NextAsync(Configuration current, AgentId agent, IReadOnlyList<Service> services, CancellationToken cancellation)
    {
        var firsts = new List<EmailTask>();
        foreach (var service in services)
        {
            var skills = service.Agents.First(member => member.Agent == agent).Skills;
            await foreach (var waiting in queue.InOrderAsync(service.Id, cancellation))
            {
                if (await tasks.FindAsync(waiting.Key, cancellation) is not { Value: { State: TaskState.Queued } task } || !IsFor(current, task, service, agent, skills))
                    continue;
                firsts.Add(task);
                break;
            }
        }

        return firsts.MinBy(TaskRows.Queued, StringComparer.Ordinal);
    }

    private bool IsFor(Configuration current, EmailTask task, Service service, AgentId agent, IReadOnlyList<AgentSkill> skills)
    {
        var now = time.GetUtcNow();
        return task.Service == service.Id
            // What is not its home's any more is about to be withdrawn.
            && current.Service(task.Key.Service) is { IsLive: true } home && task.Mailbox == home.Mailbox
            && (task.LastAgent == agent || !(task.KeptUntil > now))
            && SkillMatch.SuitableFrom(SkillMatch.Of(task.RequiredSkills, skills), task.Mails.Last().ReceivedAt) <= now;
    }
}
