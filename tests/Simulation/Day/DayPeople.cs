using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>The agents at their chats: each takes what is offered to him, works on it for a time, and finishes it.</summary>
internal sealed class DayPeople(DayRun day) : IAgentDesk, IAlertDesk
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(8);
    private readonly Random chance = day.Plan.Chance("people");
    private readonly Dictionary<AgentId, HashSet<TaskKey>> hands = [];
    private readonly HashSet<(TaskKey, long)> seen = [];
    private int cards;

    /// <summary>Offers that were declined or let time out.</summary>
    public int Passed { get; private set; }

    public Task<DeskDelivery> ShowAsync(TaskView view, CardReference? shown, CancellationToken cancellation)
    {
        if (view.Kind == TaskViewKind.Offer && seen.Add((view.Key, view.Version)))
            Consider(view);
        return Task.FromResult(new DeskDelivery(DeskResult.Delivered, new CardReference(view.Viewer, "chat", shown?.Activity ?? $"card-{cards++}", view.Version)));
    }

    public Task<DeskDelivery> TellAsync(AgentId agent, Notice notice, CancellationToken cancellation)
    {
        // Who was set off duty notices it and comes back.
        if (notice.Kind == NoticeKind.SetOffDuty)
            day.After(chance.Exponential(TimeSpan.FromMinutes(5)), bench => bench.SetDutyAsync(agent, true, default), _ => { });
        return Task.FromResult(new DeskDelivery(DeskResult.Delivered));
    }

    public ValueTask<DeskResult?> UnreachableAsync(AgentId agent, CancellationToken cancellation) => default;

    public ValueTask<IReadOnlyList<AgentId>> AdministratorsAsync(CancellationToken cancellation) => new([]);

    public Task<DeskDelivery> ShowAsync(AgentId administrator, AlertView view, CardReference? shown, CancellationToken cancellation) => throw new InvalidOperationException("There is no administrator.");

    public Task<DeskDelivery> TellAsync(AgentId administrator, AdminNotice notice, CancellationToken cancellation) => throw new InvalidOperationException("There is no administrator.");

    private void Consider(TaskView view)
    {
        if (!day.Plan.IsMixed)
        {
            Accept(view, TimeSpan.Zero);
            return;
        }

        switch (chance.Next(100))
        {
            case < 3:
                Passed++;
                day.After(chance.Exponential(Glance), bench => bench.DeclineAsync(view.Viewer, view.Key, view.Version, default), _ => { });
                break;
            case < 5:
                Passed++;
                break;
            default:
                Accept(view, chance.Exponential(Glance));
                break;
        }
    }

    private void Accept(TaskView view, TimeSpan after) => day.After(after, bench => bench.AcceptAsync(view.Viewer, view.Key, view.Version, default), accepted =>
    {
        if (!accepted.Done)
        {
            Passed++;
            return;
        }

        Hold(view);
        day.Taken(view.Key, view.Viewer);
        Finish(accepted.View!, chance.Exponential(day.Plan.Handling));
    });

    private void Finish(TaskView view, TimeSpan after) => day.After(after, bench => bench.FinishWithoutReplyAsync(view.Viewer, view.Key, view.Version, default), finished =>
    {
        if (!finished.Done)
        {
            day.Violation($"{view.Viewer} could not finish: {finished.Refusal}");
            return;
        }

        hands[view.Viewer].Remove(view.Key);
        day.Ended(view.Key);
    });

    // What he really works on, whatever the engine counts.
    private void Hold(TaskView view)
    {
        if (!hands.TryGetValue(view.Viewer, out var held))
            hands[view.Viewer] = held = [];
        held.Add(view.Key);
        if (held.Count > day.Plan.TasksPerAgent)
            day.Violation($"I3: {view.Viewer} works on {held.Count} tasks, {day.Plan.TasksPerAgent} are allowed");
    }
}
