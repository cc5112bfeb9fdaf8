using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>I9, I12: only the holder of a task has colleagues who are asked for advice on it, each of them once; at rest nobody is asked any more, and no card of the asked shows a mail.</summary>
internal sealed class AdviceEnds(SimWorld world) : Check(world)
{
    protected override string Name => "I9";

    public override void OnTask(Commit commit, EmailTask? before, EmailTask after)
    {
        if (after.Consults.Count == 0)
            return;
        if (after.Holder is not { } holder || after.State == TaskState.Done)
            Violated($"{World.NameOf(after.Key)} is {after.State}, and advice on it is asked for");
        else if (after.IsConsulted(holder))
            Violated($"{World.Agent(holder).Name} asks himself for advice on {World.NameOf(after.Key)}");
        if (after.Consults.Select(consult => consult.Agent).Distinct().Count() != after.Consults.Count || after.Consults.Count > Consult.Most)
            Violated($"{after.Consults.Count} are asked for advice on {World.NameOf(after.Key)}");
    }

    public override void AtQuiet()
    {
        foreach (var agent in Watcher.Agents.Values)
            foreach (var task in agent.Consults)
                Violated($"{World.Agent(agent.Agent).Name} still has {World.NameOf(task)} among those on which he is asked for advice");
        // A card that may have been posted, and of which no answer came, is unknown to the bot; it comes true when it is touched.
        foreach (var task in Watcher.Tasks.Values)
            foreach (var card in task.Cards.Select(card => World.Agent(card.Agent).Chat.Find(shown => shown.Activity == card.Activity)))
                if (card?.View is { Kind: TaskViewKind.ConsultOver, Mail: not null })
                    Violated($"{World.Agent(card.View.Viewer).Name}'s card of {World.NameOf(task.Key)} shows a mail on which he is asked no more");
    }
}
