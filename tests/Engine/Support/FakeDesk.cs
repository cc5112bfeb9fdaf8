using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Tests.Engine.Support;

/// <summary>The chats of agents and administrators in memory: what each card shows now, and the notices.</summary>
internal sealed class FakeDesk : IAgentDesk, IAlertDesk
{
    private readonly Lock gate = new();
    private readonly List<(string Activity, TaskView View)> cards = [];
    private readonly List<(AgentId Agent, Notice Notice)> notices = [];
    private int looks;

    /// <summary>How often it was asked whether Teams reaches somebody.</summary>
    public int Looks => Volatile.Read(ref looks);

    /// <summary>Outcome for an agent instead of delivery.</summary>
    public Func<AgentId, DeskDelivery?>? Fault { get; set; }

    public IReadOnlyList<(AgentId Agent, Notice Notice)> Notices
    {
        get
        {
            lock (gate)
                return [.. notices];
        }
    }

    /// <summary>What the agent's cards show, in the order in which they were posted.</summary>
    public IReadOnlyList<TaskView> CardsOf(AgentId agent)
    {
        lock (gate)
            return [.. cards.Where(card => card.View.Viewer == agent).Select(card => card.View)];
    }

    public TaskView? LastOf(AgentId agent) => CardsOf(agent) is [.., var last] ? last : null;

    /// <summary>What happens between the showing of a task's card and Teams' answer.</summary>
    public Func<TaskView, Task>? WhileShowing { get; set; }

    public async Task<DeskDelivery> ShowAsync(TaskView view, CardReference? shown, CancellationToken cancellation)
    {
        var delivery = Show(view, shown);
        await (WhileShowing?.Invoke(view) ?? Task.CompletedTask);
        return delivery;
    }

    private DeskDelivery Show(TaskView view, CardReference? shown)
    {
        lock (gate)
        {
            if (Fault?.Invoke(view.Viewer) is { } fault)
                return fault;
            var activity = shown?.Activity ?? $"activity-{cards.Count}";
            var index = cards.FindIndex(card => card.Activity == activity);
            if (index < 0)
                cards.Add((activity, view));
            else
                cards[index] = (activity, view);
            return new DeskDelivery(DeskResult.Delivered, new CardReference(view.Viewer, $"chat-{view.Viewer}", activity, view.Version));
        }
    }

    public Task<DeskDelivery> TellAsync(AgentId agent, Notice notice, CancellationToken cancellation)
    {
        if (Fault?.Invoke(agent) is { } fault)
            return Task.FromResult(fault);
        lock (gate)
            notices.Add((agent, notice));
        return Task.FromResult(new DeskDelivery(DeskResult.Delivered));
    }

    /// <summary>Who is told of trouble.</summary>
    public IReadOnlyList<AgentId> Administrators { get; set; } = [];

    /// <summary>What the administrators' alert cards show, in the order in which they were posted.</summary>
    public List<(string Activity, AgentId Administrator, AlertView View)> Alerts { get; } = [];

    /// <summary>What administrators were told once.</summary>
    public List<(AgentId Administrator, AdminNotice Notice)> AdminNotices { get; } = [];

    public ValueTask<IReadOnlyList<AgentId>> AdministratorsAsync(CancellationToken cancellation) => new(Administrators);

    /// <summary>What happens between the posting of an alert card and Teams' answer.</summary>
    public Func<Task>? WhilePosting { get; set; }

    public async Task<DeskDelivery> ShowAsync(AgentId administrator, AlertView view, CardReference? shown, CancellationToken cancellation)
    {
        var delivery = Show(administrator, view, shown);
        await (WhilePosting?.Invoke() ?? Task.CompletedTask);
        return delivery;
    }

    private DeskDelivery Show(AgentId administrator, AlertView view, CardReference? shown)
    {
        lock (gate)
        {
            if (Fault?.Invoke(administrator) is { } fault)
                return fault;
            var index = Alerts.FindIndex(alert => alert.Activity == shown?.Activity);
            var activity = index < 0 ? $"alert-{Alerts.Count}" : shown!.Activity!;
            if (index < 0)
                Alerts.Add((activity, administrator, view));
            else
                Alerts[index] = (activity, administrator, view);
            return new DeskDelivery(DeskResult.Delivered, new CardReference(administrator, $"chat-{administrator}", activity, view.Alert.Version));
        }
    }

    public Task<DeskDelivery> TellAsync(AgentId administrator, AdminNotice notice, CancellationToken cancellation)
    {
        lock (gate)
            AdminNotices.Add((administrator, notice));
        return Task.FromResult(new DeskDelivery(DeskResult.Delivered));
    }

    /// <summary>Set to hold up whoever asks whether Teams reaches somebody.</summary>
    public Task? Hold { get; set; }

    /// <summary>Who is known not to be reached.</summary>
    public Dictionary<AgentId, DeskResult> Unreachable { get; } = [];

    public async ValueTask<DeskResult?> UnreachableAsync(AgentId agent, CancellationToken cancellation)
    {
        Interlocked.Increment(ref looks);
        if (Hold is { } hold)
            await hold;
        return Unreachable.TryGetValue(agent, out var why) ? why : null;
    }
}
