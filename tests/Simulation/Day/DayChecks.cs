using System.Text.Json;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>
/// Looks at every commit of a day and holds the decisions against docs/routing.md (<see cref="DayRules"/>). Nothing happens between a decision and its commit on such a day,
/// so what the commit finds is what the decision saw.
/// </summary>
internal sealed class DayChecks(DayRun day) : IEntityStore
{
    /// <summary>So long may pass between what makes an offer possible and the offer.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    /// <summary>Presence is told by nobody; it is asked for at each beat, and what was told counts for so long.</summary>
    private static readonly TimeSpan ToldAge = TimeSpan.FromSeconds(10);

    private readonly Dictionary<AgentId, AgentState> agents = [];
    private readonly Dictionary<TaskId, EmailTask> tasks = [];
    private readonly Dictionary<AgentId, DateTimeOffset> finished = [];
    private readonly DayFairness fairness = new();
    private AgentState? formerChosen;
    private AgentId? chosenNow;
    private DateTimeOffset still;

    /// <summary>Decisions that were looked at.</summary>
    public int Decisions { get; private set; }

    public ValueTask<Entity?> GetAsync(string partition, string row, CancellationToken cancellation) => day.Store.GetAsync(partition, row, cancellation);

    public ValueTask<EntityPage> QueryAsync(string partition, RowRange range, int take, CancellationToken cancellation) => day.Store.QueryAsync(partition, range, take, cancellation);

