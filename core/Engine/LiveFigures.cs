using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// How services stand now. Reads open tasks, agents and mailboxes only, so it costs the same however much was ever finished; presence is that of the last seconds.
/// </summary>
internal sealed class LiveFigures(
    TaskTable tasks, ServiceQueue queue, Candidates candidates, MailboxTable mailboxes, TaskSlots slots, IConfigurationSource configuration, TimeProvider time)
{
    /// <summary>The figures of these services, in their order.</summary>
    public async Task<DeskFigures> OfAsync(IReadOnlyCollection<Service> services, CancellationToken cancellation)
    {
        var current = configuration.Current;
        var open = await OpenAsync(services, cancellation);
        var inInbox = new Dictionary<ServiceId, int>();
        await foreach (var state in mailboxes.AllAsync(cancellation))
            if (state.Value.EndedAt is null)
                inInbox[state.Value.Service] = inInbox.GetValueOrDefault(state.Value.Service) + state.Value.Waiting;
        var figures = new List<ServiceFigures>(services.Count);
        foreach (var service in services)
        {
            var judged = await candidates.JudgeAsync(current, service, cancellation);
            figures.Add(new ServiceFigures(
                service.Id,
                service.Name,
                current.Tenant.EmailEnabled && service.IsLive,
                [.. open.GetValueOrDefault(service.Id) ?? []],
                [.. judged.Select(agent => new AgentFigures(
                    agent.Member.Agent, AgentFigures.ConditionOf(agent.Against), agent.State?.Taken ?? 0, service.Distribution.TasksPerAgent, agent.Against))],
                inInbox.GetValueOrDefault(service.Id)));
        }

        return new DeskFigures(time.GetUtcNow(), figures, await slots.OpenAsync(cancellation), current.Tenant.MaxConcurrentTasks);
    }

    /// <summary>The last hours of a service.</summary>
    public async Task<IReadOnlyList<HourFigures>> TrendAsync(ServiceFigures figures, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var spans = figures.Open.Select(task => new TaskSpan(TaskRound.StretchesOf(task), null, FirstAnswer(task.Deadlines))).ToList();
        // The ticks of this moment belong to the hours as well.
        var (from, before) = (Trend.Begin(now), now.AddTicks(1));
        foreach (var home in await queue.HomesAsync(figures.Service, cancellation))
            await foreach (var round in tasks.EndedAsync(home, from, before, cancellation))
                if (round.Value.Service == figures.Service)
                    spans.Add(new TaskSpan(round.Value.Stretches, round.Value.EndedAt, FirstAnswer(round.Value.Deadlines)));
        return Trend.Of(spans, now);
    }

    private static Deadline? FirstAnswer(IReadOnlyList<Deadline> deadlines) => deadlines.FirstOrDefault(deadline => deadline.Kind == TargetKind.FirstAnswer);

    // Each partition is read once, however many of the services have tasks in it.
    private async Task<Dictionary<ServiceId, List<EmailTask>>> OpenAsync(IReadOnlyCollection<Service> services, CancellationToken cancellation)
    {
        var open = services.ToDictionary(service => service.Id, _ => new List<EmailTask>());
        var homes = new HashSet<ServiceId>();
        foreach (var service in services)
            homes.UnionWith(await queue.HomesAsync(service.Id, cancellation));
        foreach (var home in homes)
            await foreach (var task in tasks.OpenAsync(home, cancellation))
                if (open.TryGetValue(task.Value.Service, out var list))
                    list.Add(task.Value);
        return open;
    }
}
