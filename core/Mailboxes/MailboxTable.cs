using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>The states of the mailboxes, the owners of subscriptions, and which services ever had a mailbox, in one partition.</summary>
public sealed class MailboxTable(IEntityStore store)
{
    public const string Partition = "mailboxes";

    private const string ServicePrefix = "service~";
    private static readonly ReadOnlyMemory<byte> Mark = "{}"u8.ToArray();

    public static string Row(MailboxId mailbox) => $"mailbox~{mailbox}";

    public static string SubscriptionRow(string subscription) => $"subscription~{subscription}";

    public ValueTask<Stored<MailboxState>?> FindAsync(MailboxId mailbox, CancellationToken cancellation) =>
        store.ReadAsync(Partition, Row(mailbox), MailboxJson.Default.MailboxState, cancellation);

    public IAsyncEnumerable<Stored<MailboxState>> AllAsync(CancellationToken cancellation) =>
        store.ScanAsync(Partition, RowRange.Prefix("mailbox~"), MailboxJson.Default.MailboxState, cancellation);

    public async ValueTask<SubscriptionOwner?> OwnerAsync(string subscription, CancellationToken cancellation) =>
        (await store.ReadAsync(Partition, SubscriptionRow(subscription), MailboxJson.Default.SubscriptionOwner, cancellation))?.Value;

    /// <summary>Services that have or had a mailbox: the work of a removed one is finished as well (N-056).</summary>
    public async Task<IReadOnlyList<ServiceId>> ServicesAsync(CancellationToken cancellation)
    {
        var services = new List<ServiceId>();
        for (RowRange? rest = RowRange.Prefix(ServicePrefix); rest is not null;)
        {
            var page = await store.QueryAsync(Partition, rest, EntityLimits.PageRows, cancellation);
            services.AddRange(page.Entities.Select(entity => new ServiceId(entity.Row[ServicePrefix.Length..])));
            rest = page.Next;
        }

        return services;
    }

    /// <summary>
    /// Changes the state with everything that belongs to the change; repeats when somebody else was faster. Returns the state afterwards, or null when the
    /// mailbox has none (any more) or <paramref name="change"/> returned null.
    /// </summary>
    public Task<MailboxState?> ChangeAsync(
        MailboxId mailbox, Func<MailboxState, MailboxState?> change, CancellationToken cancellation, params IReadOnlyList<EntityWrite> follows) =>
        ChangeAsync(mailbox, change, (_, _) => follows, cancellation);

    /// <inheritdoc cref="ChangeAsync(MailboxId, Func{MailboxState, MailboxState?}, CancellationToken, IReadOnlyList{EntityWrite})"/>
    /// <param name="follows">From the state before and after: what is committed with the change.</param>
    public async Task<MailboxState?> ChangeAsync(
        MailboxId mailbox, Func<MailboxState, MailboxState?> change, Func<MailboxState, MailboxState, IEnumerable<EntityWrite>> follows, CancellationToken cancellation)
    {
        while (true)
        {
            if (await FindAsync(mailbox, cancellation) is not { } before || change(before.Value) is not { } after)
                return null;
            EntityWrite[] writes = [EntityWrite.Update(before, after, MailboxJson.Default.MailboxState), .. follows(before.Value, after)];
            if ((await store.CommitAsync(Partition, writes, cancellation)).Applied)
                return after;
        }
    }

    /// <summary>Begins an assignment in place of <paramref name="ended"/>, or as the mailbox's first; false when somebody else was faster.</summary>
    public async Task<bool> BeginAsync(Stored<MailboxState>? ended, MailboxState state, CancellationToken cancellation)
    {
        var write = ended is null
            ? EntityWrite.Insert(Row(state.Mailbox), state, MailboxJson.Default.MailboxState)
            : EntityWrite.Update(ended, state, MailboxJson.Default.MailboxState);
        return (await store.CommitAsync(Partition, [write, EntityWrite.Put(ServicePrefix + state.Service, Mark)], cancellation)).Applied;
    }

    /// <summary>Deletes the state of a mailbox that is no longer configured, as it was read.</summary>
    public async Task ForgetAsync(Stored<MailboxState> state, CancellationToken cancellation) =>
        await store.CommitAsync(Partition, [EntityWrite.Delete(state)], cancellation);

    /// <summary>Forgets a service of which nothing is left to do.</summary>
    public async Task ForgetAsync(ServiceId service, CancellationToken cancellation) =>
        await store.CommitAsync(Partition, [EntityWrite.DeleteAny(ServicePrefix + service)], cancellation);

    /// <summary>The write that remembers whose subscription it is.</summary>
    public static EntityWrite Own(string subscription, SubscriptionOwner owner) =>
        EntityWrite.Put(SubscriptionRow(subscription), owner, MailboxJson.Default.SubscriptionOwner);

    /// <summary>The write that forgets it.</summary>
    public static EntityWrite Disown(string subscription) => EntityWrite.DeleteAny(SubscriptionRow(subscription));
}

/// <summary>JSON of the mailboxes' rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MailboxState))]
[JsonSerializable(typeof(SubscriptionOwner))]
internal sealed partial class MailboxJson : JsonSerializerContext;
