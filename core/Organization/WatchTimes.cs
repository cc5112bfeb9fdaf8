using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Core.Organization;

/// <summary>
/// Notes in the services since when their mailboxes are watched, in the very change that makes it so: whoever makes it, and however briefly the mailbox was off,
/// nothing received before is processed (I2, N-061, N-062).
/// </summary>
internal static class WatchTimes
{
    public static Configuration Note(Configuration old, Configuration next, DateTimeOffset now) =>
        next with { Services = [.. next.Services.Select(service => Note(old, next, service, now))] };

    private static Service Note(Configuration old, Configuration next, Service service, DateTimeOffset now)
    {
        var before = old.Service(service.Id);
        var isWatched = next.Tenant.EmailEnabled && service.IsLive;
        var wasWatched = old.Tenant.EmailEnabled && before is { IsLive: true };
        if (isWatched && !(wasWatched && before!.Mailbox == service.Mailbox))
            return service with { WatchedSince = now, BackfillFrom = null };

        // Who brings a whole service along (a dialog, a document) does not know the times; a backfill only ever reaches further back.
        return service with { WatchedSince = before?.WatchedSince, BackfillFrom = Earlier(before?.BackfillFrom, service.BackfillFrom) };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
