using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Hands on what nobody of a service can take, while a supervisor has opened the way to another one: only as much as agents of that one are free for, so that no task leaves
/// a queue to wait in another, and each task once, so that none goes round.
/// </summary>
internal sealed class Relief(ServiceQueue queue, TaskTable tasks, TaskSteps steps, Candidates candidates, Handover handover, TimeProvider time)
{
    /// <summary>After distribution has offered what it can.</summary>
    public async Task RunAsync(Configuration current, Service service, CancellationToken cancellation)
    {
        if (service.OverflowAt(time.GetUtcNow()) is not { } open || current.Service(open.To) is not { IsLive: true } other)
            return;
        var places = await FreeAsync(current, other, cancellation);
        if (places.Count == 0)
            return;
        await foreach (var waiting in queue.InOrderAsync(service.Id, cancellation))
        {
            if (await tasks.FindAsync(waiting.Key, cancellation) is not { Value: { } task } || current.Service(task.Key.Service) is not { IsLive: true })
                continue;
            var taker = places.FindIndex(place => IsFor(task, place));
            if (taker < 0)
                continue;
            await handover.AnnounceAsync(task.Key.Service, other.Id, cancellation);
            var step = await steps.TakeAsync(
                task.Key,
                (before, now) => before.Service == service.Id ? before.OverflowTo(other.Id, now) : null,
                (_, after, now) => [TaskRows.HandsTo(after.Service), EngineJobs.DistributeFor(after.Service, now)],
                cancellation);
            if (step.Taken)
                places.RemoveAt(taker);
            if (places.Count == 0)
                return;
        }
    }

    // One entry for each free place, less those that the service's own waiting tasks are going to take.
    private async Task<List<ServiceAgent>> FreeAsync(Configuration current, Service service, CancellationToken cancellation)
    {
        var judged = await candidates.JudgeAsync(current, service, cancellation);
        var places = judged.Where(agent => agent.Against.Count == 0)
            .SelectMany(agent => Enumerable.Repeat(agent.Member, service.Distribution.TasksPerAgent - (agent.State?.Taken ?? 0))).ToList();
        var own = places.Count == 0 ? 0 : (await queue.CountAsync(service.Id, places.Count, cancellation)).Waiting;
        return places[..^own];
    }

    private bool IsFor(EmailTask task, ServiceAgent agent)
    {
        var now = time.GetUtcNow();
        return SkillMatch.SuitableFrom(SkillMatch.Of(task.RequiredSkills, agent.Skills), task.Mails.Last().ReceivedAt) <= now && Eligibility.PassedBy(task, agent.Agent, now) is null;
    }
}
