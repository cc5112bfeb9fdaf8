using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>The subscription that watches a mailbox.</summary>
/// <param name="ClientState">Our secret; notifications without it are not ours (graph.md 1.6).</param>
/// <param name="RenewAt">Half of its life is over then.</param>
public sealed record SubscriptionState(string Id, string ClientState, DateTimeOffset ExpiresAt, DateTimeOffset RenewAt);

/// <summary>Why a mailbox does not work, since when, and when it is tried again.</summary>
public sealed record MailboxTrouble(FailureCategory Category, string Code, DateTimeOffset Since, DateTimeOffset NextTry, int Tries);

/// <summary>What the engine knows about a mailbox, apart from what is configured. There is one from assignment to unassignment.</summary>
public sealed record MailboxState(MailboxId Mailbox, ServiceId Service)
{
    /// <summary>Mail received before is never processed (I2, N-048). Set when the mailbox is assigned.</summary>
    public required DateTimeOffset Baseline { get; init; }

    public FolderIds? Folders { get; init; }

    public SubscriptionState? Subscription { get; init; }

    /// <summary>Time of receipt of the newest mail seen; a hint for how far back a quick look has to go.</summary>
    public DateTimeOffset? NewestSeen { get; init; }

    /// <summary>End of the last look through the whole Inbox.</summary>
    public DateTimeOffset? SweptAt { get; init; }

    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Mails that wait in the Inbox because the tenant's limit is reached (N-008).</summary>
    public int Waiting { get; init; }

    /// <summary>Null when all is well.</summary>
    public MailboxTrouble? Trouble { get; init; }
}

/// <summary>Which mailbox a Graph subscription belongs to, and its secret.</summary>
public sealed record SubscriptionOwner(MailboxId Mailbox, string ClientState);

/// <summary>The states of the mailboxes and the owners of subscriptions, in one partition.</summary>
public sealed class MailboxTable(IEntityStore store)
{
    public const string Partition = "mailboxes";

    public static string Row(MailboxId mailbox) => $"mailbox~{mailbox}";

    public static string SubscriptionRow(string subscription) => $"subscription~{subscription}";

    public ValueTask<Stored<MailboxState>?> FindAsync(MailboxId mailbox, CancellationToken cancellation) =>
        store.ReadAsync(Partition, Row(mailbox), MailboxJson.Default.MailboxState, cancellation);

    public IAsyncEnumerable<Stored<MailboxState>> AllAsync(CancellationToken cancellation) =>
        store.ScanAsync(Partition, RowRange.Prefix("mailbox~"), MailboxJson.Default.MailboxState, cancellation);

    public async ValueTask<SubscriptionOwner?> OwnerAsync(string subscription, CancellationToken cancellation) =>
        (await store.ReadAsync(Partition, SubscriptionRow(subscription), MailboxJson.Default.SubscriptionOwner, cancellation))?.Value;

    /// <summary>
    /// Changes the state with everything that belongs to the change; repeats when somebody else was faster. Returns the state afterwards, or null when the
    /// mailbox has none (any more) or <paramref name="change"/> returned null.
    /// </summary>
    public async Task<MailboxState?> ChangeAsync(
        MailboxId mailbox, Func<MailboxState, MailboxState?> change, CancellationToken cancellation, params IReadOnlyList<EntityWrite> follows)
    {
        while (true)
        {
            if (await FindAsync(mailbox, cancellation) is not { } before || change(before.Value) is not { } after)
                return null;
            if ((await store.CommitAsync(Partition, [EntityWrite.Update(before, after, MailboxJson.Default.MailboxState), .. follows], cancellation)).Applied)
                return after;
        }
    }

    /// <summary>Creates the state; false when there is one.</summary>
    public async Task<bool> CreateAsync(MailboxState state, CancellationToken cancellation) =>
        (await store.CommitAsync(Partition, [EntityWrite.Insert(Row(state.Mailbox), state, MailboxJson.Default.MailboxState)], cancellation)).Applied;

    /// <summary>Deletes the state as it was read, and its subscription's owner.</summary>
    public async Task<bool> DeleteAsync(Stored<MailboxState> state, CancellationToken cancellation)
    {
        List<EntityWrite> writes = [EntityWrite.Delete(state)];
        if (state.Value.Subscription is { } subscription)
            writes.Add(EntityWrite.DeleteAny(SubscriptionRow(subscription.Id)));
        return (await store.CommitAsync(Partition, writes, cancellation)).Applied;
    }

    /// <summary>The write that remembers whose subscription it is.</summary>
    public static EntityWrite Own(string subscription, SubscriptionOwner owner) =>
        EntityWrite.Put(SubscriptionRow(subscription), owner, MailboxJson.Default.SubscriptionOwner);
}

/// <summary>JSON of the mailboxes' rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MailboxState))]
[JsonSerializable(typeof(SubscriptionOwner))]
internal sealed partial class MailboxJson : JsonSerializerContext;
