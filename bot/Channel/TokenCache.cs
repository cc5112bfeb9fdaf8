using System.Collections.Concurrent;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>
/// Tokens that passed, by SHA-256 of their text and until they expire: Teams uses one token for an hour. Holds no token, and only valid ones enter,
/// so strangers cannot crowd it; above its capacity the ones nearest to their end leave.
/// </summary>
internal sealed class TokenCache(TimeProvider time, int capacity = 1024)
{
    private readonly ConcurrentDictionary<string, Caller> callers = new(StringComparer.Ordinal);

    public int Count => callers.Count;

    public Caller? Find(string digest) =>
        callers.TryGetValue(digest, out var caller) && time.GetUtcNow() < caller.ExpiresAt ? caller : null;

    public void Remember(string digest, Caller caller)
    {
        if (callers.Count >= capacity)
            foreach (var (old, _) in callers.OrderBy(entry => entry.Value.ExpiresAt).Take(callers.Count - capacity + 1 + (capacity / 8)))
                callers.TryRemove(old, out _);
        if (time.GetUtcNow() < caller.ExpiresAt)
            callers[digest] = caller;
    }

    public void Forget(string digest) => callers.TryRemove(digest, out _);
}
