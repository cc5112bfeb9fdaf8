using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// The engine's regular beat: every mailbox is tended and every waiting queue is looked at, so that nothing depends on a notification or a signal having come
/// through. Begins when the host answers requests, because Graph validates a subscription by calling us. A beat does not wait for the one before: a mailbox that hangs
/// holds up neither the others nor the queues (F-14).
/// </summary>
internal sealed class EnginePulse(
    MailboxKeeper keeper,
    MailboxTable mailboxes,
    Distributor distributor,
    Alerting alerting,
    Housekeeping housekeeping,
    Welcoming welcoming,
    Vanishing vanishing,
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
        var beats = new List<Task>();
        try
        {
            while (true)
            {
                // Asked for before the beat, so that a ring during the beat causes another one.
                var rung = bell.NextAsync();
                beats.RemoveAll(beat => beat.IsCompleted);
                beats.Add(BeatAsync(stoppingToken));
                await Task.WhenAny(rung, Task.Delay(options.Beat, time, stoppingToken));
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await Task.WhenAll(beats).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One beat; ends when all that it began has ended.</summary>
    public async Task BeatAsync(CancellationToken cancellation)
    {
        await GuardAsync(() => housekeeping.BeginAsync(cancellation), log.BeatFailed);
        var due = new List<MailboxId>();
        await GuardAsync(async () => due.AddRange(await DueAsync(cancellation)), log.BeatFailed);
        await Task.WhenAll(
        [
            .. due.Select(mailbox => GuardAsync(() => keeper.TendAsync(mailbox, cancellation), exception => log.TendingFailed(mailbox, exception))),
            .. configuration.Current.Services.Select(service =>
                GuardAsync(() => distributor.RunAsync(service.Id, cancellation), exception => log.DistributionFailed(service.Id, exception))),
        ]);
        await GuardAsync(() => vanishing.ReviewAsync(cancellation), log.BeatFailed);
        await GuardAsync(() => welcoming.ReviewAsync(cancellation), log.BeatFailed);
        await GuardAsync(() => alerting.ReviewAsync(cancellation), log.BeatFailed);
    }

    private async Task<IReadOnlyList<MailboxId>> DueAsync(CancellationToken cancellation)
    {
        var states = new Dictionary<MailboxId, MailboxState>();
        // A removed mailbox is no longer configured, but its subscription has to go.
        await foreach (var state in mailboxes.AllAsync(cancellation))
            states[state.Value.Mailbox] = state.Value;
        var all = configuration.Current.Mailboxes.Select(mailbox => mailbox.Id).Union(states.Keys);
        return [.. all.Where(mailbox => keeper.IsDue(mailbox, states.GetValueOrDefault(mailbox)))];
    }

    private static async Task GuardAsync(Func<Task> work, Action<Exception> report)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            report(exception);
        }
    }
}
