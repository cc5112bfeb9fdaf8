using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Shows an offer to its agent. An agent who cannot be reached loses it at once, and it goes to the next (F-70).</summary>
internal sealed class PostOfferHandler(TaskTable tasks, TaskSteps steps, TaskViews views, IAgentDesk desk, RenamedMail renamed, TimeProvider time)
    : JobHandler<OfferJob>(EngineJobs.PostOffer, EngineJson.Default.OfferJob)
{
    protected override async Task<Failure?> RunAsync(OfferJob payload, Job job, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(payload.Task, cancellation) is not { Value: { State: TaskState.Offered, Offer: { Delivered: false } offer } task } || offer.Id != payload.Offer)
            return null;
        var view = await views.ForAsync(task, offer.Agent, cancellation);
        if (view.MailTrouble?.Category == FailureCategory.NotFound)
        {
            var found = await renamed.FindAsync(task, task.Newest, cancellation);
            if (!found.Succeeded)
                return found.Failure;
            if (found.Value is not null)
                return new Failure(FailureCategory.Transient, "mail_renamed");
            await steps.TakeAsync(payload.Task, (before, now) => before.HandleInOutlook("deleted", now), Follow.Ended, cancellation);
            return null;
        }

        var delivery = await desk.ShowAsync(view, null, cancellation);
        switch (delivery.Result)
        {
            case DeskResult.Delivered:
                await steps.TakeAsync(
                    payload.Task,
                    (before, _) => Delivered(before, offer.Id, delivery.Card),
                    (_, after, now) => after.Version == task.Version ? [] : [EngineJobs.Show(after, now, offer.Agent)],
                    cancellation);
                return null;
            case DeskResult.Unknown:
                // It may be there; a second one would be worse than the countdown (teams.md 3.3).
                return null;
            case DeskResult.Later:
                return new Failure(FailureCategory.Throttled, delivery.Code ?? "teams_later", delivery.NotBefore ?? time.GetUtcNow());
            case DeskResult.Rejected:
                return new Failure(FailureCategory.Invalid, delivery.Code ?? "card_rejected");
            default:
                var code = DeskCodes.Of(delivery.Result);
                await steps.TakeAsync(
                    payload.Task,
                    (before, now) => before.WithdrawOffer(offer.Id, Reasons.Unreachable(code).Code, now),
                    (before, after, now) => Follow.Requeued(before, after, ReleaseCause.Unreachable, now, code),
                    cancellation);
                return null;
        }
    }

    // The card is remembered even when the offer ended while it was on its way: it is to show that.
    private static EmailTask Delivered(EmailTask task, OfferId offer, CardReference? card)
    {
        var known = card is null ? task : task.WithCard(card);
        return known.OfferDelivered(offer) ?? known;
    }
}

/// <summary>Ends an offer that nobody answered in time.</summary>
internal sealed class ExpireOfferHandler(TaskSteps steps) : JobHandler<OfferJob>(EngineJobs.ExpireOffer, EngineJson.Default.OfferJob)
{
    protected override async Task<Failure?> RunAsync(OfferJob payload, Job job, CancellationToken cancellation)
    {
        await steps.TakeAsync(
            payload.Task,
            (before, now) => before.TimeOut(payload.Offer, now),
            (before, after, now) => Follow.Requeued(before, after, before.Offer!.Delivered ? ReleaseCause.Missed : ReleaseCause.Ended, now),
            cancellation);
        return null;
    }
}
