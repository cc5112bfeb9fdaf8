using System.Text.Json;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>
/// Looks at every commit of a day and holds the decisions against docs/routing.md, stated once more and without the code that decides. Nothing happens between a decision and its
/// commit on such a day, so what the commit finds is what the decision saw.
/// </summary>
internal sealed class DayChecks(DayRun day) : IEntityStore
{
    private readonly Dictionary<AgentId, AgentState> agents = [];
    private readonly Dictionary<TaskId, EmailTask> tasks = [];
    private AgentState? formerChosen;
    private AgentId? chosenNow;

    /// <summary>Decisions that were looked at.</summary>
    public int Decisions { get; private set; }

    public ValueTask<Entity?> GetAsync(string partition, string row, CancellationToken cancellation) => day.Store.GetAsync(partition, row, cancellation);

    public ValueTask<EntityPage> QueryAsync(string partition, RowRange range, int take, CancellationToken cancellation) => day.Store.QueryAsync(partition, range, take, cancellation);

    public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<EntityWrite> writes, CancellationToken cancellation)
    {
        var result = await day.Store.CommitAsync(partition, writes, cancellation);
        if (result.Applied)
            foreach (var write in writes.Where(write => write.Value is not null).OrderBy(write => !write.Row.StartsWith("why~", StringComparison.Ordinal)))
                See(partition, write.Row, write.Value!.Value.Span);
        return result;
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

    private void See(EmailTask task) => tasks[task.Key.Id] = task;

    private void See(AgentState state)
    {
        var before = agents.GetValueOrDefault(state.Agent);
        agents[state.Agent] = state;
        if (state.Taken <= (before?.Taken ?? 0))
            return;
        formerChosen = before ?? new AgentState(state.Agent);
        var service = Service(state.Holds[^1].Task.Service);
        if (state.Taken > service.Distribution.TasksPerAgent)
            day.Violation($"I3: {state.Agent} has {state.Taken} places taken, {service.Id} allows {service.Distribution.TasksPerAgent}");
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

        var suitable = service.Agents.Where(member => Expected(task, service, member.Agent, record.At).Count == 0).ToList();
        if (record.OfferedTo is not { } chosen)
        {
            if (suitable.Count > 0)
                day.Violation($"I12: {record.Task} was offered to nobody, and {suitable[0].Agent} was suitable");
            return;
        }

        if (suitable.Find(member => member.Agent == chosen) is not { } taker)
            day.Violation($"I3: {record.Task} was offered to {chosen}, who was not suitable");
        else if (suitable.Find(member => Comes(service, task, member, taker)) is { } better)
            day.Violation($"order: {service.Distribution.Order} asks {better.Agent} before {chosen}");
        // A task is overtaken only by one of a better place, or by one that its taker is suitable for while he is not for the overtaken.
        if (tasks.Values.FirstOrDefault(other => other.State == TaskState.Queued && other.Service == task.Service && Place(other) < Place(task) && Expected(other, service, chosen, record.At).Count == 0) is { } overtaken)
            day.Violation($"starvation: {chosen} was offered {task.Key.Id} although {overtaken.Key.Id} came first");
    }

    // What speaks against the agent by the rules as they are published.
    private HashSet<string> Expected(EmailTask task, Service service, AgentId agent, DateTimeOffset now)
    {
        var state = StateOf(agent);
        var against = new HashSet<string>();
        if (!state.OnDuty)
            against.Add("off_duty");
        if (state.Taken >= service.Distribution.TasksPerAgent)
            against.Add("at_limit");
        var passed = task.Timeline.LastOrDefault(entry => entry.Agent == agent);
        if (passed is { Event: TaskEvent.Declined } && now < passed.At.AddMinutes(5))
            against.Add("declined");
        if (passed is { Event: TaskEvent.TimedOut } && now < passed.At.AddMinutes(1))
            against.Add("timed_out");
        if (now < task.ReceivedAt.AddMinutes(Missing(task, service, agent)))
            against.Add("skills");
        return against;
    }

    // As the decision found him: whom it chose has taken his place by now.
    private AgentState StateOf(AgentId agent) =>
        chosenNow == agent && formerChosen?.Agent == agent ? formerChosen : agents.GetValueOrDefault(agent) ?? new AgentState(agent);

    private static int Missing(EmailTask task, Service service, AgentId agent) => task.RequiredSkills.Sum(need => Math.Max(
        0, need.Level - (service.Agents.First(member => member.Agent == agent).Skills.FirstOrDefault(skill => skill.Name.Equals(need.Skill, StringComparison.OrdinalIgnoreCase))?.Level ?? 0)));

    // Whether the first must be asked before the second; ties go to the longest idle. Turns are looked at in OfferChoiceTests.
    private bool Comes(Service service, EmailTask task, ServiceAgent first, ServiceAgent second)
    {
        var (a, b) = (StateOf(first.Agent), StateOf(second.Agent));
        (int First, int Second) rank = service.Distribution.Order switch
        {
            OfferOrder.MostFreeCapacity => (a.Taken, b.Taken),
            OfferOrder.Priority => (first.Priority, second.Priority),
            OfferOrder.SkillMatch => (Missing(task, service, first.Agent), Missing(task, service, second.Agent)),
            _ => (0, 0),
        };
        return rank.First != rank.Second ? rank.First < rank.Second : service.Distribution.Order is OfferOrder.LongestIdle or OfferOrder.MostFreeCapacity or OfferOrder.Priority && a.IdleSince < b.IdleSince;
    }

    // Each step of priority is worth a day.
    private static DateTimeOffset Place(EmailTask task) => task.ReceivedAt.AddDays(task.Priority switch
    {
        TaskPriority.Highest => -2, TaskPriority.High => -1, TaskPriority.Low => 1, TaskPriority.Lowest => 2, _ => 0,
    });

    private Service Service(ServiceId id) => day.Current.Service(id)!;
}
