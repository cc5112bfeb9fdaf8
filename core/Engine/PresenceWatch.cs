using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Engine;

/// <summary>
/// Since when presence cannot be seen, for all instances together. An instance writes down only what changed in what it sees itself: one that has not asked
/// for long must not contradict another that just did.
/// </summary>
internal sealed class PresenceWatch(IEntityStore store, PresenceBoard board, TimeProvider time)
{
    /// <summary>Nobody's presence for so long is worth an alert; right after a start, or when one agent alone is on duty, it may be chance.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string Row = "presence";

    private PresenceSight noted = PresenceSight.NotKnown;

    /// <summary>What is seen, and since when; null when nobody ever looked.</summary>
    public async Task<LastPresence?> ReviewAsync(CancellationToken cancellation)
    {
        var stored = await store.ReadAsync(MailboxTable.Partition, Row, PresenceJson.Default.LastPresence, cancellation);
        var sight = board.Sight;
        if (sight == noted || sight == PresenceSight.NotKnown)
            return stored?.Value;
        if (stored?.Value.Sight != sight)
        {
            var next = new LastPresence(sight, time.GetUtcNow());
            var write = stored is null
                ? EntityWrite.Insert(Row, next, PresenceJson.Default.LastPresence)
                : EntityWrite.Update(stored, next, PresenceJson.Default.LastPresence);
            // Who was faster saw something, too; the next beat compares again.
            if (!(await store.CommitAsync(MailboxTable.Partition, [write], cancellation)).Applied)
                return stored?.Value;
            noted = sight;
            return next;
        }

        noted = sight;
        return stored.Value;
    }
}

/// <summary>What is seen of presence, and since when.</summary>
internal sealed record LastPresence(PresenceSight Sight, DateTimeOffset Since);

/// <summary>JSON of the row.</summary>
[JsonSerializable(typeof(LastPresence))]
internal sealed partial class PresenceJson : JsonSerializerContext;
