using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Auth;

/// <summary>
/// What administrators have granted to the app: consents of Entra, which hold for the whole tenant, and grants of Exchange, which hold for some mailboxes and begin to
/// work late. The two add up (graph.md 10.5). Thread-safe.
/// </summary>
internal sealed class AccessBook(TenantOptions options)
{
    private readonly Lock sync = new();
    private readonly HashSet<string> consented = new(options.Consented ?? options.Requested, StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Role, IReadOnlySet<string> Mailboxes, DateTimeOffset From)> grants = [];
    private (IReadOnlySet<string> Mailboxes, DateTimeOffset From)? policy;

    /// <summary>Raised when somebody granted or took back.</summary>
    public event Action? Changed;

    /// <summary>False: everything is allowed, as in a tenant that was set up long ago.</summary>
    public bool IsStrict => options.Consented is not null;

    /// <summary>Whether the app is known in the tenant: at the first consent it gets its enterprise application.</summary>
    public bool IsKnown { get; private set; } = options.Consented is not { Count: 0 } || options.IsAppKnown;

    /// <summary>The roles that a token issued now carries.</summary>
    public IReadOnlySet<string> Roles
    {
        get
        {
            lock (sync)
                return consented.ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
    }

    public void Consent(IEnumerable<string> roles)
    {
        lock (sync)
        {
            consented.UnionWith(roles);
            IsKnown = true;
        }

        Changed?.Invoke();
    }

    public void Withdraw(IEnumerable<string> roles)
    {
        lock (sync)
            consented.ExceptWith(roles);
        Changed?.Invoke();
    }

    /// <summary>RBAC for Applications: <paramref name="mailboxes"/> are object ids.</summary>
    public void Grant(string role, IReadOnlySet<string> mailboxes, DateTimeOffset from)
    {
        lock (sync)
        {
            grants.Add((role, mailboxes, from));
            IsKnown = true;
        }

        Changed?.Invoke();
    }

    /// <summary>An application access policy that restricts the consents to these mailboxes.</summary>
    public void Restrict(IReadOnlySet<string> mailboxes, DateTimeOffset from)
    {
        lock (sync)
            policy = (mailboxes, from);
    }

    /// <summary>From when on Exchange lets the app read this mailbox by a grant of its own; null: there is none.</summary>
    public DateTimeOffset? GrantedFrom(string mailbox)
    {
        lock (sync)
            return grants.Where(grant => Covers(grant.Role, "Mail.Read") && grant.Mailboxes.Contains(mailbox)).Min(grant => (DateTimeOffset?)grant.From);
    }

    /// <summary>What Exchange says to the app at a mailbox.</summary>
    /// <param name="roles">Those of the caller's token.</param>
    public MailAccess At(string mailbox, string role, IReadOnlySet<string> roles)
    {
        if (!IsStrict)
            return MailAccess.Open;
        var now = options.Clock.GetUtcNow();
        lock (sync)
        {
            if (grants.Exists(grant => Covers(grant.Role, role) && grant.From <= now && grant.Mailboxes.Contains(mailbox)))
                return MailAccess.Open;
            if (!roles.Any(one => Covers(one, role)))
                return MailAccess.Denied;
            return policy is { } narrowed && narrowed.From <= now && !narrowed.Mailboxes.Contains(mailbox) ? MailAccess.DeniedByPolicy : MailAccess.Open;
        }
    }

    private static bool Covers(string granted, string wanted) =>
        string.Equals(granted, wanted, StringComparison.OrdinalIgnoreCase) || (wanted == "Mail.Read" && string.Equals(granted, "Mail.ReadWrite", StringComparison.OrdinalIgnoreCase));
}

/// <summary>Exchange's answer.</summary>
internal enum MailAccess
{
    Open,
    Denied,
    DeniedByPolicy,
}
