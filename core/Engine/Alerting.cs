using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Supervision;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Raises an alert when a mailbox or a service is in trouble that somebody must know of, keeps it true, reminds daily, and closes it when the trouble is gone: one card for
/// each person (F-14, F-58). Trouble of the whole tenant is one alert, however many mailboxes it hits; all troubles of a service are one. Of mailboxes administrators are
/// told, of services their supervisors.
/// </summary>
internal sealed class Alerting(
    MailboxTable mailboxes, AlertTable alerts, IEntityStore store, IAlertDesk desk, Housekeeping housekeeping, PresenceWatch presence, ServiceWatch services,
    IConfigurationSource configuration, EngineOptions options, TimeProvider time, ILogger<Alerting> log)
{
    private static readonly TimeSpan Reminder = TimeSpan.FromDays(1);

    // An alert that changes while its first card is on its way has two jobs; the second must find the card of the first.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> oneAtATime = new(StringComparer.Ordinal);

    /// <summary>Compares what is wrong with the alerts there are.</summary>
    public async Task ReviewAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var wanted = await WantedAsync(now, cancellation);
        await foreach (var stored in alerts.AllAsync(cancellation))
        {
            if (stored.Value.Service is not null)
                continue;
            wanted.Remove(stored.Value.Key, out var want);
            if (want is not null || stored.Value.SolvedAt is null)
                await ChangeAsync(stored, want is null ? stored.Value.Solve(now) : Changed(stored.Value, want, now), now, cancellation);
            else
                await alerts.ForgetAsync(stored, now, cancellation);
        }

        foreach (var alert in wanted.Values)
            await ChangeAsync(null, alert, now, cancellation);
        await services.ReviewAsync(ChangeAsync, cancellation);
    }

    /// <summary>Job: brings every administrator's card up to date; a failure means once more.</summary>
    public async Task<Failure?> ShowAsync(string key, CancellationToken cancellation)
    {
        var gate = oneAtATime.GetOrAdd(key, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellation);
        try
        {
            return await ShowOneAsync(key, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Failure?> ShowOneAsync(string key, CancellationToken cancellation)
    {
        if (await alerts.FindAsync(key, cancellation) is not { Value: { } alert })
            return null;
        IEnumerable<AgentId> people = alert.Cards.Select(card => card.Card.Agent);
        if (alert.SolvedAt is null)
            people = people.Union(await ToldAsync(alert, cancellation));
        Failure? later = null;
        foreach (var person in people.ToList())
            later = await ShowAsync(alert, person, cancellation) ?? later;
        return later;
    }

    // Where nobody supervises, administrators do.
    private async Task<IEnumerable<AgentId>> ToldAsync(Alert alert, CancellationToken cancellation)
    {
        var supervisors = configuration.Current.SupervisorsOf(alert.Service);
        return supervisors.Count == 0 ? await desk.AdministratorsAsync(cancellation)
            : alert.IsEscalated ? supervisors.Union(await desk.AdministratorsAsync(cancellation))
            : supervisors;
    }

    private async Task<Dictionary<string, Alert>> WantedAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var wanted = new Dictionary<string, Alert>(StringComparer.Ordinal);
        await foreach (var stored in mailboxes.AllAsync(cancellation))
        {
            var diagnosis = MailboxDiagnosis.Of(stored.Value, options.Addresses is not null, now);
            if (!diagnosis.IsAlert || stored.Value.Revision > configuration.Current.Revision)
                continue;
            var key = diagnosis.IsTenantWide ? Alert.TenantKey : stored.Value.Mailbox.Value;
            var since = diagnosis.Since ?? now;
            wanted[key] = wanted.TryGetValue(key, out var other)
                ? other with { Affected = other.Affected + 1, Since = since < other.Since ? since : other.Since }
                : new Alert(key)
                {
                    Condition = diagnosis.Condition, Mailbox = diagnosis.IsTenantWide ? null : stored.Value.Mailbox, Code = diagnosis.Code, Since = since, RepeatAt = now + Reminder,
                };
        }

        if (await housekeeping.ScopeTooWideSinceAsync(cancellation) is { } wide)
            wanted[Alert.ScopeKey] = new Alert(Alert.ScopeKey) { Condition = MailboxCondition.ScopeTooWide, Since = wide, RepeatAt = now + Reminder };
        if (await PeopleSearch.BrokenAsync(store, configuration.Current, cancellation) is { } broken)
            wanted[Alert.PeopleKey] = new Alert(Alert.PeopleKey) { Condition = MailboxCondition.PeopleFilterBroken, Code = broken.Code, Since = broken.Since, RepeatAt = now + Reminder };
        if (await presence.ReviewAsync(cancellation) is { Sight: PresenceSight.Hidden or PresenceSight.Refused } unseen && now - unseen.Since >= PresenceWatch.Patience)
            wanted[Alert.PresenceKey] = OfPresence(unseen);
        return wanted;
    }

    // The bot works without presence, and some tenants want it so: this is said once and stands until it changes.
    private static Alert OfPresence(LastPresence unseen) => new(Alert.PresenceKey)
    {
        Condition = unseen.Sight == PresenceSight.Refused ? MailboxCondition.PresenceRefused : MailboxCondition.PresenceHidden, Since = unseen.Since, RepeatAt = DateTimeOffset.MaxValue,
    };

    // Null when it is as it was.
    private static Alert? Changed(Alert alert, Alert want, DateTimeOffset now)
    {
        if (alert.SolvedAt is not null)
            return want with { Version = alert.Version + 1, Round = alert.Round + 1 };
        if (alert.Condition != want.Condition || alert.Code != want.Code || alert.Affected != want.Affected)
            return alert with { Condition = want.Condition, Code = want.Code, Affected = want.Affected, Since = want.Since, Version = alert.Version + 1 };
        return now >= alert.RepeatAt ? alert with { RepeatAt = now + Reminder, Round = alert.Round + 1 } : null;
    }

    private async Task ChangeAsync(Stored<Alert>? before, Alert? after, DateTimeOffset now, CancellationToken cancellation)
    {
        if (after is null || !await alerts.WriteAsync(before, after, cancellation, before?.Value.Version == after.Version && before.Value.Round == after.Round ? [] : [EngineJobs.Alert(after, now)]))
            return;
        if (after.SolvedAt is not null)
            log.AlertSolved(after.Key);
        else if (after.Condition is { } condition)
            log.AlertRaised(after.Key, condition, after.Code, after.Affected);
        else
            log.ServiceAlert(after.Key, string.Join(' ', after.Troubles.Select(trouble => trouble.Kind)));
    }

    private async Task<Failure?> ShowAsync(Alert alert, AgentId person, CancellationToken cancellation)
    {
        var known = alert.CardOf(person);
        if (known is not null && known.Card.ShownVersion == alert.Version && known.Round == alert.Round)
            return null;
        var view = AlertBook.View(alert, configuration.Current, time.GetUtcNow());
        var isReminder = known is not null && known.Round != alert.Round;
        var shown = await desk.ShowAsync(person, view, isReminder ? null : known?.Card, cancellation);
        if (shown.Result == DeskResult.Later)
            return new Failure(FailureCategory.Throttled, shown.Code ?? "teams_later", shown.NotBefore ?? time.GetUtcNow());
        if (shown.Card is not { } card)
            // Who cannot be reached is tried again with the next change or reminder.
            return null;
        await NoteAsync(alert.Key, new ShownAlert(card with { ShownVersion = alert.Version }, alert.Round), cancellation);
        if (isReminder)
            await desk.ShowAsync(person, view with { IsReplaced = true }, known!.Card, cancellation);
        return null;
    }

    // Remembers the card; when the alert changed while the card was on its way, the card is shown again.
    private async Task NoteAsync(string key, ShownAlert card, CancellationToken cancellation)
    {
        while (await alerts.FindAsync(key, cancellation) is { } stored)
        {
            var isCurrent = stored.Value.Version == card.Card.ShownVersion && stored.Value.Round == card.Round;
            EntityWrite[] again = isCurrent ? [] : [EngineJobs.Alert(stored.Value, time.GetUtcNow())];
            if (await alerts.WriteAsync(stored, stored.Value.WithCard(card), cancellation, again))
                return;
        }
    }
}
