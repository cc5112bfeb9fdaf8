using System.Text.Json;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Bot.Channel.Conversations;

/// <summary>Who can be reached where: one row per person in partition <c>desk</c>. Written only when something changed, so chatting costs no writes.</summary>
internal sealed class ConversationBook(IEntityStore store)
{
    public const string Partition = "desk";
    private const string RowPrefix = "person-";
    private const int Attempts = 8;

    /// <summary>The person's reference, or null when he was never seen.</summary>
    public async ValueTask<ConversationReference?> FindAsync(AgentId person, CancellationToken cancellation) =>
        Read(await store.GetAsync(Partition, Row(person), cancellation));

    /// <summary>Everybody who was ever seen, ordered by object id.</summary>
    public async IAsyncEnumerable<ConversationReference> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var range = RowRange.Prefix(RowPrefix); range is not null;)
        {
            var page = await store.QueryAsync(Partition, range, 1000, cancellation);
            foreach (var entity in page.Entities)
                yield return Read(entity)!;
            range = page.Next;
        }
    }

    /// <summary>Takes over what an activity tells about its sender. Only personal chats count; what passed the guard is believed.</summary>
    /// <returns>The reference as it is now; null for an activity from elsewhere.</returns>
    public async ValueTask<ConversationReference?> RefreshAsync(Activity activity, Caller caller, CancellationToken cancellation)
    {
        if (!activity.IsPersonal || activity.From is not { AadObjectId: { Length: > 0 } personId, Id: { Length: > 0 } })
            return null;
        return await ChangeAsync(new AgentId(personId), old => Merge(old, activity, caller), cancellation);
    }

    /// <summary>Notes that the Connector does not let us through to the person, and why.</summary>
    public async ValueTask MarkAsync(AgentId person, Reach reach, string? code, CancellationToken cancellation) =>
        await ChangeAsync(person, old => old is null ? null : old with { Reach = reach, ReachCode = code }, cancellation);

    /// <summary>Notes the id of the chat, or with null that it is gone. <paramref name="expected"/> is the id the caller worked with: a newer one stays.</summary>
    public async ValueTask<ConversationReference?> MoveAsync(AgentId person, string? expected, string? conversationId, CancellationToken cancellation) =>
        await ChangeAsync(person, old => old is null || old.ConversationId != expected ? old : old with { ConversationId = conversationId }, cancellation);

    private static ConversationReference Merge(ConversationReference? old, Activity activity, Caller caller)
    {
        var client = activity.Entities?.FirstOrDefault(entity => entity?.Type == "clientInfo");
        var reach = ReachAfter(old?.Reach ?? Reach.Active, activity);
        return new ConversationReference
        {
            PersonId = activity.From!.AadObjectId!,
            TenantId = activity.Conversation!.TenantId is { Length: > 0 } tenant ? tenant : activity.ChannelData!.Tenant!.Id!,
            ServiceUrl = activity.ServiceUrl!,
            ServiceUrlVerified = caller.VouchesForServiceUrl,
            ConversationId = activity.Conversation.Id,
            UserId = activity.From.Id!,
            BotId = activity.Recipient?.Id ?? old?.BotId,
            Locale = activity.Locale ?? client?.Locale ?? old?.Locale,
            TimeZone = client?.Timezone ?? old?.TimeZone,
            Reach = reach,
            ReachCode = reach == old?.Reach ? old.ReachCode : null,
        };
    }

    /// <summary>Installing or anything the person does himself makes him reachable; removing the app makes him unreachable; the rest says nothing.</summary>
    private static Reach ReachAfter(Reach old, Activity activity) => activity.Type switch
    {
        ActivityTypes.Message or ActivityTypes.Invoke => Reach.Active,
        ActivityTypes.InstallationUpdate when activity.Action is "add" or "add-upgrade" => Reach.Active,
        ActivityTypes.InstallationUpdate when activity.Action is "remove" or "remove-upgrade" => Reach.Uninstalled,
        _ => old,
    };

    private static string Row(AgentId person) => RowPrefix + person.Value;

    private static ConversationReference? Read(Entity? entity) =>
        entity is null ? null : JsonSerializer.Deserialize(entity.Value.Span, ChannelJson.Default.ConversationReference);

    private async ValueTask<ConversationReference?> ChangeAsync(
        AgentId person, Func<ConversationReference?, ConversationReference?> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var entity = await store.GetAsync(Partition, Row(person), cancellation);
            var old = Read(entity);
            var changed = change(old);
            if (changed is null || changed == old)
                return changed;
            var value = JsonSerializer.SerializeToUtf8Bytes(changed, ChannelJson.Default.ConversationReference);
            var write = entity is null ? EntityWrite.Insert(Row(person), value) : EntityWrite.Update(Row(person), value, entity.ETag);
            if ((await store.CommitAsync(Partition, [write], cancellation)).Applied)
                return changed;
        }

        throw new StoreUnavailableException("A conversation reference changed under every attempt to write it.", "Try again.", effectUnknown: false);
    }
}
