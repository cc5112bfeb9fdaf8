using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Looks into an Inbox. After a failure the whole of it is listed, without bodies: a page that times out with them comes through then (F-12).</summary>
internal sealed class LookHandler(InboxWatch watch) : JobHandler<LookJob>(EngineJobs.LookIntoInbox, EngineJson.Default.LookJob)
{
    protected override Task<Failure?> RunAsync(LookJob payload, Job job, CancellationToken cancellation) =>
        watch.LookAsync(payload.Mailbox, payload.Whole || job.Attempts > 1, cancellation);
}

/// <summary>Sees to a mailbox whose subscription is in danger.</summary>
internal sealed class TendHandler(MailboxKeeper keeper) : JobHandler<MailboxJob>(EngineJobs.TendMailbox, EngineJson.Default.MailboxJob)
{
    protected override async Task<Failure?> RunAsync(MailboxJob payload, Job job, CancellationToken cancellation)
    {
        await keeper.SubscriptionAtRiskAsync(payload.Mailbox, cancellation);
        return null;
    }
}
