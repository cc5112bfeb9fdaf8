using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Gives a task to an agent at a person's wish, as distribution does: a place first, then the task (decision 6); the place is given back when the task cannot be had.
/// </summary>
internal sealed class Giving(AgentTable agents, TaskSteps steps, NewId newId, TimeProvider time)
{
    /// <summary>Without asking him: who had it gives his place back, and the agent gets its card.</summary>
    /// <inheritdoc cref="TakeAsync"/>
    public Task<StepResult?> GiveAsync(TaskKey task, AgentId to, int limit, Func<EmailTask, Offer, DateTimeOffset, EmailTask?> step, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return TakeAsync(task, new Offer(new OfferId(newId()), to, now, now, []), limit, step, Follows, cancellation);
    }

    /// <summary>As an offer that he may decline.</summary>
    /// <inheritdoc cref="TakeAsync"/>
    public Task<StepResult?> OfferAsync(
        TaskKey task, Offer offer, int limit, Func<EmailTask, Offer, DateTimeOffset, EmailTask?> step,
        Func<EmailTask, EmailTask, DateTimeOffset, IEnumerable<EntityWrite>> follows, CancellationToken cancellation) =>
        TakeAsync(
            task,
            offer,
            limit,
            step,
            (before, after, _, now) =>
            [
                .. follows(before, after, now),
                TaskRows.Explain(new DistributionRecord(task.Id, offer.At, offer.Agent, offer.Reasons, [])),
                EngineJobs.Post(task, offer.Id, now),
                EngineJobs.Expire(task, offer),
            ],
            cancellation);

    /// <param name="limit">Places that the agent may take; <see cref="int.MaxValue"/> for who may give beyond every limit.</param>
    /// <param name="step">Gives the task with the place; null when it may not be given now.</param>
    /// <returns>Null when the agent has no place.</returns>
    private async Task<StepResult?> TakeAsync(
        TaskKey task, Offer place, int limit, Func<EmailTask, Offer, DateTimeOffset, EmailTask?> step,
        Func<EmailTask, EmailTask, Offer, DateTimeOffset, IEnumerable<EntityWrite>> follows, CancellationToken cancellation)
    {
        var idleSince = default(DateTimeOffset);
        var taken = await agents.ChangeAsync(
            place.Agent,
            state =>
            {
                idleSince = state.IdleSince;
                return state.Take(task, place.Id, limit, place.At);
            },
            _ => [EngineJobs.Check(task, place.Agent, place.Id, place.At)],
            cancellation);
        if (taken is null)
            return null;
        var result = await steps.TakeAsync(task, (before, now) => step(before, place, now), (before, after, now) => follows(before, after, place, now), cancellation);
        if (!result.Taken)
            await agents.ChangeAsync(place.Agent, state => state.Has(place.Id) ? state.GiveBack(place.Id, idleSince) : null, _ => [], cancellation);
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
