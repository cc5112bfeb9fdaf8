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
    /// <param name="idleToo">False: where nothing is open, nobody's presence is asked for.</param>
    public async Task<DeskFigures> OfAsync(IReadOnlyCollection<Service> services, CancellationToken cancellation, bool idleToo = true)
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
            var judged = await candidates.JudgeAsync(current, service, cancellation, idleToo || open[service.Id].Count > 0);
            figures.Add(new ServiceFigures(
                service.Id,
                service.Name,
                current.Tenant.EmailEnabled && service.IsLive,
                open[service.Id],
                [.. judged.Select(agent => new AgentFigures(
                    agent.Member.Agent, AgentFigures.ConditionOf(agent.Against), agent.State?.Taken ?? 0, service.Distribution.TasksPerAgent, agent.Against))],
                inInbox.GetValueOrDefault(service.Id))
                {
                    Overflow = OverflowOf(current, service, time.GetUtcNow()), IsRemoved = current.Service(service.Id) is null,
                });
        }

        return new DeskFigures(time.GetUtcNow(), figures, await slots.OpenAsync(cancellation), current.Tenant.MaxConcurrentTasks);
    }

    /// <summary>Where to the waiting mail of the service goes on; null = nowhere.</summary>
    public static OverflowFigures? OverflowOf(Configuration current, Service service, DateTimeOffset now) =>
        service.OverflowAt(now) is { } open ? new(current.Service(open.To)?.Name ?? open.To.Value, open.Until) : null;

    /// <summary>The last hours of a service.</summary>
    public async Task<IReadOnlyList<HourFigures>> TrendAsync(ServiceFigures figures, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var spans = figures.Open.Select(task => new TaskSpan(TaskRound.StretchesOf(task), null, FirstAnswer(task.Deadlines))).ToList();
        // The ticks of this moment belong to the hours as well.
        var (from, before) = (Trend.Begin(now), now.AddTicks(1));
        await foreach (var (_, round) in queue.EndedAsync(figures.Service, from, before, cancellation))
            spans.Add(new TaskSpan(round.Stretches, round.EndedAt, FirstAnswer(round.Deadlines)));
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
