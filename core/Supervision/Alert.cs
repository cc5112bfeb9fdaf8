using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Supervision;

/// <summary>The card of an alert in a person's chat.</summary>
/// <param name="Round">Which posting of the alert it is.</param>
public sealed record ShownAlert(CardReference Card, int Round);

/// <summary>Somebody took note of an alert.</summary>
public sealed record AlertNote(AgentId By, DateTimeOffset At);

/// <summary>
/// Trouble that somebody is told of: one card each, kept true, posted again when it gets worse or stays, and closed by itself when it is over (F-58). About a mailbox or the
/// tenant for administrators; about a service for who supervises it, with all its troubles on one card.
/// </summary>
public sealed record Alert(string Key)
{
    /// <summary>Key of the alert about the tenant as a whole.</summary>
    public const string TenantKey = "tenant";

    /// <summary>Key of the alert about what the app may open.</summary>
    public const string ScopeKey = "scope";

    /// <summary>Key of the alert about what is seen of presence.</summary>
    public const string PresenceKey = "presence";

    /// <summary>Key of the alert about the filter of the people search.</summary>
    public const string PeopleKey = "people";

    /// <summary>What is wrong with a mailbox or the tenant; null for a service.</summary>
    public MailboxCondition? Condition { get; init; }

    /// <summary>Null for trouble of the whole tenant, and of a service.</summary>
    public MailboxId? Mailbox { get; init; }

    /// <summary>How many mailboxes it hits.</summary>
    public int Affected { get; init; } = 1;

    public string? Code { get; init; }

    /// <summary>The service in trouble; null when it is a mailbox or the tenant.</summary>
    public ServiceId? Service { get; init; }

    /// <summary>What is wrong with the service, the most urgent first.</summary>
    public IReadOnlyList<ServiceTrouble> Troubles { get; init => field = value ?? []; } = [];

    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? SolvedAt { get; init; }

    /// <summary>When people are reminded next.</summary>
    public required DateTimeOffset RepeatAt { get; init; }

    /// <summary>When its figures were drawn last.</summary>
    public DateTimeOffset DrawnAt { get; init; }

    /// <summary>Who said that he has seen it; a new trouble asks anew.</summary>
    public AlertNote? Seen { get; init; }

    /// <summary>Until then nobody is disturbed by it, unless something else happens.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>When it goes on to the administrators, unless somebody took note; null = it does not.</summary>
    public DateTimeOffset? EscalateAt { get; init; }

    /// <summary>True when administrators have it, too, because nobody took note.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>Postings after the first.</summary>
    public int Round { get; init; }

    /// <summary>Rises with everything that a card shows.</summary>
    public long Version { get; init; } = 1;

    public IReadOnlyList<ShownAlert> Cards { get; init; } = [];

    /// <summary>Key of the alert about a service.</summary>
    public static string KeyOf(ServiceId service) => $"svc~{service}";

    public ShownAlert? CardOf(AgentId person) => Cards.FirstOrDefault(card => card.Card.Agent == person);

    public Alert WithCard(ShownAlert card) => this with { Cards = [.. Cards.Where(other => other.Card.Agent != card.Card.Agent), card] };

    /// <summary>What was wrong is over.</summary>
    public Alert Solve(DateTimeOffset now) => this with { Troubles = [], SolvedAt = now, EscalateAt = null, SnoozedUntil = null, Version = Version + 1 };

    /// <summary>Somebody takes note: it goes on to nobody else.</summary>
    public Alert SeenBy(AgentId person, DateTimeOffset now) => this with { Seen = new AlertNote(person, now), EscalateAt = null, Version = Version + 1 };

    /// <summary>Somebody takes note and wants to be left alone with it until then.</summary>
    public Alert Snooze(AgentId person, DateTimeOffset until, DateTimeOffset now) => SeenBy(person, now) with { SnoozedUntil = until };
}
