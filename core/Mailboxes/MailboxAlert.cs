using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>The card of an alert in an administrator's chat.</summary>
/// <param name="Round">Which daily repetition it is.</param>
public sealed record ShownAlert(CardReference Card, int Round);

/// <summary>Trouble that administrators are told of: one card each, repeated daily until it is solved, and closed by itself then (F-58).</summary>
public sealed record MailboxAlert(string Key, MailboxCondition Condition)
{
    /// <summary>Key of the alert about the tenant as a whole.</summary>
    public const string TenantKey = "tenant";

    /// <summary>Key of the alert about what the app may open.</summary>
    public const string ScopeKey = "scope";

    /// <summary>Key of the alert about what is seen of presence.</summary>
    public const string PresenceKey = "presence";

    /// <summary>Key of the alert about the filter of the people search.</summary>
    public const string PeopleKey = "people";

    /// <summary>Null for trouble of the whole tenant.</summary>
    public MailboxId? Mailbox { get; init; }

    /// <summary>How many mailboxes it hits.</summary>
    public int Affected { get; init; } = 1;

    public string? Code { get; init; }

    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? SolvedAt { get; init; }

    /// <summary>When administrators are reminded next.</summary>
    public required DateTimeOffset RepeatAt { get; init; }

    /// <summary>Reminders so far.</summary>
    public int Round { get; init; }

    /// <summary>Rises with everything that a card shows.</summary>
    public long Version { get; init; } = 1;

    public IReadOnlyList<ShownAlert> Cards { get; init; } = [];

    public ShownAlert? CardOf(AgentId administrator) => Cards.FirstOrDefault(card => card.Card.Agent == administrator);

    public MailboxAlert WithCard(ShownAlert card) => this with { Cards = [.. Cards.Where(other => other.Card.Agent != card.Card.Agent), card] };
}

/// <summary>The alerts, beside the mailboxes they are about.</summary>
public sealed class AlertTable(IEntityStore store)
{
    private static readonly RowRange Alerts = RowRange.Prefix("alert~");

    public ValueTask<Stored<MailboxAlert>?> FindAsync(string key, CancellationToken cancellation) =>
        store.ReadAsync(MailboxTable.Partition, Row(key), MailboxJson.Default.MailboxAlert, cancellation);

    public IAsyncEnumerable<Stored<MailboxAlert>> AllAsync(CancellationToken cancellation) =>
        store.ScanAsync(MailboxTable.Partition, Alerts, MailboxJson.Default.MailboxAlert, cancellation);

    /// <summary>Writes the alert over the one that was read (null: there was none) with what follows; false when somebody else was faster.</summary>
    public async Task<bool> WriteAsync(Stored<MailboxAlert>? before, MailboxAlert after, CancellationToken cancellation, params IReadOnlyList<EntityWrite> follows)
    {
        var write = before is null
            ? EntityWrite.Insert(Row(after.Key), after, MailboxJson.Default.MailboxAlert)
            : EntityWrite.Update(before, after, MailboxJson.Default.MailboxAlert);
        return (await store.CommitAsync(MailboxTable.Partition, [write, .. follows], cancellation)).Applied;
    }

    /// <summary>Deletes the alert as it was read.</summary>
    public async Task ForgetAsync(Stored<MailboxAlert> alert, CancellationToken cancellation) =>
        await store.CommitAsync(MailboxTable.Partition, [EntityWrite.Delete(alert)], cancellation);

    private static string Row(string key) => $"alert~{key}";
}
