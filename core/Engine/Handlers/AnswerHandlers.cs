using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Finds out what became of a press of Send whose draft is not known.</summary>
internal sealed class ResumeAnswerHandler(TaskTable tasks, Answering answering) : JobHandler<AnswerJob>(EngineJobs.ResumeAnswer, EngineJson.Default.AnswerJob)
{
    protected override async Task<Failure?> RunAsync(AnswerJob payload, Job job, CancellationToken cancellation) =>
        await tasks.FindAsync(payload.Task, cancellation) is { } task ? await answering.ResumeAsync(task.Value, payload.Answer, cancellation) : null;
}

/// <summary>Submits an answer; after an hour of failures the agent is asked instead.</summary>
internal sealed class SendAnswerHandler(TaskTable tasks, Answering answering, TimeProvider time)
    : JobHandler<AnswerJob>(EngineJobs.SendAnswer, EngineJson.Default.AnswerJob)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    protected override async Task<Failure?> RunAsync(AnswerJob payload, Job job, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(payload.Task, cancellation) is not { } task
            || await answering.SendAsync(task.Value, payload.Answer, job.Attempts, cancellation) is not { } failure)
            return null;
        if (time.GetUtcNow() - job.FirstDue < Patience)
            return failure;
        await answering.GiveUpAsync(payload.Task, payload.Answer, failure, cancellation);
        return null;
    }
}

/// <summary>Looks whom an answer came from.</summary>
internal sealed class CheckSenderHandler(SenderWatch watch) : JobHandler<SenderJob>(EngineJobs.CheckSenderOfAnswer, EngineJson.Default.SenderJob)
{
    protected override Task<Failure?> RunAsync(SenderJob payload, Job job, CancellationToken cancellation) => watch.CheckAsync(payload, cancellation);
}

/// <summary>Deletes what an abandoned press of Send left behind.</summary>
internal sealed class SweepDraftHandler(IReplySender sender) : JobHandler<DraftJob>(EngineJobs.SweepDraft, EngineJson.Default.DraftJob)
{
    protected override async Task<Failure?> RunAsync(DraftJob payload, Job job, CancellationToken cancellation)
    {
        var swept = await sender.SweepAsync(payload.Mailbox, payload.Answer, cancellation);
        return swept.Failure is { MayRetry: true } failure ? failure : null;
    }
}
