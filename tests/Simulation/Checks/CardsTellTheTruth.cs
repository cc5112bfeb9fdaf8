using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation.Checks;

/// <summary>At rest every card that the bot knows of, and that still stands in its chat, shows what its task is to the agent.</summary>
internal sealed class CardsTellTheTruth(SimWorld world) : Check(world)
{
    protected override string Name => "cards";

    public override void AtQuiet()
    {
        foreach (var task in Watcher.Tasks.Values)
            foreach (var reference in task.Cards)
            {
                var agent = World.Agent(reference.Agent);
                if (agent.Chat.Find(card => card.Activity == reference.Activity) is not { } card || agent.Missed.Contains(card.Activity))
                    continue;
                var truth = TaskViews.KindFor(task, reference.Agent, World.Now);
                if (card.View.Kind != truth)
                    Violated($"{agent.Name}'s card of {World.NameOf(task.Key)} shows {card.View.Kind} v{card.View.Version}; it is {truth} v{task.Version}");
            }
    }
}
