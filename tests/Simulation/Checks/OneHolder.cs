using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>I3: nobody holds more than the limit, every offer and every held task has its place, and only an offer that stands is accepted.</summary>
internal sealed class OneHolder(SimWorld world) : Check(world)
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(2);

    private readonly Dictionary<AgentId, AgentState> states = [];

    protected override string Name => "I3";

    public override void OnTask(Commit commit, EmailTask? before, EmailTask after)
    {
        if (before?.State == TaskState.Parked && after.State == TaskState.Accepted)
        {
            if (before.Holder != after.Holder)
                Violated($"{World.NameOf(after.Key)} came back to somebody who had not parked it");
        }
        else if (after.State == TaskState.Accepted && before?.State is not (TaskState.Accepted or TaskState.Sending))
        {
            if (before is not { State: TaskState.Offered } || before.Offer!.Agent != after.Holder)
                Violated($"{World.NameOf(after.Key)} was accepted by somebody to whom it was not offered");
            else if (World.Now > before.Offer.Until + (World.Plan.IsSkewed ? ClocksDiffer : TimeSpan.FromSeconds(2)))
                Violated($"{World.NameOf(after.Key)} was accepted {World.Now - before.Offer.Until} after its offer ended");
        }

        if (before?.Holder is { } one && after.Holder is { } other && one != other)
            Violated($"{World.NameOf(after.Key)} went from {one} to {other} without the queue between");
        if (after.State is TaskState.Offered or TaskState.Accepted or TaskState.Sending or TaskState.Parked)
        {
            var agent = after.Holder ?? after.Offer!.Agent;
            // What comes back from parking is his already, and what a colleague gives him is his to decline: both may be one too many.
            var held = Watcher.Tasks.Values.Count(task => IsWith(task, agent) && task.Parked is not { FreesPlace: true } && !CameBack(task) && task.Offer!.From is null);
            if (held > World.Plan.TasksPerAgent)
                Violated($"{World.Agent(agent).Name} holds {held} tasks, {World.Plan.TasksPerAgent} are allowed");
            if (Watcher.Agents.GetValueOrDefault(agent)?.Has(after.Offer!.Id) != true)
                Violated($"{World.NameOf(after.Key)} is with {World.Agent(agent).Name}, who has no place for it");
        }
    }

    public override void OnAgent(Commit commit, AgentState agent)
    {
        if (agent.Taken > World.Plan.TasksPerAgent && agent.Holds.Any(hold => states.GetValueOrDefault(agent.Agent)?.Has(hold.Offer) != true && !IsGiven(hold.Task, agent.Agent)))
            Violated($"{World.Agent(agent.Agent).Name} got a place, and has {agent.Taken} of {World.Plan.TasksPerAgent} taken");
        states[agent.Agent] = agent;
        foreach (var task in Watcher.Tasks.Values)
            if (IsWith(task, agent.Agent) && !agent.Has(task.Offer!.Id))
                Violated($"{World.NameOf(task.Key)} is with {World.Agent(agent.Agent).Name}, whose place for it was given back");
    }

    public override void AtQuiet()
    {
        foreach (var agent in Watcher.Agents.Values)
            foreach (var hold in agent.Holds)
                Violated($"{World.Agent(agent.Agent).Name} still has a place taken for {World.NameOf(hold.Task)}, which is {Watcher.Task(hold.Task)?.State}");
    }

    private static bool IsWith(EmailTask task, AgentId agent) =>
        task.State is TaskState.Offered or TaskState.Accepted or TaskState.Sending or TaskState.Parked && (task.Holder ?? task.Offer!.Agent) == agent;

    // A colleague has it in hands and gives it away with the place; he may have pressed twice, and then one of two places goes back.
    private bool IsGiven(TaskKey task, AgentId to) =>
        Watcher.Task(task) is { } given && (given.Holder is { } giver && giver != to || given.Timeline.Any(entry => entry.Event == TaskEvent.Transferred));

    private static bool CameBack(EmailTask task) => task.Timeline.LastOrDefault(entry => entry.Event is TaskEvent.Accepted or TaskEvent.TakenUp)?.Event == TaskEvent.TakenUp;
}
