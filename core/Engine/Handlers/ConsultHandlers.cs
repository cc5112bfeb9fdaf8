using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>
/// Brings what a colleague has of a task in line with whether his advice is asked for: his list of such tasks, the card, which shows nothing any more when the consult has ended, and
/// its end when the time is over.
/// </summary>
internal sealed class KeepConsultHandler(TaskTable tasks, TaskSteps steps, TaskViews views, Consulting consulting, AgentTable agents, IAgentDesk desk, TimeProvider time)
    : JobHandler<ConsultJob>(EngineJobs.KeepConsult, EngineJson.Default.ConsultJob)
{
    protected override async Task<Failure?> RunAsync(ConsultJob payload, Job job, CancellationToken cancellation)
    {
        var (key, colleague) = (payload.Task, payload.Colleague);
        if (await ListAsync(key, colleague, cancellation) is not { } task)
            return null;
        if (task.Consults.FirstOrDefault(consult => consult.Agent == colleague) is not { } consult)
            return payload.Card is { } card ? await ShowAsync(task, colleague, card, cancellation) : null;
        if (time.GetUtcNow() < consult.Until)
            return consult.Delivered ? null : await ShowAsync(task, colleague, null, cancellation);
        await consulting.EndAsync(key, colleague, "time", cancellation);
        return null;
    }

    // Looked at once more after the list was written: another job may have done the same with an older or a newer task.
    private async Task<EmailTask?> ListAsync(TaskKey key, AgentId colleague, CancellationToken cancellation)
    {
        var task = (await tasks.FindAsync(key, cancellation))?.Value;
        while (true)
        {
            var isAsked = task?.IsConsulted(colleague) == true;
            await agents.ChangeAsync(
                colleague,
                state => state.Consults.Contains(key) == isAsked ? null
                    : state with { Consults = isAsked ? [.. state.Consults, key] : [.. state.Consults.Where(other => other != key)] },
                _ => [],
                cancellation);
            task = (await tasks.FindAsync(key, cancellation))?.Value;
            if (task?.IsConsulted(colleague) == true == isAsked)
                return task;
        }
    }

    // A first card is posted, a card that stands is closed; when the consult ended while the first one was on its way, that one is closed.
    private async Task<Failure?> ShowAsync(EmailTask task, AgentId colleague, CardReference? card, CancellationToken cancellation)
    {
        while (true)
        {
            var isOpen = task.IsConsulted(colleague);
            var view = await views.ForAsync(task, colleague, cancellation);
            var shown = await desk.ShowAsync(isOpen ? view : TaskViews.WithoutContent(view), card, cancellation);
            switch (shown.Result)
            {
                case DeskResult.Later:
                    return new Failure(FailureCategory.Throttled, shown.Code ?? "teams_later", shown.NotBefore ?? time.GetUtcNow());
                case DeskResult.Rejected:
                    return new Failure(FailureCategory.Invalid, shown.Code ?? "card_rejected");
                case DeskResult.Unknown:
                    // A card that may stand already is not posted twice; that it closes is repeated until it is sure.
                    return isOpen ? null : new Failure(FailureCategory.Unknown, shown.Code ?? "teams_no_answer");
                case DeskResult.NotInstalled or DeskResult.Blocked:
                    await consulting.EndAsync(task.Key, colleague, Reasons.Unreachable(DeskCodes.Of(shown.Result)).Code, cancellation);
                    return null;
            }

            if (!isOpen)
                return null;
            var noted = await steps.NoteAsync(task.Key, (before, _) => Delivered(before, colleague, shown.Card), cancellation);
            if (shown.Card is not { } now || noted.Now is not { } newest || (newest.IsConsulted(colleague) && newest.Version == now.ShownVersion))
                return null;
            (task, card) = (newest, now);
        }
    }

    private static EmailTask Delivered(EmailTask task, AgentId colleague, CardReference? card) => (card is null ? task : task.WithCard(card)).ConsultDelivered(colleague);
}
