using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>I7, I12: at rest nothing waits for nothing: no task open, no job dead, no slot, queue entry or draft left over, no mailbox in trouble.</summary>
internal sealed class NothingLeft(SimWorld world) : Check(world)
{
    private const string ExpectedDeath = "expected";

    protected override string Name => "I12";

    /// <summary>What keeps the run from being quiet; empty when it is.</summary>
    public static IEnumerable<string> Unfinished(SimWorld world, DateTimeOffset sinceGood)
    {
        foreach (var task in world.Watcher.Tasks.Values)
            if (task.State != TaskState.Done)
                yield return $"{world.NameOf(task.Key)} is {task.State}{(task.Answer is { } answer ? $", answer {answer.State}" : "")}";
        foreach (var mailbox in world.Configuration.Mailboxes)
            if (world.Watcher.Mailbox(mailbox.Id.Value) is not { EndedAt: null } state)
                yield return $"{mailbox.Name} is not watched";
            else if (state.Trouble is { } trouble)
                yield return $"{mailbox.Name} is in trouble: {trouble.Code}";
            else if (state.SweptAt is not { } swept || swept < sinceGood || state.Waiting > 0)
                yield return $"{mailbox.Name} was not looked through since ({state.Waiting} waiting)";
            else if (state.Subscription is null)
                yield return $"{mailbox.Name} has no subscription";
        foreach (var job in world.Store.Dump().Where(entity => entity.Row.StartsWith("job~", StringComparison.Ordinal)))
            yield return $"a job waits in {job.Partition}: {System.Text.Encoding.UTF8.GetString(job.Value.Span)}";
    }

    public override void AtQuiet()
    {
        foreach (var entity in World.Store.Dump())
        {
            var text = System.Text.Encoding.UTF8.GetString(entity.Value.Span);
            if (entity.Row.StartsWith("dead~", StringComparison.Ordinal) && !text.Contains(ExpectedDeath, StringComparison.Ordinal))
                Violated($"a job died in {entity.Partition}: {text}");
            else if (entity.Row.StartsWith("queue~", StringComparison.Ordinal))
                Violated($"{entity.Partition} has a queue entry of no waiting task");
            else if (entity.Partition == TaskSlots.Partition && entity.Row.StartsWith("slot~", StringComparison.Ordinal))
                Violated($"a slot is still taken: {text}");
            else if (entity.Partition == TaskSlots.Partition && entity.Row == "slots" && !text.Contains(":0", StringComparison.Ordinal))
                Violated($"slots are counted as taken: {text}");
        }
    }
}
