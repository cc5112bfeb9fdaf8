using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// The engine's regular beat: every mailbox is tended and every waiting queue is looked at, so that nothing depends on a notification or a signal having come
/// through. Begins when the host answers requests, because Graph validates a subscription by calling us.
/// </summary>
internal sealed class EnginePulse(
    MailboxKeeper keeper,
    MailboxTable mailboxes,
    Distributor distributor,
    IConfigurationSource configuration,
    IHostApplicationLifetime lifetime,
    EngineOptions options,
    EngineBell bell,
    TimeProvider time,
    ILogger<EnginePulse> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var onStart = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
        while (true)
        {
            // Asked for before the beat, so that a ring during the beat causes another one.
            var rung = bell.NextAsync();
            await BeatAsync(stoppingToken);
            await Task.WhenAny(rung, Task.Delay(options.Beat, time, stoppingToken));
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>One beat.</summary>
    public async Task BeatAsync(CancellationToken cancellation)
    {
        var current = configuration.Current;
        var known = new HashSet<Model.MailboxId>(current.Mailboxes.Select(mailbox => mailbox.Id));
        try
        {
            // A removed mailbox is no longer configured, but its subscription has to go.
            await foreach (var state in mailboxes.AllAsync(cancellation))
                known.Add(state.Value.Mailbox);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.BeatFailed(exception);
        }

        await Task.WhenAll(known.Select(mailbox => TendAsync(mailbox, cancellation)));
        foreach (var service in current.Services)
            await DistributeAsync(service.Id, cancellation);
    }

    private async Task TendAsync(Model.MailboxId mailbox, CancellationToken cancellation)
    {
        try
        {
            await keeper.TendAsync(mailbox, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.TendingFailed(mailbox, exception);
        }
    }

    private async Task DistributeAsync(Model.ServiceId service, CancellationToken cancellation)
    {
        try
        {
            await distributor.RunAsync(service, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.DistributionFailed(service, exception);
        }
    }
}
