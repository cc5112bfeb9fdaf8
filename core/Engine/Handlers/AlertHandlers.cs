using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Engine.Handlers;

/// <summary>Brings the cards of an alert up to date.</summary>
internal sealed class ShowAlertHandler(Alerting alerting) : JobHandler<AlertJob>(EngineJobs.ShowAlert, EngineJson.Default.AlertJob)
{
    protected override Task<Failure?> RunAsync(AlertJob payload, Job job, CancellationToken cancellation) => alerting.ShowAsync(payload.Key, cancellation);
}

/// <summary>
/// Tells all administrators something, and of mail that could be lost in the crowd also who supervises it (F-42): one job for each, so that one who cannot be told now does
/// not make the others be told twice.
/// </summary>
internal sealed class TellAdministratorsHandler(IAlertDesk desk, IEntityStore store, IConfigurationSource configuration)
    : JobHandler<AdminNotice>(EngineJobs.TellAdministrators, EngineJson.Default.AdminNotice)
{
    protected override async Task<Failure?> RunAsync(AdminNotice payload, Job job, CancellationToken cancellation)
    {
        IEnumerable<AgentId> supervisors = payload.Kind is AdminNoticeKind.Storm or AdminNoticeKind.Unprocessable
            ? configuration.Current.SupervisorsOf(configuration.Current.ServiceOf(payload.Mailbox)?.Id)
            : [];
        foreach (var some in (await desk.AdministratorsAsync(cancellation)).Union(supervisors).Chunk(EntityLimits.WritesPerCommit))
            await store.CommitAsync(MailboxTable.Partition, [.. some.Select(one => EngineJobs.Tell(payload, one, job.FirstDue))], cancellation);
        return null;
    }
}

/// <summary>Tells one administrator something.</summary>
internal sealed class TellAdministratorHandler(IAlertDesk desk, TimeProvider time)
    : JobHandler<AdminTellJob>(EngineJobs.TellAdministrator, EngineJson.Default.AdminTellJob)
{
    protected override async Task<Failure?> RunAsync(AdminTellJob payload, Job job, CancellationToken cancellation)
    {
        var told = await desk.TellAsync(payload.Administrator, payload.Notice, cancellation);
        return told.Result == DeskResult.Later ? new Failure(FailureCategory.Throttled, told.Code ?? "teams_later", told.NotBefore ?? time.GetUtcNow()) : null;
    }
}
