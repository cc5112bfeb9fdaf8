namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>When a conversation may be written to next under Teams' limits for one bot and thread (teams.md 3.4). Not thread-safe.</summary>
internal sealed class SendWindow
{
    private static readonly (int Most, TimeSpan Span)[] Limits =
    [
        (7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1800, TimeSpan.FromSeconds(3600)),
    ];

    private readonly List<DateTimeOffset> sent = [];

    /// <summary>The last send, or null when there was none in the last hour.</summary>
    public DateTimeOffset? Last => sent.Count > 0 ? sent[^1] : null;

    /// <summary>The earliest time at which one more request breaks no limit.</summary>
    public DateTimeOffset Earliest(DateTimeOffset now)
    {
        var earliest = now;
        foreach (var (most, span) in Limits)
            if (sent.Count >= most && sent[^most] + span is var free && free > earliest)
                earliest = free;
        return earliest;
    }

    public void Note(DateTimeOffset now)
    {
        var old = sent.FindIndex(time => now - time < Limits[^1].Span);
        sent.RemoveRange(0, old < 0 ? sent.Count : old);
        sent.Add(now);
    }
}
