using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Shows a task to the agent who was given it. Who cannot be reached does not keep it: nobody would see it (F-66, F-70).</summary>
internal sealed class HandTaskHandler(TaskTable tasks, TaskSteps steps, TaskViews views, IAgentDesk desk, TimeProvider time)
    : JobHandler<OfferJob>(EngineJobs.HandTask, EngineJson.Default.OfferJob)
{
    protected override async Task<Failure?> RunAsync(OfferJob payload, Job job, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(payload.Task, cancellation) is not { Value: { State: TaskState.Accepted, Offer: { Delivered: false } place } task } || place.Id != payload.Offer)
            return null;
        var shown = await desk.ShowAsync(await views.ForAsync(task, place.Agent, cancellation), null, cancellation);
        switch (shown.Result)
        {
            case DeskResult.Delivered:
                await steps.TakeAsync(
                    payload.Task,
                    (before, _) => Delivered(before, place.Id, shown.Card),
                    (_, after, now) => after.Version == task.Version ? [] : [EngineJobs.Show(after, now, place.Agent)],
                    cancellation);
                return null;
            case DeskResult.Unknown:
                return null;
            case DeskResult.Later:
                return new Failure(FailureCategory.Throttled, shown.Code ?? "teams_later", shown.NotBefore ?? time.GetUtcNow());
            case DeskResult.Rejected:
                return new Failure(FailureCategory.Invalid, shown.Code ?? "card_rejected");
            default:
                var code = DeskCodes.Of(shown.Result);
                await steps.TakeAsync(
                    payload.Task,
                    (before, now) => before.Offer?.Id == place.Id ? before.TakeBack(null, Reasons.Unreachable(code).Code, now) : null,
                    (before, after, now) => Follow.Requeued(before, after, ReleaseCause.Unreachable, now, code),
                    cancellation);
                return null;
        }
    }

    private static EmailTask Delivered(EmailTask task, OfferId place, CardReference? card)
    {
        var known = card is null ? task : task.WithCard(card);
        return known.Offer?.Id == place ? known with { Offer = known.Offer with { Delivered = true } } : known;
    }
}
