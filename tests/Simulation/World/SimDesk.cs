using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Simulation.World;

/// <summary>A card as it stands in an agent's chat.</summary>
internal sealed class SimCard(string activity, TaskView view)
{
    public string Activity => activity;

    public TaskView View { get; set; } = view;
}

/// <summary>How one instance reaches the agents' chats in Teams, and how that fails.</summary>
internal sealed class SimDesk(SimWorld world, string instance) : IAgentDesk
{
    private readonly Random chance = world.Plan.Chance($"desk/{instance}");

    public Task<DeskDelivery> ShowAsync(TaskView view, CardReference? shown, CancellationToken cancellation) =>
        CallAsync(view.Viewer, agent => Put(agent, view, shown), cancellation, shown?.Activity);

    public Task<DeskDelivery> TellAsync(AgentId agent, Notice notice, CancellationToken cancellation) =>
        CallAsync(
            agent,
            person =>
            {
                world.Note(person.Name, $"is told {notice.Kind}");
                return new DeskDelivery(DeskResult.Delivered);
            },
            cancellation);

    public ValueTask<DeskResult?> UnreachableAsync(AgentId agent, CancellationToken cancellation) => default;

    private static DeskDelivery Put(SimAgent agent, TaskView view, CardReference? shown)
    {
        var card = agent.Chat.Find(card => card.Activity == shown?.Activity);
        // F-73: an update of a card that is gone becomes a new card.
        if (card is null)
            agent.Chat.Add(card = new SimCard($"{agent.Name}-{agent.Cards++}", view));
        card.View = view;
        agent.Missed.Remove(card.Activity);
        agent.Sees(card);
        return new DeskDelivery(DeskResult.Delivered, new CardReference(view.Viewer, $"chat-{agent.Name}", card.Activity, view.Version));
    }

    private async Task<DeskDelivery> CallAsync(AgentId id, Func<SimAgent, DeskDelivery> effect, CancellationToken cancellation, string? activity = null)
    {
        var answer = new TaskCompletionSource<DeskDelivery>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(() => answer.TrySetCanceled(cancellation));
        var agent = world.Agent(id);
        var fault = world.IsFaulty && chance.NextDouble() < world.Plan.TeamsFaults ? chance.Next(4) : -1;
        if (fault >= 0)
            world.Note(instance, $"Teams, {agent.Name}: {(fault switch { 0 => "throttled", 1 => "no answer after the effect", 2 => "no answer, no effect", _ => "412, 502" })}");
        Later(() =>
        {
            if (agent.IsUnreachable && activity is not null)
                agent.Missed.Add(activity);
            var delivery = agent.IsUnreachable ? new DeskDelivery(agent.HasBlocked ? DeskResult.Blocked : DeskResult.NotInstalled, null, "simulated")
                : fault is 0 ? new DeskDelivery(DeskResult.Later, null, "429", world.Now + TimeSpan.FromSeconds(chance.Next(2, 60)))
                : fault is 3 ? new DeskDelivery(DeskResult.Later, null, "412")
                : fault is 2 ? new DeskDelivery(DeskResult.Unknown, null, "timeout")
                : effect(agent);
            if (fault is 1 && delivery.Result == DeskResult.Delivered)
                delivery = new DeskDelivery(DeskResult.Unknown, null, "timeout");
            Later(() => answer.TrySetResult(delivery));
        });
        return await answer.Task;
    }

    private void Later(Action what) => world.Context.BeginLater(TimeSpan.FromMilliseconds(chance.Next(20) == 0 ? chance.Next(200, 9000) : chance.Next(5, 200)), what);
}
