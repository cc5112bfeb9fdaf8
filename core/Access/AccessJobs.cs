using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Access;

/// <summary>Tells the administrator who asked for a consent what came of it, and what the check says since.</summary>
internal sealed class TellConsentHandler(ConsentDesk consents, AccessCheck check, IAccessDesk desk) : IJobHandler
{
    public string Kind => ConsentDesk.TellJob;

    public async Task<JobResult> RunAsync(LeasedJob leased, CancellationToken cancellation)
    {
        if (await consents.ReadAsync(leased.Job.Read(AccessJson.Default.ConsentTold).Id, cancellation) is not { } state)
            return JobResult.Done;
        var report = state.Outcome == ConsentOutcome.Granted ? await check.CheckAsync(new AccessQuestion(), cancellation) : null;
        return await desk.TellAsync(state.Administrator, new ConsentNews(state, report), cancellation) is { } later ? JobResult.Retry(later) : JobResult.Done;
    }
}

/// <summary>Tells all administrators of a credential's end: one job for each, so that one who cannot be told now does not make the others be told twice.</summary>
internal sealed class TellExpiryHandler(IAccessDesk desk, IEntityStore store) : IJobHandler
{
    public string Kind => CredentialWatch.TellAllJob;

    public async Task<JobResult> RunAsync(LeasedJob leased, CancellationToken cancellation)
    {
        var news = leased.Job.Read(AccessJson.Default.ExpiryNews);
        foreach (var some in (await desk.AdministratorsAsync(cancellation)).Chunk(EntityLimits.WritesPerCommit))
            await store.CommitAsync(
                MailboxTable.Partition,
                [.. some.Select(one => JobWrites.Add(
                    CredentialWatch.TellJob, new ExpiryTold(news, one), AccessJson.Default.ExpiryTold, leased.Job.FirstDue, $"expiry-{news.Use}-{news.Days}-{one}"))],
                cancellation);
        return JobResult.Done;
    }
}

/// <summary>Tells one administrator.</summary>
internal sealed class TellOneExpiryHandler(IAccessDesk desk) : IJobHandler
{
    public string Kind => CredentialWatch.TellJob;

    public async Task<JobResult> RunAsync(LeasedJob leased, CancellationToken cancellation)
    {
        var told = leased.Job.Read(AccessJson.Default.ExpiryTold);
        return await desk.TellAsync(told.Administrator, told.News, cancellation) is { } later ? JobResult.Retry(later) : JobResult.Done;
    }
}

/// <param name="Id">Of the link.</param>
internal sealed record ConsentTold(string Id);

internal sealed record ExpiryTold(ExpiryNews News, AgentId Administrator);

/// <summary>What was announced last of a credential.</summary>
internal sealed record Announced(DateTimeOffset ExpiresAt, int Threshold);

/// <summary>JSON of the room's rows and jobs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConsentState))]
[JsonSerializable(typeof(ConsentTold))]
[JsonSerializable(typeof(ExpiryNews))]
[JsonSerializable(typeof(ExpiryTold))]
[JsonSerializable(typeof(Announced))]
internal sealed partial class AccessJson : JsonSerializerContext;
