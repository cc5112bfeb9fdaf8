using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Brings the cards of a task up to date, each to what it means for its agent (F-65). Only the newest state is shown; what is shown already is left alone.</summary>
internal sealed class ShowCardsHandler(TaskTable tasks, TaskSteps steps, TaskViews views, IAgentDesk desk, TimeProvider time, ILogger<ShowCardsHandler> log)
    : JobHandler<ShowJob>(EngineJobs.ShowCards, EngineJson.Default.ShowJob)
{
    protected override async Task<Failure?> RunAsync(ShowJob payload, Job job, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(payload.Task, cancellation) is not { Value: { } task })
            return null;
        // An earlier attempt may have shown what is old by now, and nobody noted it.
        var again = job.Attempts > 1;
        Failure? later = null;
        foreach (var card in task.Cards)
            if ((again || card.ShownVersion != task.Version) && (payload.Only is null || payload.Only == card.Agent))
                later = await ShowAsync(task, card, cancellation) ?? later;
        return later;
    }

    // Somebody else may have shown a newer state meanwhile, and which of the two arrived last is not known: then the newest is shown once more.
    private async Task<Failure?> ShowAsync(EmailTask task, CardReference card, CancellationToken cancellation)
    {
        while (true)
        {
            var shown = await desk.ShowAsync(await views.ForAsync(task, card.Agent, cancellation), card, cancellation);
            if (shown.Result == DeskResult.Later)
                return new Failure(FailureCategory.Throttled, shown.Code ?? "teams_later", shown.NotBefore ?? time.GetUtcNow());
            // Unlike a post, an update that may not have arrived is repeated: twice is the same card, never is a card that lies.
            if (shown.Result == DeskResult.Unknown)
                return new Failure(FailureCategory.Unknown, shown.Code ?? "teams_no_answer");
            if (shown.Card is not { } now)
            {
                log.CardNotShown(task.Key, card.Agent, shown.Code ?? shown.Result.ToString());
                return null;
            }

            // Unless he is to have a new card by now: this one would take its place.
            var noted = await steps.NoteAsync(task.Key, (before, _) => before.CardOf(card.Agent)?.Activity == card.Activity ? before.WithCard(now) : null, cancellation);
            if (noted is not { Taken: true, Now: { } newest } || newest.Version == now.ShownVersion)
                return null;
            (task, card) = (newest, now);
        }
    }
}
