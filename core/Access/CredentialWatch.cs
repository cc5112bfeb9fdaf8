using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Access;

/// <summary>A credential whose end somebody must know of.</summary>
public sealed record ExpiringCredential(CredentialUse Use, CredentialKind Kind, DateTimeOffset ExpiresAt);

/// <summary>Port: knows when a credential ends.</summary>
public interface ICredentialSource
{
    /// <summary>Null when it never ends, or nobody can tell.</summary>
    ValueTask<ExpiringCredential?> ReadAsync(CancellationToken cancellation);
}

/// <summary>The credential for Graph: a certificate tells itself; of a secret the settings know, or the app registration where the app may read it.</summary>
internal sealed class GraphCredentialSource(IAccessProbe probe) : ICredentialSource
{
    public async ValueTask<ExpiringCredential?> ReadAsync(CancellationToken cancellation)
    {
        var facts = probe.Facts;
        var expires = facts.ExpiresAt;
        if (expires is null && facts.Kind == CredentialKind.ClientSecret && await MayReadAsync(cancellation)
            && await probe.RegisteredExpiryAsync(cancellation) is { Succeeded: true } registered)
            expires = registered.Value;
        return expires is { } at ? new ExpiringCredential(CredentialUse.Graph, facts.Kind, at) : null;
    }

    // Most apps may not, and are not to be refused every few hours.
    private async ValueTask<bool> MayReadAsync(CancellationToken cancellation) =>
        await probe.SignInAsync(fresh: false, cancellation) is { Succeeded: true, Value: { } token }
        && token.Roles.Any(role => role.StartsWith("Application.Read", StringComparison.OrdinalIgnoreCase));
}

/// <summary>
/// Announces the end of the bot's credentials 30, 14, 7 and 1 days before, each once, whatever restarts in between (E-040, F-58). What has ended is the business of the
/// alerts: nothing works then.
/// </summary>
public sealed class CredentialWatch(IEnumerable<ICredentialSource> sources, IEntityStore store, TimeProvider time, ILogger<CredentialWatch> log) : BackgroundService
{
    internal const string TellAllJob = "expiry.tell.all";
    internal const string TellJob = "expiry.tell";

    private static readonly int[] Thresholds = [1, 7, 14, 30];
    private static readonly TimeSpan Beat = TimeSpan.FromHours(6);

    /// <summary>Announces what is due.</summary>
    public async Task ReviewAsync(CancellationToken cancellation)
    {
        foreach (var source in sources)
            if (await source.ReadAsync(cancellation) is { } credential)
                await ReviewAsync(credential, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            do
                await ReviewQuietlyAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A clean stop.
        }
    }

    private async Task ReviewQuietlyAsync(CancellationToken cancellation)
    {
        try
        {
            await ReviewAsync(cancellation);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or InvalidDataException)
        {
            log.ReviewFailed(exception);
        }
    }

    private async Task ReviewAsync(ExpiringCredential credential, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var days = (int)Math.Ceiling((credential.ExpiresAt - now).TotalDays);
        if (days <= 0 || Thresholds.FirstOrDefault(one => days <= one) is not (> 0 and var threshold))
            return;
        var row = $"expiry~{credential.Use}";
        var before = await store.ReadAsync(MailboxTable.Partition, row, AccessJson.Default.Announced, cancellation);
        if (before is not null && before.Value.ExpiresAt == credential.ExpiresAt && before.Value.Threshold <= threshold)
            return;
        var next = new Announced(credential.ExpiresAt, threshold);
        var write = before is null ? EntityWrite.Insert(row, next, AccessJson.Default.Announced) : EntityWrite.Update(before, next, AccessJson.Default.Announced);
        var news = new ExpiryNews(credential.Use, credential.Kind, credential.ExpiresAt, days);
        // Of several instances one is faster; the others find the row changed.
        var commit = await store.CommitAsync(
            MailboxTable.Partition, [write, JobWrites.Add(TellAllJob, news, AccessJson.Default.ExpiryNews, now, $"expiry-{news.Use}-{threshold}")], cancellation);
        if (commit.Applied)
            log.ExpiryAnnounced(credential.Use, credential.Kind, days);
    }
}
