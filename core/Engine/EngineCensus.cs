using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Counts now and then what waits in the store, for gauges: a gauge is asked for without time to read. Reads the beginnings of ranges only, so it costs the
/// same whatever has piled up. While the store cannot be read the gauges are silent, which is what operators should be alarmed by.
/// </summary>
internal sealed class EngineCensus : BackgroundService
{
    /// <summary>More are not counted: by then somebody must look anyway.</summary>
    private const int MostCounted = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly IEntityStore store;
    private readonly IJobPartitions partitions;
    private readonly ServiceQueue queue;
    private readonly MailboxTable mailboxes;
    private readonly IConfigurationSource configuration;
    private readonly TimeProvider time;
    private volatile Figures? latest;

    public EngineCensus(
        IEntityStore store, IJobPartitions partitions, ServiceQueue queue, MailboxTable mailboxes, IConfigurationSource configuration, TimeProvider time, IMeterFactory meters)
    {
        (this.store, this.partitions, this.queue, this.mailboxes, this.configuration, this.time) = (store, partitions, queue, mailboxes, configuration, time);
        var meter = meters.Create(EngineMeter.Name);
        meter.CreateObservableGauge("teamsemailbot.jobs.due", () => Of(figures => [new(figures.DueJobs)]), "{job}", $"Jobs that should run now (counted up to {MostCounted}).");
        meter.CreateObservableGauge("teamsemailbot.jobs.dead", () => Of(figures => [new(figures.DeadJobs)]), "{job}", $"Jobs given up (counted up to {MostCounted}).");
        meter.CreateObservableGauge("teamsemailbot.queue.oldest", () => Of(Ages), "s", "Age of the oldest task that waits for an agent, by service; 0 when none waits.");
        meter.CreateObservableGauge("teamsemailbot.mailbox.working", () => Of(figures => Mailboxes(figures, state => state.Trouble is null ? 1 : 0)), null, "1 while a mailbox can be read, 0 while it is in trouble.");
        meter.CreateObservableGauge("teamsemailbot.mailbox.subscribed", () => Of(figures => Mailboxes(figures, state => state.Subscription is null ? 0 : 1)), null, "1 while Graph notifies of a mailbox's mail, 0 while it is looked through in intervals only.");
        meter.CreateObservableGauge("teamsemailbot.mailbox.waiting", () => Of(figures => Mailboxes(figures, state => state.Waiting)), "{mail}", "Mails that wait in an Inbox because the tenant's limit of tasks is reached.");
    }

    /// <summary>Counts now.</summary>
    public async Task TakeAsync(CancellationToken cancellation)
    {
        try
        {
            var (now, due, dead) = (time.GetUtcNow(), 0, 0);
            foreach (var partition in await partitions.ListAsync(cancellation))
            {
                due += (await store.QueryAsync(partition, JobKey.DueAt(now), MostCounted, cancellation)).Entities.Count;
                dead += (await store.QueryAsync(partition, JobKey.Dead, MostCounted, cancellation)).Entities.Count;
            }

            var oldest = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
            foreach (var service in configuration.Current.Services)
                oldest[service.Id.Value] = (await queue.CountAsync(service.Id, MostCounted, cancellation)).Oldest;

            var states = new List<MailboxState>();
            await foreach (var state in mailboxes.AllAsync(cancellation))
                states.Add(state.Value);
            latest = new Figures(due, dead, oldest, states);
        }
        catch (StoreUnavailableException)
        {
            // The store says in the log what is wrong with it.
            latest = null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await TakeAsync(stoppingToken);
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private static IEnumerable<Measurement<double>> Mailboxes(Figures figures, Func<MailboxState, double> figure) => figures.Mailboxes
        .Where(state => state.EndedAt is null)
        .Select(state => new Measurement<double>(figure(state), new KeyValuePair<string, object?>("mailbox", state.Mailbox.Value)));

    private IEnumerable<Measurement<double>> Ages(Figures figures) => figures.Oldest.Select(entry => new Measurement<double>(
        entry.Value is { } received ? Math.Max(0, (time.GetUtcNow() - received).TotalSeconds) : 0, new KeyValuePair<string, object?>("service", entry.Key)));

    private IEnumerable<Measurement<double>> Of(Func<Figures, IEnumerable<Measurement<double>>> read) => latest is { } figures ? read(figures) : [];

    private sealed record Figures(int DueJobs, int DeadJobs, IReadOnlyDictionary<string, DateTimeOffset?> Oldest, IReadOnlyList<MailboxState> Mailboxes);
}
