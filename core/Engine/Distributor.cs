using System.Collections.Concurrent;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Offers the waiting tasks of a service, oldest first, each to one suitable agent. First a place is taken in the agent's row, then the task is offered; a crash
/// in between leaves a place that is checked and given back (I3). Every decision is recorded with the reasons for and against each candidate (I5).
/// </summary>
internal sealed class Distributor(
    IEntityStore store, TaskTable tasks, ServiceQueue queue, AgentTable agents, Candidates candidates, Withdrawal withdrawal, Handover handover, Relief relief,
    IConfigurationSource configuration, EngineMeter meter, NewId newId, TimeProvider time)
{
    private readonly ConcurrentDictionary<ServiceId, Line> lines = new();

    /// <summary>
    /// Returns at once when another run waits for its turn: it has not begun and sees what this one would, and its job stays until it has run. However many causes there are
    /// at once, a service is distributed no more than twice for them.
    /// </summary>
    public async Task RunAsync(ServiceId id, CancellationToken cancellation)
    {
        var line = lines.GetOrAdd(id, _ => new Line());
        if (!line.NextInTurn.Wait(0, CancellationToken.None))
            return;
        try
        {
            await line.Turn.WaitAsync(cancellation);
        }
        finally
        {
            line.NextInTurn.Release();
        }

        try
        {
            var current = configuration.Current;
            if (!current.Tenant.EmailEnabled || current.Service(id) is not { IsLive: true } service)
            {
                // Also what came back to the queue, or came in while the service was being suspended (N-056).
                await withdrawal.RunAsync(id, _ => true, cancellation);
                return;
            }

            await handover.TakeBackAsync(id, cancellation);
            line.Begin();
            var look = new Look(() => candidates.JudgeAsync(current, service, cancellation));
            await foreach (var waiting in queue.InOrderAsync(id, cancellation))
                if (!await OfferAsync(current, service, line, look, waiting.Key, cancellation))
                    break;
            await relief.RunAsync(current, service, cancellation);
        }
        finally
        {
            line.Turn.Release();
        }
    }

    // False when nobody is suitable for any task of the service, so that the rest of the queue need not be tried.
    private async Task<bool> OfferAsync(Configuration current, Service service, Line line, Look look, TaskKey key, CancellationToken cancellation)
    {
        while (true)
        {
            if (await tasks.FindAsync(key, cancellation) is not { Value.State: TaskState.Queued } task || task.Value.Service != service.Id)
                return true;
            // What was handed here still belongs to the service of its mailbox, and is withdrawn with it.
            if (current.Service(key.Service) is not { IsLive: true } home || task.Value.Mailbox != home.Mailbox)
            {
                await withdrawal.WithdrawAsync(key, cancellation);
                return true;
            }

            var now = time.GetUtcNow();
            var judged = await look.AtAgentsAsync();
            var isKept = IsKept(task.Value, judged, now);
            var suitable = new List<Candidate>();
            var verdicts = new List<CandidateVerdict>();
            var again = default(DateTimeOffset?);
            foreach (var (member, state, against) in judged)
            {
                var fit = SkillMatch.Of(task.Value.RequiredSkills, member.Skills);
                var (later, reasons) = ForThisTask(task.Value, member.Agent, fit, isKept, now);
                if (against.Count == 0 && reasons.Count == 0)
                    suitable.Add(new(state!, member, fit));
                // Whoever is only in his after-work time can be asked when it is over, maybe not about this task, but about those behind it.
                if (against.All(reason => reason.Code == Reasons.AfterWorkCode) && (against.Count > 0 ? state!.AfterWorkUntil : later) is { } then && (again is null || then < again))
                    again = then;
                verdicts.Add(new CandidateVerdict(member.Agent, [.. against, .. reasons]));
            }

            var moment = new OfferMoment(now, service.Distribution.TasksPerAgent, await LastInTurnAsync(service, cancellation));
            if (OfferChoice.Among(suitable, task.Value.LastAgent, service.Distribution, moment) is not { } choice)
            {
                await RecordWaitingAsync(line, task.Value, verdicts, again, now, cancellation);
                return judged.Any(candidate => candidate.Against.Count == 0);
            }

            look.Again();
            if (await OfferToAsync(service, task, choice, verdicts, now, cancellation))
                return true;
        }
    }

    // What speaks against the agent for this task alone, and until when.
    private static (DateTimeOffset? Until, IReadOnlyList<Reason> Reasons) ForThisTask(EmailTask task, AgentId agent, SkillFit fit, bool isKept, DateTimeOffset now)
    {
        var (until, reasons) = (default(DateTimeOffset?), new List<Reason>());
        if (Eligibility.PassedBy(task, agent, now) is { } passed)
        {
            until = passed.Until;
            reasons.Add(passed.Reason);
        }

        if (fit.Gap > 0 && SkillMatch.SuitableFrom(fit, task.Mails.Last().ReceivedAt) is var relaxed && relaxed > now)
        {
            until = Later(until, relaxed);
            reasons.Add(Reasons.Skills(relaxed, fit.Missing));
        }

        if (isKept && agent != task.LastAgent && task is { LastAgent: { } last, KeptUntil: { } kept })
        {
            until = Later(until, kept);
            reasons.Add(Reasons.KeptFor(last, kept));
        }

        return (until, reasons);
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;

    // For who worked for the customer last, as long as he is there and only busy; not when he let it pass.
    private static bool IsKept(EmailTask task, IReadOnlyList<JudgedAgent> judged, DateTimeOffset now) =>
        task.KeptUntil > now
        && judged.FirstOrDefault(candidate => candidate.Member.Agent == task.LastAgent) is { } last
        && last.Against.All(reason => reason.Code is Reasons.AtLimitCode or Reasons.AfterWorkCode || reason.Code.StartsWith(Reasons.PresenceCode, StringComparison.Ordinal))
        && Eligibility.PassedBy(task, last.Member.Agent, now) is null;

    private async ValueTask<AgentId?> LastInTurnAsync(Service service, CancellationToken cancellation) =>
        service.Distribution.Order == OfferOrder.RoundRobin
            ? (await store.ReadAsync(TaskRows.Partition(service.Id), TaskRows.Turn, TaskJson.Default.OfferTurn, cancellation))?.Value.Last
            : null;

    // False when the world changed in between and the decision must be made anew.
    private async Task<bool> OfferToAsync(
        Service service, Stored<EmailTask> task, Choice choice, List<CandidateVerdict> verdicts, DateTimeOffset now, CancellationToken cancellation)
    {
        var (settings, key) = (service.Distribution, task.Value.Key);
        var (chosen, because) = (choice.Chosen.State, choice.Because);
        var offer = new Offer(new OfferId(newId()), chosen.Agent, now, now + settings.OfferTime, because);
        var place = await agents.ChangeAsync(
            chosen.Agent,
            state => state is { OnDuty: true, Unreachable: null } && !(state.AfterWorkUntil > now) ? state.Take(key, offer.Id, settings.TasksPerAgent, now) : null,
            _ => [EngineJobs.Check(key, chosen.Agent, offer.Id, now)],
            cancellation);
        if (place is null)
            return false;
        var offered = task.Value.OfferTo(offer)!;
        var committed = await store.CommitAsync(
            TaskRows.Partition(key.Service),
            [
                .. TaskRows.Change(task, offered),
                TaskRows.Explain(new DistributionRecord(key.Id, now, chosen.Agent, because, verdicts)),
                EngineJobs.Post(key, offer.Id, now),
                EngineJobs.Expire(key, offer),
                .. choice.InTurn && key.Service == service.Id ? [EntityWrite.Put(TaskRows.Turn, new OfferTurn(chosen.Agent), TaskJson.Default.OfferTurn)] : Array.Empty<EntityWrite>(),
            ],
            cancellation);
        if (committed.Applied)
        {
            meter.Changed(task.Value, offered);
            return true;
        }

        await agents.ChangeAsync(chosen.Agent, state => state.Has(offer.Id) ? state.GiveBack(offer.Id, chosen.IdleSince) : null, _ => [], cancellation);
        return false;
    }

    // The record is written when it says something new; distribution runs often while a task waits.
    private async Task RecordWaitingAsync(Line line, EmailTask task, List<CandidateVerdict> verdicts, DateTimeOffset? again, DateTimeOffset now, CancellationToken cancellation)
    {
        var text = $"{string.Join('|', verdicts.Select(verdict => $"{verdict.Agent}:{string.Join(',', verdict.Against.Select(reason => reason.Code))}"))}@{again?.UtcTicks}";
        if (line.IsKnown(task.Key.Id, text))
            return;
        List<EntityWrite> writes = [TaskRows.Explain(new DistributionRecord(task.Key.Id, now, null, [], verdicts))];
        if (again is { } due)
            writes.Add(EngineJobs.DistributeFor(task.Service, due));
        if ((await store.CommitAsync(TaskRows.Partition(task.Key.Service), writes, cancellation)).Applied)
            line.Remember(task.Key.Id, text);
    }

    // The queue of a service. One run at a time looks through it, and remembers for the next one what is recorded about each task; what it did not come to is forgotten.
    private sealed class Line
    {
        private Dictionary<TaskId, string> before = [];
        private Dictionary<TaskId, string> now = [];

        public SemaphoreSlim Turn { get; } = new(1);

        public SemaphoreSlim NextInTurn { get; } = new(1);

        public void Begin() => (before, now) = (now, []);

        public bool IsKnown(TaskId task, string verdicts)
        {
            if (before.GetValueOrDefault(task) != verdicts)
                return false;
            now[task] = verdicts;
            return true;
        }

        public void Remember(TaskId task, string verdicts) => now[task] = verdicts;
    }

    // One look at the agents serves a whole queue for which nobody is suitable; after an offer they are looked at anew.
    private sealed class Look(Func<Task<IReadOnlyList<JudgedAgent>>> judge)
    {
        private IReadOnlyList<JudgedAgent>? judged;

        public async ValueTask<IReadOnlyList<JudgedAgent>> AtAgentsAsync() => judged ??= await judge();

        public void Again() => judged = null;
    }
}

/// <summary>Short codes of unreachability, as stored and put into words.</summary>
internal static class DeskCodes
{
    public static string Of(DeskResult result) => result switch
    {
        DeskResult.NotInstalled => "not_installed",
        DeskResult.Blocked => "blocked",
        _ => "unknown",
    };
}
