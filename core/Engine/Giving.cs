using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Gives a task to an agent without asking him: like an offer, a place first, then the task (decision 6). Who had it gives his place back; the agent gets its card.
/// </summary>
internal sealed class Giving(AgentTable agents, TaskSteps steps, NewId newId, TimeProvider time)
{
    /// <param name="limit">Places that the agent may take; <see cref="int.MaxValue"/> for who may give beyond every limit.</param>
    /// <param name="step">Gives the task with the place; null when it may not be given now.</param>
    /// <returns>Null when the agent has no place.</returns>
    public async Task<StepResult?> GiveAsync(
        TaskKey task, AgentId to, int limit, Func<EmailTask, Offer, DateTimeOffset, EmailTask?> step, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var place = new Offer(new OfferId(newId()), to, now, now, []);
        var idleSince = default(DateTimeOffset);
        var taken = await agents.ChangeAsync(
            to,
            state =>
            {
                idleSince = state.IdleSince;
                return state.Take(task, place.Id, limit, now);
            },
            _ => [EngineJobs.Check(task, to, place.Id, now)],
            cancellation);
        if (taken is null)
            return null;
        var result = await steps.TakeAsync(task, (before, moment) => step(before, place, moment), (before, after, moment) => Follows(before, after, place, moment), cancellation);
        if (!result.Taken)
            await agents.ChangeAsync(to, state => state.Has(place.Id) ? state.GiveBack(place.Id, idleSince) : null, _ => [], cancellation);
        return result;
    }

    private static IEnumerable<EntityWrite> Follows(EmailTask before, EmailTask after, Offer place, DateTimeOffset now)
    {
        if (before.Offer is { } former)
            yield return EngineJobs.Release(after, former, ReleaseCause.Ended, now);
        yield return EngineJobs.Show(after, now);
        yield return EngineJobs.Hand(after.Key, place.Id, now);
    }
}
