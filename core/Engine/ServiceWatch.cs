using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Engine;

/// <summary>Looks how the services stand, and what of it their supervisors have to know.</summary>
internal sealed class ServiceWatch(
    LiveFigures figures, ServiceQueue queue, JobBoard jobs, AlertTable alerts, IConfigurationSource configuration, TimeProvider time) : IDisposable
{
    /// <summary>More often than people can act is not looked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>More are not counted.</summary>
    private const int MostFailed = 100;

    // Beats overlap; whoever comes while another one looks waits until what that one found is written.
    private readonly SemaphoreSlim oneAtATime = new(1);
    private DateTimeOffset? looked;

    /// <param name="change">Writes an alert over the one before; null for the one before where there was none, null for the new one where nothing changed.</param>
    public async Task ReviewAsync(Func<Stored<Alert>?, Alert?, DateTimeOffset, CancellationToken, Task> change, CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            if (now - looked < Interval)
                return;
            await LookAsync(change, now, cancellation);
            looked = now;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task LookAsync(Func<Stored<Alert>?, Alert?, DateTimeOffset, CancellationToken, Task> change, DateTimeOffset now, CancellationToken cancellation)
    {
        var current = configuration.Current;
        var known = new Dictionary<string, Stored<Alert>>(StringComparer.Ordinal);
        await foreach (var alert in alerts.AllAsync(cancellation))
            if (alert.Value.Service is not null)
                known[alert.Value.Key] = alert;
        var isQuiet = current.Tenant.Alerts.IsQuiet(now, current.Tenant.TimeZone);
        foreach (var standing in (await figures.OfAsync(current.Services, cancellation, idleToo: false)).Services)
        {
            known.Remove(Alert.KeyOf(standing.Service), out var before);
            var service = current.Service(standing.Service)!;
            var found = TroubleFinder.Find(standing, service, await HandlingAsync(standing, now, cancellation), await FailedAsync(service, cancellation), now);
            await change(before, AlertRules.Next(before?.Value, service.Id, found, current.Tenant.Alerts, isQuiet, now), now, cancellation);
        }

        // Of services that are gone.
        foreach (var alert in known.Values)
            if (alert.Value.SolvedAt is null)
                await change(alert, alert.Value.Solve(now), now, cancellation);
            else
                await alerts.ForgetAsync(alert, now, cancellation);
    }

    // Only where a waiting task has a deadline that the pace could tell something about.
    private async Task<TimeSpan?> HandlingAsync(ServiceFigures standing, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!standing.Open.Any(task => task.State == TaskState.Queued && task.Deadlines.Any(deadline => deadline.IsOpen)))
            return null;
        var rounds = new List<TaskRound>();
        await foreach (var (_, round) in queue.EndedAsync(standing.Service, now - TroubleFinder.PaceWindow, now.AddTicks(1), cancellation))
            rounds.Add(round);
        return TroubleFinder.Handling(rounds);
    }

    private async Task<int> FailedAsync(Service service, CancellationToken cancellation)
    {
        var failed = 0;
        await foreach (var _ in jobs.ListDeadAsync(TaskRows.Partition(service.Id), cancellation))
            if (++failed == MostFailed)
                break;
        return failed;
    }
}