    public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation)
    {
        Pass();
        var result = await day.Store.CommitAsync(partition, writes, cancellation);
        if (result.Applied)
            foreach (var write in writes.Where(write => write.Value is not null).OrderBy(write => !write.Row.StartsWith("why~", StringComparison.Ordinal)))
                See(partition, write.Row, write.Value!.Value.Span);
        return result;
    }

    /// <summary>Something is about to change after a time in which nothing did: no task waited in it while somebody could be offered it.</summary>
    public void Pass()
    {
        var (since, then) = (still, day.Now - AtOnce);
        still = day.Now;
        if (since == default || since >= then)
            return;
        foreach (var service in day.Current.Services)
        {
            var free = service.AgentIds.Where(agent => HasRoom(service, agent)).ToList();
            foreach (var task in free.Count == 0 ? [] : tasks.Values.Where(task => task.State == TaskState.Queued && task.Service == service.Id))
                if (free.Find(agent => Expected(task, service, agent, then).All(code => code == "at_limit")) is { Value: not null } idle)
                    day.Violation($"I12: {task.Key.Id} waited from {since:HH:mm:ss.fff} to {day.Now:HH:mm:ss.fff}, and {idle} was suitable");
        }
    }

    /// <summary>All mails are finished: nobody has anything any more.</summary>
    public void AtEnd()
    {
        foreach (var agent in agents.Values.Where(agent => agent.Holds.Count > 0))
            day.Violation($"I3: {agent.Agent} still has {agent.Holds.Count} places taken");
    }

    // The decision first: it was made of what stood before the commit.
    private void See(string partition, string row, ReadOnlySpan<byte> value)
    {
        if (row.StartsWith("why~", StringComparison.Ordinal))
            Check(JsonSerializer.Deserialize(value, TaskJson.Default.DistributionRecord)!);
        else if (row.StartsWith("task~", StringComparison.Ordinal) || row.StartsWith("done~", StringComparison.Ordinal))
            See(JsonSerializer.Deserialize(value, TaskJson.Default.EmailTask)!);
        else if (partition == AgentTable.Partition && row.StartsWith("agent~", StringComparison.Ordinal))
            See(JsonSerializer.Deserialize(value, AgentJson.Default.AgentState)!);
        else if (partition == TaskSlots.Partition && row == "slots" && JsonSerializer.Deserialize(value, SlotJson.Default.SlotCount)!.Open is var open && open > day.Current.Tenant.MaxConcurrentTasks)
            day.Violation($"N008: {open} tasks are open, {day.Current.Tenant.MaxConcurrentTasks} are allowed");
    }

    private void See(EmailTask task)
    {
        var before = tasks.GetValueOrDefault(task.Key.Id);
        tasks[task.Key.Id] = task;
        if (before?.Timeline.Count >= task.Timeline.Count)
            return;
        var last = task.Timeline[^1];
        if (last is { Event: TaskEvent.Finished, Agent: { } agent } && Service(task.Service).Distribution.AfterWorkSeconds is > 0 and var seconds)
            finished[agent] = last.At.AddSeconds(seconds);
        if (before is not null && before.State != task.State && task.Holder is { } holder && before.Holder != holder && !(before.State == TaskState.Offered && before.Offer!.Agent == holder))
            day.Violation($"I3: {task.Key.Id} went from {before.State} to {holder}, to whom it was not offered");
    }

    private void See(AgentState state)
    {
        var before = agents.GetValueOrDefault(state.Agent) ?? new AgentState(state.Agent);
        agents[state.Agent] = state;
        if (state.OnDuty != before.OnDuty || !state.Holds.Select(hold => hold.Offer).SequenceEqual(before.Holds.Select(hold => hold.Offer)))
            fairness.News(state.Agent, day.Now);
        if (state.OnDuty != before.OnDuty)
            finished.Remove(state.Agent);
        if (state.Holds.FirstOrDefault(hold => !before.Has(hold.Offer)) is not { } taken)
            return;
        formerChosen = before;
        var service = Service(taken.Task.Service);
        if (state.Taken > service.Distribution.TasksPerAgent)
            day.Violation($"I3: {state.Agent} got a place and has {state.Taken} taken, {service.Id} allows {service.Distribution.TasksPerAgent}");
    }

    private void Check(DistributionRecord record)
    {
        Decisions++;
        var task = tasks[record.Task];
        chosenNow = record.OfferedTo;
        var service = Service(task.Service);
        if (task.State != TaskState.Queued)
            day.Violation($"I3: {record.Task} was decided about while it was {task.State}");
        if (!record.Candidates.Select(candidate => candidate.Agent).SequenceEqual(service.AgentIds))
            day.Violation($"I5: the decision about {record.Task} does not speak of each agent of {service.Id}");
        foreach (var verdict in record.Candidates)
        {
            var expected = Expected(task, service, verdict.Agent, record.At);
            if (!expected.SetEquals(verdict.Against.Select(reason => reason.Code)))
                day.Violation($"I5: against {verdict.Agent} speaks {string.Join(',', expected)}, recorded is {string.Join(',', verdict.Against.Select(reason => reason.Code))}");
        }

        var suitable = service.AgentIds.Where(agent => Expected(task, service, agent, record.At).Count == 0).ToList();
        if (record.OfferedTo is { } chosen)
            Check(task, service, suitable, chosen, record);
        else if (suitable.Count > 0)
            day.Violation($"I12: {record.Task} was offered to nobody, and {suitable[0]} was suitable");
        chosenNow = null;
    }

    private void Check(EmailTask task, Service service, List<AgentId> suitable, AgentId chosen, DistributionRecord record)
    {
        if (!suitable.Contains(chosen))
            day.Violation($"I12: {record.Task} was offered to {chosen}, against whom speaks {string.Join(',', Expected(task, service, chosen, record.At))}");
        if (finished.GetValueOrDefault(chosen) > record.At + AtOnce)
            day.Violation($"I12: {record.Task} was offered to {chosen} in his after-work time");
        if (record.At - day.Exchange.ToldAt(chosen) > ToldAge)
            day.Violation($"X058: {record.Task} was offered to {chosen}, whose presence was asked for {record.At - day.Exchange.ToldAt(chosen)} ago");
        // A task is overtaken only by one of a better place, or by one that its taker is suitable for while he is not for the overtaken.
        if (tasks.Values.FirstOrDefault(other => other.State == TaskState.Queued && other.Service == task.Service && DayRules.Place(other) < DayRules.Place(task) && Expected(other, service, chosen, record.At).Count == 0) is { } overtaken)
            day.Violation($"starvation: {chosen} was offered {task.Key.Id} although {overtaken.Key.Id} came first");
        // Who had it before comes first, whatever the order.
        if (service.Distribution.LastAgentFirst && task.LastAgent is { } last && suitable.Contains(last))
        {
            if (chosen != last)
                day.Violation($"order: {last} had {record.Task} before and was not asked before {chosen}");
            return;
        }

        var rank = DayRules.Rank(service, task, StateOf(chosen));
        var ranks = suitable.ToDictionary(agent => agent, agent => DayRules.Rank(service, task, StateOf(agent)));
        if (suitable.Find(agent => ranks[agent].CompareTo(rank) < 0) is { Value: not null } better)
            day.Violation($"order: {service.Distribution.Order} asks {better} before {chosen}");
        var equals = suitable.Where(agent => agent != chosen && ranks[agent] == rank).ToList();
        foreach (var passed in fairness.Chosen(service, chosen, equals, service.AgentIds.Except(suitable), record.At))
            day.Violation($"fairness: {service.Distribution.Order} passed {passed} over for {chosen} twice");
    }

    // What he has is told by the tasks, so that a place that nobody gave back is seen, too. A presence that was told just now has not been looked at yet.
    private bool HasRoom(Service service, AgentId agent) =>
        agents.GetValueOrDefault(agent)?.OnDuty == true
        && day.Now - day.Exchange.ToldSince(agent) > ToldAge + day.Plan.Beat
        && tasks.Values.Count(other => TakesPlace(other) && (other.Holder ?? other.Offer!.Agent) == agent) < service.Distribution.TasksPerAgent;

    private static bool TakesPlace(EmailTask task) => task.State is TaskState.Offered or TaskState.Accepted or TaskState.Sending || task is { State: TaskState.Parked, Parked.FreesPlace: false };

    private HashSet<string> Expected(EmailTask task, Service service, AgentId agent, DateTimeOffset now) => DayRules.Against(day.Current, service, task, StateOf(agent), day.Exchange.Told(agent), now);

    // As the decision found him: whom it chose has taken his place by now.
    private AgentState StateOf(AgentId agent) =>
        chosenNow == agent && formerChosen?.Agent == agent ? formerChosen : agents.GetValueOrDefault(agent) ?? new AgentState(agent);

    private Service Service(ServiceId id) => day.Current.Service(id)!;
}
