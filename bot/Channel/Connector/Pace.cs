namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>
/// Keeps all outbound calls of this process below Teams' limits and in order: one call at a time per conversation, its sliding windows, the tenant's bucket, and
/// whatever a 429 told us to wait. Nobody waits here beyond his deadline; who would have to is told when to come again.
/// </summary>
internal sealed class Pace(BotOptions options, TimeProvider time)
{
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);
    private static readonly TimeSpan BusyLane = TimeSpan.FromSeconds(1);
    private const int SweepEvery = 256;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Tenant, string Conversation), Lane> lanes = [];
    private readonly Dictionary<string, TenantBucket> tenants = new(StringComparer.OrdinalIgnoreCase);
    private int entered;

    /// <summary>How many conversations are remembered.</summary>
    public int Lanes
    {
        get
        {
            lock (gate)
                return lanes.Count;
        }
    }

    /// <summary>Waits for the conversation to be free. Null when it is still busy at <paramref name="deadline"/>. Dispose the turn when done.</summary>
    public async ValueTask<PaceTurn?> EnterAsync(string tenant, string conversation, DateTimeOffset deadline, CancellationToken cancellation)
    {
        var (lane, bucket) = Take(tenant, conversation);
        try
        {
            var patience = deadline - time.GetUtcNow();
            if (!lane.Free.Wait(0, CancellationToken.None))
            {
                if (patience <= TimeSpan.Zero)
                {
                    Leave(lane);
                    return null;
                }

                using var timeout = new CancellationTokenSource(patience, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
                await lane.Free.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Leave(lane);
            cancellation.ThrowIfCancellationRequested();
            return null;
        }

        return new PaceTurn(this, lane, bucket, time);
    }

    /// <summary>When a conversation that is busy now is worth another try.</summary>
    public DateTimeOffset AfterBusy() => time.GetUtcNow() + BusyLane;

    internal void Return(Lane lane)
    {
        lane.Free.Release();
        Leave(lane);
    }

    private (Lane Lane, TenantBucket Bucket) Take(string tenant, string conversation)
    {
        lock (gate)
        {
            if (++entered % SweepEvery == 0)
                Sweep();
            if (!lanes.TryGetValue((tenant, conversation), out var lane))
                lanes[(tenant, conversation)] = lane = new Lane();
            lane.Users++;
            if (!tenants.TryGetValue(tenant, out var bucket))
                tenants[tenant] = bucket = new TenantBucket(options.RequestsPerSecond);
            return (lane, bucket);
        }
    }

    private void Leave(Lane lane)
    {
        lock (gate)
            lane.Users--;
    }

    private void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var (key, lane) in lanes.ToArray())
            if (lane.Users == 0 && lane.NotBefore <= now && (lane.Window.Last is not { } last || now - last >= Idle))
                lanes.Remove(key);
    }

    /// <summary>One conversation. Its window and not-before belong to whoever holds it.</summary>
    internal sealed class Lane
    {
        public SemaphoreSlim Free { get; } = new(1, 1);

        public SendWindow Window { get; } = new();

        public DateTimeOffset NotBefore { get; set; } = DateTimeOffset.MinValue;

        public int Users { get; set; }
    }
}

/// <summary>The right to talk to one conversation; nobody else does meanwhile.</summary>
internal sealed class PaceTurn(Pace pace, Pace.Lane lane, TenantBucket bucket, TimeProvider time) : IDisposable
{
    private bool returned;

    /// <summary>Waits until one more request may leave and counts it. Null when it may leave now, else the time before which it must not, beyond the deadline.</summary>
    public async ValueTask<DateTimeOffset?> NextAsync(DateTimeOffset deadline, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var earliest = Latest(lane.Window.Earliest(now), lane.NotBefore);
        if (earliest > deadline)
            return earliest;
        var (turn, reserved) = bucket.Reserve(earliest, deadline);
        if (!reserved)
            return turn;

        // A 429 for the tenant may come while we wait; the loop then waits on, without a second turn.
        for (var until = turn; (now = time.GetUtcNow()) < until; until = Latest(turn, bucket.NotBefore))
        {
            if (until > deadline)
                return until;
            await WholeDelay.UntilAsync(until, time, cancellation);
        }

        lane.Window.Note(now);
        return null;
    }

    /// <summary>Teams asked us to wait, in this conversation or in the whole tenant.</summary>
    public void Throttled(DateTimeOffset notBefore, bool wholeTenant)
    {
        lane.NotBefore = Latest(lane.NotBefore, notBefore);
        if (wholeTenant)
            bucket.Wait(notBefore);
    }

    public void Dispose()
    {
        if (returned)
            return;
        returned = true;
        pace.Return(lane);
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
