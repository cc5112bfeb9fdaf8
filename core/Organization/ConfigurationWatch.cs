using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Organization;

/// <summary>Looks for changes that other instances made (I8): one small read every <see cref="Interval"/>.</summary>
public sealed class ConfigurationWatch(ConfigurationStore configuration, TimeProvider clock, ILogger<ConfigurationWatch> log) : BackgroundService
{
    /// <summary>So long an instance may work with the configuration of yesterday: 10 seconds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A clean stop.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            var before = configuration.Current.Revision;
            var now = await configuration.RefreshAsync(cancellation);
            if (now.Revision != before)
                OrganizationLog.Refreshed(log, now.Revision);
        }
        catch (StoreUnavailableException exception)
        {
            OrganizationLog.StoreUnavailable(log, exception);
        }
        catch (InvalidDataException exception)
        {
            OrganizationLog.Unreadable(log, exception);
        }
    }
}
