using System.Text.RegularExpressions;

namespace TeamsEmailBot.Sandbox.Faults;

/// <summary>Switches and planned faults. Thread-safe.</summary>
public sealed class FaultBook
{
    private readonly Lock sync = new();
    private readonly List<PlannedFault> planned = [];

    /// <summary>Every Graph call answers 503.</summary>
    public bool GraphDown { get; set; }

    /// <summary>Every Graph call answers 429.</summary>
    public bool GraphThrottled { get; set; }

    /// <summary>Exchange refuses every new subscription of the app (graph.md 1.1, 10.5).</summary>
    public bool SubscriptionsRefused { get; set; }

    /// <summary>The client secret used for Graph has expired: the token endpoint answers AADSTS7000222 (F-58).</summary>
    public bool SecretExpired { get; set; }

    /// <summary>The token endpoint refuses with this AADSTS number (graph.md 9); null: it does not.</summary>
    public int? TokenRefusal { get; set; }

    /// <summary>Every Graph answer waits this many seconds by the tenant's clock.</summary>
    public double GraphSlowSeconds { get; set; }

    /// <summary>Every connector call answers 503.</summary>
    public bool TeamsDown { get; set; }

    /// <summary>Every connector call answers 429.</summary>
    public bool TeamsThrottled { get; set; }

    /// <summary>Change notifications get lost; lifecycle notifications do not.</summary>
    public bool DropNotifications { get; set; }

    /// <summary>Every change notification is posted twice (graph.md 11).</summary>
    public bool DoubleNotifications { get; set; }

    /// <summary>Change notifications wait this long by the tenant's clock (up to 3 min is normal, graph.md 1.9).</summary>
    public TimeSpan NotificationDelay { get; set; }

    /// <summary>Notifications that go out together are posted newest first.</summary>
    public bool ReorderNotifications { get; set; }

    /// <summary>Every invoke is posted a second time after its answer (teams.md 2.4).</summary>
    public bool DoubleInvokes { get; set; }

    /// <summary>An activity that was not answered within 15 s by the tenant's clock is posted again (teams.md 2.5).</summary>
    public bool RedeliverSlowActivities { get; set; }

    /// <summary>The administrator of the tenant blocked the app: 403 BotDisabledByAdmin.</summary>
    public bool BotDisabledByAdmin { get; set; }

    /// <summary>Retry-After of the throttled answers.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a <see cref="FaultKind.Slow"/> answer waits.</summary>
    public TimeSpan SlowAnswer { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Plans a fault for the next <paramref name="times"/> requests that match, after <paramref name="skip"/> matching ones went well.
    /// <paramref name="match"/> is method and path with stars, for example <c>POST */send</c> or <c>* /connector/*</c>; the query does not count.
    /// </summary>
    public void Next(string match, FaultKind kind, int times = 1, int skip = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(match);
        lock (sync)
            planned.Add(new PlannedFault(Pattern(match), kind, times, skip));
    }

    /// <summary>Forgets all planned faults and sets all switches back.</summary>
    public void Clear()
    {
        lock (sync)
            planned.Clear();
        GraphDown = GraphThrottled = TeamsDown = TeamsThrottled = DropNotifications = DoubleNotifications = ReorderNotifications = false;
        DoubleInvokes = RedeliverSlowActivities = BotDisabledByAdmin = SubscriptionsRefused = SecretExpired = false;
        GraphSlowSeconds = 0;
        TokenRefusal = null;
        NotificationDelay = TimeSpan.Zero;
    }

    /// <summary>The fault that hits this request, if any; it is used up by asking.</summary>
    internal FaultKind? Take(string method, string path)
    {
        lock (sync)
        {
            foreach (var fault in planned)
            {
                if (!fault.Pattern.IsMatch($"{method} {path}"))
                    continue;
                if (fault.Skip > 0)
                {
                    fault.Skip--;
                    continue;
                }

                if (--fault.Times <= 0)
                    planned.Remove(fault);
                return fault.Kind;
            }

            return null;
        }
    }

    private static Regex Pattern(string match) =>
        new($"^{Regex.Escape(match).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private sealed class PlannedFault(Regex pattern, FaultKind kind, int times, int skip)
    {
        public Regex Pattern { get; } = pattern;

        public FaultKind Kind { get; } = kind;

        public int Times { get; set; } = times;

        public int Skip { get; set; } = skip;
    }
}
