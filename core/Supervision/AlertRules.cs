using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Supervision;

/// <summary>When the alert of a service is raised, posted again, passed on and closed. It is raised at once and closed late, so that what comes and goes is one card.</summary>
public static class AlertRules
{
    /// <summary>A trouble is over when its cause has been gone for so long without a break.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(5);

    /// <summary>Figures on a card are no older than this, and are not drawn more often.</summary>
    public static readonly TimeSpan Drawing = TimeSpan.FromMinutes(5);

    /// <summary>An alert that stays is posted again after this time.</summary>
    public static readonly TimeSpan Reminder = TimeSpan.FromDays(1);

    /// <param name="before">The alert of the service so far, or its last one.</param>
    /// <returns>The alert as it is from now on; null when nothing about it changed.</returns>
    public static Alert? Next(Alert? before, ServiceId service, IReadOnlyList<ServiceTrouble> found, AlertSettings settings, bool isQuiet, DateTimeOffset now)
    {
        var open = before is { SolvedAt: null } ? before : null;
        var known = open?.Troubles ?? [];
        var kept = known.Select(trouble => Kept(trouble, found, now)).Where(trouble => trouble.GoneAt is not { } gone || now - gone < Calm).ToList();
        var fresh = found.Where(trouble => known.All(other => other.Kind != trouble.Kind) && (!isQuiet || trouble.IsUrgent)).ToList();
        List<ServiceTrouble> all = [.. kept.Concat(fresh).OrderBy(trouble => trouble.Kind)];
        var escalate = settings.EscalateMinutes > 0 ? now + TimeSpan.FromMinutes(settings.EscalateMinutes) : (DateTimeOffset?)null;
        if (open is null)
            return all.Count == 0 ? null : new Alert(Alert.KeyOf(service))
            {
                Service = service, Troubles = all, Since = now, RepeatAt = now + Reminder, DrawnAt = now, EscalateAt = escalate,
                Version = (before?.Version ?? 0) + 1, Round = before is null ? 0 : before.Round + 1,
            };
        if (all.Count == 0)
            return open.Solve(now);

        var drawn = open with { Troubles = all, DrawnAt = now, Version = open.Version + 1 };
        var mayDisturb = !isQuiet || all.Any(trouble => trouble.IsUrgent);
        // What is new disturbs also those who put off what they knew.
        if (fresh.Count > 0 || (mayDisturb && open.SnoozedUntil <= now))
            return drawn with { Round = open.Round + 1, RepeatAt = now + Reminder, Seen = null, SnoozedUntil = null, EscalateAt = open.IsEscalated ? null : escalate };
        if (mayDisturb && open.EscalateAt <= now)
            return drawn with { IsEscalated = true, EscalateAt = null };
        if (mayDisturb && open.SnoozedUntil is null && open.RepeatAt <= now)
            return drawn with { Round = open.Round + 1, RepeatAt = now + Reminder };
        if (all.Count != known.Count || (now - open.DrawnAt >= Drawing && !all.Select(Figures).SequenceEqual(known.Select(Figures))))
            return drawn;
        // Only that a cause went or came back is to be remembered; the card says the same.
        return all.Select(trouble => trouble.GoneAt).SequenceEqual(known.Select(trouble => trouble.GoneAt)) ? null : open with { Troubles = [.. known.Zip(all, (shown, present) => shown with { GoneAt = present.GoneAt })] };
    }

    private static ServiceTrouble Kept(ServiceTrouble trouble, IReadOnlyList<ServiceTrouble> found, DateTimeOffset now) =>
        found.FirstOrDefault(other => other.Kind == trouble.Kind) ?? trouble with { GoneAt = trouble.GoneAt ?? now };

    private static (int Number, DateTimeOffset? At) Figures(ServiceTrouble trouble) => (trouble.Number, trouble.At);
}
