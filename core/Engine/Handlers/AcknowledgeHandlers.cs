using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Makes the draft of an acknowledgement; not for a mail that is gone.</summary>
internal sealed class AcknowledgeHandler(Acknowledging acknowledging, MailContent content) : JobHandler<AcknowledgeJob>(EngineJobs.DraftAcknowledgement, EngineJson.Default.AcknowledgeJob)
{
    protected override async Task<Failure?> RunAsync(AcknowledgeJob payload, Job job, CancellationToken cancellation)
    {
        var read = await content.ReadAsync(payload.Mailbox, payload.Message, withBody: false, cancellation);
        if (!read.Succeeded)
            return read.Failure.MayRetry ? read.Failure : null;
        return await acknowledging.DraftAsync(payload, read.Value, job.Attempts, cancellation);
    }
}

/// <summary>Submits an acknowledgement.</summary>
internal sealed class SendAcknowledgementHandler(Acknowledging acknowledging) : JobHandler<AcknowledgeJob>(EngineJobs.SubmitAcknowledgement, EngineJson.Default.AcknowledgeJob)
{
    protected override Task<Failure?> RunAsync(AcknowledgeJob payload, Job job, CancellationToken cancellation) => acknowledging.SendAsync(payload, job.Attempts, cancellation);
}
