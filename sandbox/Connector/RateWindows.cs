namespace TeamsEmailBot.Sandbox.Connector;

/// <summary>The connector's limits (teams.md 3.4), by the tenant's clock. Call it under the tenant's lock.</summary>
internal sealed class RateWindows(TimeProvider clock)
{
    private static readonly (int Most, TimeSpan Window)[] Sends =
        [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1800, TimeSpan.FromHours(1))];

    private static readonly (int Most, TimeSpan Window)[] Reads =
        [(14, TimeSpan.FromSeconds(1)), (16, TimeSpan.FromSeconds(2)), (120, TimeSpan.FromSeconds(30)), (3600, TimeSpan.FromHours(1))];

    private static readonly (int Most, TimeSpan Window)[] App = [(50, TimeSpan.FromSeconds(1))];

    private readonly Dictionary<string, Queue<DateTimeOffset>> sent = [];

    /// <summary>Sending to, or creating, a conversation.</summary>
    public void CountSend(string conversation) => Count("send " + conversation, Sends);

    /// <summary>Reading members or conversations.</summary>
    public void CountRead(string conversation) => Count("read " + conversation, Reads);

    /// <summary>All calls of the app in the tenant.</summary>
    public void CountApp() => Count("app", App);

    private void Count(string bucket, (int Most, TimeSpan Window)[] limits)
    {
        var now = clock.GetUtcNow();
        if (!sent.TryGetValue(bucket, out var times))
            sent[bucket] = times = new Queue<DateTimeOffset>();
        while (times.TryPeek(out var oldest) && oldest <= now - limits[^1].Window)
            times.Dequeue();
        foreach (var (most, window) in limits)
        {
            var inside = times.Where(t => t > now - window).ToList();
            if (inside.Count < most)
                continue;
            var wait = inside[^most] + window - now;
            throw new ConnectorRefusal(429, "Throttled", "API calls quota exceeded.") { RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) };
        }

        times.Enqueue(now);
    }
}
