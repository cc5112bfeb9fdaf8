using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Core.Engine;

/// <inheritdoc cref="IAlertBook"/>
internal sealed class AlertBook(AlertTable alerts, SupervisorScope scope, IConfigurationSource configuration, TimeProvider time) : IAlertBook
{
    private static readonly TimeOnly Morning = new(8, 0);

    public async Task<IReadOnlyList<AlertView>> OpenAsync(AgentId person, CancellationToken cancellation)
    {
        var open = new List<AlertView>();
        var supervised = await SupervisedAsync(person, cancellation);
        await foreach (var alert in alerts.AllAsync(cancellation))
            if (alert.Value is { SolvedAt: null, Service: { } service } && supervised.Contains(service))
                open.Add(View(alert.Value));
        return [.. open.OrderBy(view => view.Alert.Since)];
    }

    public async Task<AlertView?> FindAsync(AgentId person, ServiceId service, CancellationToken cancellation) =>
        (await SupervisedAsync(person, cancellation)).Contains(service) && await alerts.FindAsync(Alert.KeyOf(service), cancellation) is { } alert ? View(alert.Value) : null;

    public Task<AlertView?> SeenAsync(AgentId person, ServiceId service, CancellationToken cancellation) =>
        ChangeAsync(person, service, (alert, now) => alert.SeenBy(person, now), cancellation);

    public Task<AlertView?> SnoozeAsync(AgentId person, ServiceId service, SnoozeTime length, CancellationToken cancellation) =>
        ChangeAsync(person, service, (alert, now) => alert.Snooze(person, Until(length, now), now), cancellation);

    /// <summary>How an alert is drawn.</summary>
    public static AlertView View(Alert alert, Configuration current, DateTimeOffset now) => new(alert, alert.Mailbox is { } mailbox ? current.Mailbox(mailbox)?.Name : null, now)
    {
        Service = alert.Service is { } service ? current.Service(service) : null,
        Overflow = alert.Service is { } id && current.Service(id) is { } troubled ? LiveFigures.OverflowOf(current, troubled, now) : null,
        SeenBy = alert.Seen is { } seen ? current.NameOf(seen.By) : null,
    };

    private AlertView View(Alert alert) => View(alert, configuration.Current, time.GetUtcNow());

    private async Task<AlertView?> ChangeAsync(AgentId person, ServiceId service, Func<Alert, DateTimeOffset, Alert> change, CancellationToken cancellation)
    {
        if (!(await SupervisedAsync(person, cancellation)).Contains(service))
            return null;
        while (await alerts.FindAsync(Alert.KeyOf(service), cancellation) is { } stored)
        {
            var now = time.GetUtcNow();
            if (stored.Value.SolvedAt is not null)
                return View(stored.Value);
            var after = change(stored.Value, now);
            if (await alerts.WriteAsync(stored, after, cancellation, EngineJobs.Alert(after, now)))
                return View(after);
        }

        return null;
    }

    private DateTimeOffset Until(SnoozeTime length, DateTimeOffset now) => length switch
    {
        SnoozeTime.HalfHour => now + TimeSpan.FromMinutes(30),
        SnoozeTime.TwoHours => now + TimeSpan.FromHours(2),
        _ => Tomorrow(now),
    };

    private DateTimeOffset Tomorrow(DateTimeOffset now)
    {
        var clock = new WallClock(TimeZoneInfo.FindSystemTimeZoneById(configuration.Current.Tenant.TimeZone));
        return clock.FirstReaches(clock.DayOf(now).AddDays(1), Morning);
    }

    // Of a removed service nothing is watched any more.
    private async ValueTask<HashSet<ServiceId>> SupervisedAsync(AgentId person, CancellationToken cancellation) =>
        [.. (await scope.ServicesAsync(person, cancellation, withRemoved: false) ?? []).Select(service => service.Id)];
}
