using TeamsEmailBot.Core.Distribution.Replay;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <inheritdoc cref="IReplayDesk"/>
internal sealed class ReplayDesk(TaskTable tasks, ServiceQueue queue, IConfigurationSource configuration, TimeProvider time) : IReplayDesk
{
    /// <summary>A place is taken a moment before the task says so, and given back a moment after.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    public async Task<RecordedDay?> RecordAsync(ServiceId service, int daysAgo, CancellationToken cancellation)
    {
        if (configuration.Current.Service(service) is not { } configured)
            return null;
        var now = time.GetUtcNow();
        var clock = new WallClock(TimeZoneInfo.FindSystemTimeZoneById(configured.OpeningHours.TimeZone));
        var day = clock.DayOf(now).AddDays(-daysAgo);
        var (from, before) = (clock.FirstReaches(day, default), clock.FirstReaches(day.AddDays(1), default));
        return await RecordAsync(configured, from, before < now ? before : now, now, cancellation);
    }

    private async Task<RecordedDay> RecordAsync(Service service, DateTimeOffset from, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellation)
    {
        var (recorded, decisions) = (new List<RecordedTask>(), new List<DistributionRecord>());
        var places = service.AgentIds.ToDictionary(agent => agent, _ => new List<Spell>());
        foreach (var key in await KeysAsync(service.Id, from, before, now, cancellation))
        {
            if (await tasks.FindAsync(key, cancellation) is not { Value: { } task } || RecordedTasks.Of(task) is not { } one || one.ArrivedAt < from || one.ArrivedAt >= before)
                continue;
            recorded.Add(one);
            foreach (var (agent, spell) in RecordedTasks.Places(task))
                if (places.TryGetValue(agent, out var taken))
                    taken.Add(new(spell.From - Slack, spell.Until < DateTimeOffset.MaxValue - Slack ? spell.Until + Slack : spell.Until));
            await foreach (var decision in tasks.WhyAsync(key, cancellation))
                decisions.Add(decision.Value);
        }

        var inOrder = decisions.OrderBy(decision => decision.At).ThenBy(decision => decision.Task.Value, StringComparer.Ordinal).ToList();
        return new(
            from,
            before,
            [.. recorded.OrderBy(task => task.ArrivedAt).ThenBy(task => task.Id.Value, StringComparer.Ordinal)],
            [.. service.Agents.Select(member => new RecordedAgent(
                member,
                Presences.Of(member.Agent, inOrder, from, now, at => places[member.Agent].Count(spell => spell.From <= at && at < spell.Until))))]);
    }

    // Tasks of the service that may have come in this time.
    private async Task<IReadOnlyCollection<TaskKey>> KeysAsync(ServiceId service, DateTimeOffset from, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellation)
    {
        var keys = new HashSet<TaskKey>();
        await foreach (var (home, round) in queue.EndedAsync(service, from, now, cancellation))
            if (round.BeganAt < before)
                keys.Add(new(home, round.Task));
        await foreach (var task in queue.OpenAsync(service, cancellation))
            if (task.ReceivedAt < before)
                keys.Add(task.Key);
        return keys;
    }
}
