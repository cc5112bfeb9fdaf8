using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Tests.Commands;

/// <summary>Stands where the engine's supervision is: writes down what was asked and answers what the test set.</summary>
internal sealed class RecordingSupervisors : ISupervisorWorkbench, IPullDesk, IReliefDesk
{
    public List<string> Asked { get; } = [];

    /// <summary>What the services look like; null = the person supervises nothing by his roles.</summary>
    public DeskFigures? Desk { get; set; } = new(default, [], 0, 500);

    public IReadOnlyList<HourFigures> Hours { get; set; } = [new HourFigures(default, 1, 2, 3)];

    public IReadOnlyDictionary<TaskId, IReadOnlyList<Core.Tasks.CandidateVerdict>> Why { get; set; } = new Dictionary<TaskId, IReadOnlyList<Core.Tasks.CandidateVerdict>>();

    public SteerResult Result { get; set; } = new(null);

    public PullResult Pulled { get; set; } = new(null, PullRefusal.NoService);

    public Task<DeskFigures?> QueuesAsync(AgentId supervisor, CancellationToken cancellation) => Task.FromResult(Desk);

    public Task<IReadOnlyList<HourFigures>> TrendAsync(DeskFigures desk, CancellationToken cancellation) => Task.FromResult(Hours);

    public Task<ServiceDetail?> ServiceAsync(AgentId supervisor, ServiceId service, CancellationToken cancellation) => Task.FromResult(
        Desk?.Services.FirstOrDefault(one => one.Service == service) is { } found ? new ServiceDetail(Desk, found, Hours, Why) : null);

    public Task<SteerResult> AssignAsync(AgentId supervisor, TaskKey task, long version, AgentId to, CancellationToken cancellation) => Note($"{supervisor} assign {task.Id} {version} {to}");

    public Task<SteerResult> MoveAsync(AgentId supervisor, TaskKey task, long version, ServiceId to, CancellationToken cancellation) => Note($"{supervisor} move {task.Id} {version} {to}");

    public Task<SteerResult> EndAsync(AgentId supervisor, TaskKey task, long version, CancellationToken cancellation) => Note($"{supervisor} end {task.Id} {version}");

    public Task<SteerResult> TakeBackAsync(AgentId supervisor, TaskKey task, long version, CancellationToken cancellation) => Note($"{supervisor} take back {task.Id} {version}");

    public Task<SteerResult> CallAsync(AgentId supervisor, ServiceId service, CancellationToken cancellation) => Note($"{supervisor} call {service}");

    public Task<SteerResult> SetOffDutyAsync(AgentId supervisor, AgentId agent, CancellationToken cancellation) => Note($"{supervisor} off duty {agent}");

    public Task<SteerResult> OpenOverflowAsync(AgentId supervisor, ServiceId service, ServiceId to, TimeSpan length, CancellationToken cancellation) =>
        Note($"{supervisor} open overflow {service} {to} {length}");

    public Task<SteerResult> CloseOverflowAsync(AgentId supervisor, ServiceId service, CancellationToken cancellation) => Note($"{supervisor} close overflow {service}");

    public Task<SteerResult> SetTasksPerAgentAsync(AgentId supervisor, ServiceId service, int tasks, CancellationToken cancellation) => Note($"{supervisor} limit {service} {tasks}");

    public Task<PullResult> PullAsync(AgentId agent, CancellationToken cancellation)
    {
        Asked.Add($"{agent} pull");
        return Task.FromResult(Pulled);
    }

    private Task<SteerResult> Note(string what)
    {
        Asked.Add(what);
        return Task.FromResult(Result);
    }
}
