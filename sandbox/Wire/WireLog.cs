namespace TeamsEmailBot.Sandbox.Wire;

/// <summary>What went over the wire, newest last; older entries than <see cref="Kept"/> are dropped, the counters keep them. Thread-safe.</summary>
public sealed class WireLog
{
    private const int Kept = 20_000;

    private readonly Lock sync = new();
    private readonly Queue<WireEntry> entries = new();
    private readonly Dictionary<string, int> byKind = [];
    private readonly Dictionary<string, int> byMailbox = new(StringComparer.OrdinalIgnoreCase);
    private long last;

    /// <summary>Raised after an entry was added.</summary>
    public event Action<WireEntry>? Added;

    /// <summary>All kept entries with a number above <paramref name="n"/>.</summary>
    public IReadOnlyList<WireEntry> After(long n = 0)
    {
        lock (sync)
            return [.. entries.Where(e => e.N > n)];
    }

    /// <summary>Requests so far by direction and kind, for example <c>bot->graph POST users/{user}/messages/{message}/send</c>.</summary>
    public IReadOnlyDictionary<string, int> CountByKind()
    {
        lock (sync)
            return new Dictionary<string, int>(byKind);
    }

    /// <summary>Graph requests so far by mailbox id.</summary>
    public IReadOnlyDictionary<string, int> CountByMailbox()
    {
        lock (sync)
            return new Dictionary<string, int>(byMailbox, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Sets the counters to zero; the entries stay.</summary>
    public void ResetCounters()
    {
        lock (sync)
        {
            byKind.Clear();
            byMailbox.Clear();
        }
    }

    internal void Add(WireEntry entry)
    {
        lock (sync)
        {
            entry = entry with { N = ++last };
            entries.Enqueue(entry);
            if (entries.Count > Kept)
                entries.Dequeue();
            var kind = $"{entry.Direction} {entry.Kind}";
            byKind[kind] = byKind.GetValueOrDefault(kind) + 1;
            if (entry.Mailbox is { } mailbox)
                byMailbox[mailbox] = byMailbox.GetValueOrDefault(mailbox) + 1;
        }

        Added?.Invoke(entry);
    }
}
