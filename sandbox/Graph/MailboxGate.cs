using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Sandbox.Graph.Users;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Graph;

/// <summary>Who may come in to a mailbox, and how many at once (graph.md 7.1, 9).</summary>
internal sealed class MailboxGate(TenantState tenant)
{
    private const int MostConcurrent = 4;
    private const int MostInWindow = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, int> inside = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> peaks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (DateTimeOffset Start, int Count)> windows = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The most requests that were in the mailbox at the same time so far.</summary>
    public int PeakOf(string mailbox)
    {
        lock (inside)
            return peaks.GetValueOrDefault(mailbox);
    }

    /// <summary>The mailbox of the user named in the path, or the refusal Exchange gives.</summary>
    public Mailbox Find(string user)
    {
        if (tenant.Exchange.Mailboxes.FirstOrDefault(m => Same(m.Id, user) || Same(m.Start.Address, user)) is { Health: not MailboxHealth.Deleted } mailbox)
        {
            return mailbox.Health switch
            {
                MailboxHealth.Moving => throw new GraphRefusal(503, "ErrorMailboxMoveInProgress", "The mailbox is being moved."),
                MailboxHealth.OnPremises or MailboxHealth.Unlicensed => throw NotEnabled(),
                _ => mailbox.InScope ? mailbox : throw AccessDenied(),
            };
        }

        if (Same(user, "me"))
            throw GraphRefusal.BadRequest("/me request is only valid with delegated authentication flow.");
        var entry = DirectoryEntry.Find(tenant, user) ?? throw new GraphRefusal(404, "ErrorInvalidUser", $"The requested user '{user}' is invalid.");
        if (!entry.HasLicence)
            throw NotEnabled();
        // Where permissions count, they decide about people's own mailboxes too; elsewhere those are simply closed.
        return tenant.Access.IsStrict ? tenant.Exchange.Personal(entry.Id, entry.Name, entry.Mail) : throw AccessDenied();
    }

    /// <summary>Counts a request in; dispose the result to count it out. Throws when it is one too many.</summary>
    public IDisposable Enter(Mailbox mailbox)
    {
        lock (inside)
        {
            CountWindow(mailbox.Id);
            var now = inside.GetValueOrDefault(mailbox.Id);
            if (now >= MostConcurrent)
                throw Throttled("MailboxConcurrency", 1);
            inside[mailbox.Id] = now + 1;
            peaks[mailbox.Id] = Math.Max(peaks.GetValueOrDefault(mailbox.Id), now + 1);
        }

        return new Visit(this, mailbox.Id);
    }

    private static GraphRefusal NotEnabled() =>
        new(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");

    private static GraphRefusal AccessDenied() => new(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");

    private static GraphRefusal Throttled(string limit, int seconds) =>
        new(429, "ApplicationThrottled", $"Application is over its {limit} limit.") { RetryAfter = seconds };

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private void CountWindow(string mailbox)
    {
        if (!tenant.Options.EnforceRateLimits)
            return;
        var now = tenant.Now;
        var window = windows.GetValueOrDefault(mailbox);
        if (now - window.Start >= Window)
            window = (now, 0);
        windows[mailbox] = window with { Count = window.Count + 1 };
        if (window.Count >= MostInWindow)
            throw Throttled("RequestRate", (int)(window.Start + Window - now).TotalSeconds + 1);
    }

    private sealed class Visit(MailboxGate gate, string mailbox) : IDisposable
    {
        public void Dispose()
        {
            lock (gate.inside)
                gate.inside[mailbox]--;
        }
    }
}
