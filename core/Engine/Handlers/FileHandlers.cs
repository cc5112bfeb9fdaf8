using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Deletes a draft with files that nobody will send.</summary>
internal sealed class DropDraftHandler(IReplySender sender) : JobHandler<PreparedJob>(EngineJobs.DropDraft, EngineJson.Default.PreparedJob)
{
    protected override async Task<Failure?> RunAsync(PreparedJob payload, Job job, CancellationToken cancellation)
    {
        // It was sent after all: a conflict, and no repetition helps.
        var deleted = await sender.DeleteDraftAsync(payload.Mailbox, payload.Draft, cancellation);
        return deleted.Failure is { MayRetry: true, Category: not FailureCategory.Conflict } failure ? failure : null;
    }
}

/// <summary>Deletes a prepared draft whose id was never stored.</summary>
internal sealed class SweepPreparedDraftHandler(TaskTable tasks, IReplySender sender) : JobHandler<AnswerJob>(EngineJobs.SweepPreparedDraft, EngineJson.Default.AnswerJob)
{
    protected override async Task<Failure?> RunAsync(AnswerJob payload, Job job, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(payload.Task, cancellation) is not { Value: var task } || task.Enclosures?.Mark == payload.Answer)
            return null;
        var swept = await sender.SweepAsync(task.Mailbox, payload.Answer, cancellation);
        return swept.Failure is { MayRetry: true } failure ? failure : null;
    }
}

/// <summary>Gives up the files of an upload that never came to its end.</summary>
internal sealed class EndUploadHandler(Enclosing enclosing) : JobHandler<AnswerJob>(EngineJobs.EndUpload, EngineJson.Default.AnswerJob)
{
    protected override async Task<Failure?> RunAsync(AnswerJob payload, Job job, CancellationToken cancellation)
    {
        await enclosing.GiveUpAsync(payload.Task, payload.Answer, cancellation);
        return null;
    }
}
