using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>The agents at their chats: each takes what is offered to him, works on it for a time, and finishes it.</summary>
internal sealed class DayPeople(DayRun day) : IAgentDesk, IAlertDesk
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(8);

    /// <summary>About the time of an offer.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(55);
    private readonly Random chance = day.Plan.Chance("people");
    private readonly Dictionary<AgentId, HashSet<TaskKey>> hands = [];
    private readonly HashSet<(TaskKey, long)> seen = [];
    private readonly HashSet<(AgentId, TaskKey)> parked = [];
    private int cards;

    /// <summary>Offers that were declined or let time out.</summary>
    public int Passed { get; private set; }

    public Task<DeskDelivery> ShowAsync(TaskView view, CardReference? shown, CancellationToken cancellation)
    {
        if (view.Kind == TaskViewKind.Offer && seen.Add((view.Key, view.Version)))
            Consider(view);
        // What he had parked is back, if he was there.
        if (view.Kind != TaskViewKind.Parked && parked.Remove((view.Viewer, view.Key)) && view.Kind == TaskViewKind.Mine)
            Work(view);
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
                if (day.Plan.IsChecked)
                    Accept(view, Late + chance.Exponential(Glance));
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
        Work(accepted.View!);
    });

    private void Work(TaskView view)
    {
        var time = chance.Exponential(day.Plan.Handling);
        switch (day.Plan.IsChecked ? chance.Next(12) : -1)
        {
            case 0:
                Leave(view, time / 4, (bench, now) => bench.ReturnToQueueAsync(view.Viewer, view.Key, view.Version, ReturnReason.Other, default));
                break;
            case 1:
                var kind = (ParkKind)chance.Next(2);
                Leave(view, time / 4, (bench, now) => bench.ParkAsync(view.Viewer, view.Key, view.Version, kind, now + time, default), () => parked.Add((view.Viewer, view.Key)));
                break;
            default:
                Finish(view, time);
                break;
        }
    }

    // He has it no longer, for a time or for good.
    private void Leave(TaskView view, TimeSpan after, Func<IAgentWorkbench, DateTimeOffset, Task<ActionResult>> leave, Action? left = null) => day.After(after, bench => leave(bench, day.Now), result =>
    {
        Release(view, result);
        if (result.Done)
            left?.Invoke();
    });

    private void Finish(TaskView view, TimeSpan after) => day.After(after, bench => bench.FinishWithoutReplyAsync(view.Viewer, view.Key, view.Version, default), finished =>
    {
        Release(view, finished);
        if (finished.Done)
            day.Ended(view.Key);
    });

    private void Release(TaskView view, ActionResult result)
    {
        hands.GetValueOrDefault(view.Viewer)?.Remove(view.Key);
        if (!result.Done && !MayBeSentAway(view.Viewer))
            day.Violation($"{view.Viewer} could not do with {view.Key} what he wanted: {result.Refusal}");
    }

    // What a guest has is taken from him when guests are sent away.
    private bool MayBeSentAway(AgentId agent) => day.Current.User(agent)!.IsGuest;

    // What he really works on, whatever the engine counts.
    private void Hold(TaskView view)
    {
        if (!hands.TryGetValue(view.Viewer, out var held))
            hands[view.Viewer] = held = [];
        if (hands.Any(other => other.Key != view.Viewer && other.Value.Contains(view.Key) && !MayBeSentAway(other.Key)))
            day.Violation($"I3: {view.Viewer} accepted what somebody else works on");
        held.Add(view.Key);
        if (held.Count > day.Plan.TasksPerAgent && !MayBeSentAway(view.Viewer))
            day.Violation($"I3: {view.Viewer} works on {held.Count} tasks, {day.Plan.TasksPerAgent} are allowed");
    }
}
