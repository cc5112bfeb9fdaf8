using System.Collections.Concurrent;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>
/// One door per mailbox (and per tenant-wide workload). Exchange takes 4 requests of an app at a time (graph.md 7.1); we use 3 and leave one to
/// whatever else runs under the app's id. When one request is told to wait, all of the mailbox wait: throttled requests keep counting (graph.md 7.2).
/// </summary>
internal sealed class MailboxGate(TimeProvider clock, Random random)
{
    public const int Places = 3;

    /// <summary>A shorter wait than this is waited for here; a longer one is the job's business, so that no worker is tied up.</summary>
    public static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

    /// <summary>How long a call stands in line for a place.</summary>
    public static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Door> doors = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock holds = new();
    private DateTimeOffset tenantNotBefore = DateTimeOffset.MinValue;

    /// <summary>Waits for a place; dispose it when the answer is there. Fails at once when the mailbox is held back for longer than a short wait.</summary>
    public async Task<Outcome<Place>> EnterAsync(string scope, CancellationToken cancellation)
    {
        var door = doors.GetOrAdd(scope, _ => new Door());
        if (NotBefore(door) - clock.GetUtcNow() > ShortWait)
            return HeldBack(door);
        if (!door.Free.Wait(0, CancellationToken.None) && !await QueueAsync(door, cancellation))
            return new Failure(FailureCategory.Transient, "MailboxBusy");
        var place = new Place(door.Free);
        try
        {
            var wait = NotBefore(door) - clock.GetUtcNow();
            if (wait > TimeSpan.Zero && wait <= ShortWait)
                await Task.Delay(wait, clock, cancellation);
        }
        catch
        {
            place.Dispose();
            throw;
        }

        // While this call waited another one may have been told to wait longer.
        if (NotBefore(door) <= clock.GetUtcNow())
            return place;
        place.Dispose();
        return HeldBack(door);
    }

    /// <summary>Closes the door (or all of them) for as long as Graph asked; without a wish, for a time that doubles with each refusal, with jitter (F-24).</summary>
    /// <returns>When it opens again.</returns>
    public DateTimeOffset HoldBack(string scope, TimeSpan? asked, bool wholeTenant)
    {
        var door = doors.GetOrAdd(scope, _ => new Door());
        lock (holds)
        {
            door.Refusals++;
            var notBefore = clock.GetUtcNow() + (asked ?? Pause(door.Refusals));
            if (wholeTenant && notBefore > tenantNotBefore)
                tenantNotBefore = notBefore;
            if (notBefore > door.NotBefore)
                door.NotBefore = notBefore;
            return notBefore;
        }
    }

    /// <summary>Graph answered: the next refusal begins with a short pause again.</summary>
    public void Served(string scope)
    {
        if (doors.TryGetValue(scope, out var door))
            lock (holds)
                door.Refusals = 0;
    }

    private TimeSpan Pause(int refusals)
    {
        var longest = Math.Min(LongestPause.TotalSeconds, Math.Pow(2, refusals));
        return TimeSpan.FromSeconds(longest * (0.5 + (random.NextDouble() / 2)));
    }

    private DateTimeOffset NotBefore(Door door)
    {
        lock (holds)
            return door.NotBefore > tenantNotBefore ? door.NotBefore : tenantNotBefore;
    }

    private Failure HeldBack(Door door) => new(FailureCategory.Throttled, "HeldBack", NotBefore(door));

    private async Task<bool> QueueAsync(Door door, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(LongestQueue, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await door.Free.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The right to have one request under way.</summary>
    public sealed class Place(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? free = free;

        public void Dispose() => Interlocked.Exchange(ref free, null)?.Release();
    }

    private sealed class Door
    {
        public SemaphoreSlim Free { get; } = new(Places, Places);

        public DateTimeOffset NotBefore { get; set; } = DateTimeOffset.MinValue;

        public int Refusals { get; set; }
    }
}
