using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <inheritdoc cref="ISupervisorWorkbench"/>
internal sealed class SupervisorWorkbench(
    SupervisorScope scope, LiveFigures figures, TaskTable tasks, TaskSteps steps, Giving giving, Handover handover, DutyCalls calls, AgentDuty duty, AgentTable agents,
    IAgentDesk desk, IAuditNotes audit, IConfigurationSource configuration) : ISupervisorWorkbench
{
    private const int MostExplained = 15;

    public async Task<DeskFigures?> QueuesAsync(AgentId supervisor, CancellationToken cancellation) =>
        await scope.ServicesAsync(supervisor, cancellation) is { } services ? await figures.OfAsync(services, cancellation) : null;

    public async Task<IReadOnlyList<HourFigures>> TrendAsync(DeskFigures desk, CancellationToken cancellation)
    {
        IReadOnlyList<HourFigures> sum = [];
        foreach (var service in desk.Services)
        {
            var hours = await figures.TrendAsync(service, cancellation);
            // An hour may begin while they are read.
            sum = sum.Count == 0 ? hours
                : [.. hours.Select(hour => sum.FirstOrDefault(other => other.From == hour.From) is { } other ? hour + other : hour)];
        }

        return sum;
    }

    public async Task<ServiceDetail?> ServiceAsync(AgentId supervisor, ServiceId service, CancellationToken cancellation)
    {
        if ((await scope.ServicesAsync(supervisor, cancellation))?.FirstOrDefault(one => one.Id == service) is not { } wanted)
            return null;
        var now = await figures.OfAsync([wanted], cancellation);
        var why = new Dictionary<TaskId, IReadOnlyList<CandidateVerdict>>();
        foreach (var task in now.Services[0].Open.Where(task => task.State == TaskState.Queued).OrderBy(TaskRows.Queued, StringComparer.Ordinal).Take(MostExplained))
            await foreach (var record in tasks.WhyAsync(task.Key, cancellation))
                why[task.Key.Id] = record.Value.Candidates;
        return new(now, now.Services[0], await figures.TrendAsync(now.Services[0], cancellation), why);
    }

    public async Task<SteerResult> AssignAsync(AgentId supervisor, TaskKey task, long version, AgentId to, CancellationToken cancellation)
    {
        var found = await FindAsync(supervisor, task, version, cancellation);
        if (!found.Done)
            return found;
        if (found.Task!.Holder == to)
            return new(found.Task, SteerRefusal.NothingToDo);
        if (await AgainstAsync(found.Task, to, cancellation) is { Count: > 0 } against)
            return new(found.Task, SteerRefusal.NotSuitable) { Against = against };
        var given = await giving.GiveAsync(
            task, to, int.MaxValue, (before, place, now) => before.Version == version ? before.Assign(place, supervisor, now) : null, cancellation);
        return Result(given!.Value);
    }

    public async Task<SteerResult> MoveAsync(AgentId supervisor, TaskKey task, long version, ServiceId to, CancellationToken cancellation)
    {
        var found = await FindAsync(supervisor, task, version, cancellation);
        if (!found.Done)
            return found;
        if ((await scope.ServicesAsync(supervisor, cancellation))!.FirstOrDefault(service => service.Id == to) is not { } target)
            return new(found.Task, SteerRefusal.NotAllowed);
        if (found.Task!.Service == to)
            return new(found.Task, SteerRefusal.NothingToDo);
        // A waiting task is withdrawn with the service whose mailbox it came to, wherever it waits.
        if (!target.IsLive || !configuration.Current.Tenant.EmailEnabled || configuration.Current.Service(task.Service) is not { IsLive: true })
            return new(found.Task, SteerRefusal.ServiceNotLive);
        await handover.AnnounceAsync(task.Service, to, cancellation);
        return Result(await steps.TakeAsync(
            task, (before, now) => before.Version == version ? before.MoveTo(to, supervisor, now) : null, Follow.Moved, cancellation));
    }

    public async Task<SteerResult> EndAsync(AgentId supervisor, TaskKey task, long version, CancellationToken cancellation)
    {
        var found = await FindAsync(supervisor, task, version, cancellation);
        return found.Done
            ? Result(await steps.TakeAsync(task, (before, now) => before.Version == version ? before.EndBy(supervisor, now) : null, Follow.Ended, cancellation))
            : found;
    }

    public async Task<SteerResult> TakeBackAsync(AgentId supervisor, TaskKey task, long version, CancellationToken cancellation)
    {
        var found = await FindAsync(supervisor, task, version, cancellation);
        if (!found.Done)
            return found;
        return found.Task!.State == TaskState.Queued
            ? new(found.Task, SteerRefusal.NothingToDo)
            : Result(await steps.TakeAsync(
                task,
                (before, now) => before.Version == version ? before.TakeBack(supervisor, "supervisor", now) : null,
                (before, after, now) => Follow.Requeued(before, after, ReleaseCause.Ended, now),
                cancellation));
    }

    public async Task<SteerResult> CallAsync(AgentId supervisor, ServiceId service, CancellationToken cancellation)
    {
        if ((await scope.ServicesAsync(supervisor, cancellation))?.FirstOrDefault(one => one.Id == service) is not { } wanted)
            return new(null, SteerRefusal.NotAllowed);
        if (!wanted.IsLive || !configuration.Current.Tenant.EmailEnabled)
            return new(null, SteerRefusal.ServiceNotLive);
        return await calls.CallAsync(supervisor, (await figures.OfAsync([wanted], cancellation)).Services[0], cancellation);
    }

    public async Task<SteerResult> SetOffDutyAsync(AgentId supervisor, AgentId agent, CancellationToken cancellation)
    {
        if ((await scope.ServicesAsync(supervisor, cancellation))?.Any(service => service.Serves(agent)) != true)
            return new(null, SteerRefusal.NotAllowed);
        if (!await duty.SetOffAsync(agent, supervisor, cancellation))
            return new(null, SteerRefusal.NothingToDo);
        // It is done, so it is noted even when the caller went away.
        var change = new AuditedChange("user", agent.Value, AuditedEffect.Changed, ["onDuty"]) { Values = [new AuditedValue("onDuty", "true", "false")] };
        await audit.NoteAsync(supervisor.Value, "SetOffDuty", change, CancellationToken.None);
        return new(null, Number: 1);
    }

    // The task as it stands, when it is the person's to steer and the one that he saw.
    private async Task<SteerResult> FindAsync(AgentId supervisor, TaskKey key, long version, CancellationToken cancellation)
    {
        if (await scope.ServicesAsync(supervisor, cancellation) is not { } services)
            return new(null, SteerRefusal.NotAllowed);
        if (await tasks.FindAsync(key, cancellation) is not { Value: { } task })
            return new(null, SteerRefusal.UnknownTask);
        if (services.All(service => service.Id != task.Service))
            return new(null, SteerRefusal.NotAllowed);
        return task.State == TaskState.Done ? new(task, SteerRefusal.AlreadyDone)
            : task.Version != version ? new(task, SteerRefusal.Stale)
            : new SteerResult(task);
    }

    private static SteerResult Result(StepResult step) => step switch
    {
        { Taken: true } => new(step.Now),
        { Now: null } => new(null, SteerRefusal.UnknownTask),
        { Now: { State: TaskState.Sending } or { Answer.State: AnswerState.Unsure } } => new(step.Now, SteerRefusal.AnswerOnItsWay),
        _ => new(step.Now, step.Now!.State == TaskState.Done ? SteerRefusal.AlreadyDone : SteerRefusal.Stale),
    };

    // A supervisor goes beyond limit, presence and duty; not beyond rights, and to nobody who would not see the task.
    private async Task<IReadOnlyList<Reason>> AgainstAsync(EmailTask task, AgentId to, CancellationToken cancellation)
    {
        var current = configuration.Current;
        if (current.Service(task.Service) is not { } service)
            return [Reasons.ServiceNotLive];
        var state = (await agents.FindAsync(to, cancellation))?.Value;
        var against = Eligibility.Against(current.User(to), state, presence: null, service, current.Tenant.AllowGuests, now: null)
            .Where(reason => AgentFigures.ConditionOf([reason]) is AgentCondition.Barred or AgentCondition.Unreachable).ToList();
        if (against.Count == 0 && await desk.UnreachableAsync(to, cancellation) is { } unreachable)
            against.Add(Reasons.Unreachable(DeskCodes.Of(unreachable)));
        return against;
    }
}
