namespace TeamsEmailBot.Bot.Channel.Connector;

/// <summary>
/// A token bucket for one tenant (teams.md 3.4): <paramref name="perSecond"/> requests a second, after a pause a burst on top, but never more than 50 within any
/// second. Hands out turns in the order asked.
/// </summary>
internal sealed class TenantBucket(double perSecond)
{
    private const double TeamsLimit = 50;
    private readonly TimeSpan interval = TimeSpan.FromSeconds(1 / perSecond);
    private readonly TimeSpan burst = TimeSpan.FromSeconds((Math.Clamp(TeamsLimit - perSecond, 1, perSecond) - 1) / perSecond);
    private readonly Lock gate = new();
    private DateTimeOffset full = DateTimeOffset.UnixEpoch;
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    /// <summary>Until when the tenant as a whole was told to wait.</summary>
    public DateTimeOffset NotBefore
    {
        get
        {
            lock (gate)
                return notBefore;
        }
    }

    public void Wait(DateTimeOffset until)
    {
        lock (gate)
            notBefore = until > notBefore ? until : notBefore;
    }

    /// <summary>Reserves the next turn if it comes before <paramref name="deadline"/>; otherwise takes nothing and says when it would have been.</summary>
    public (DateTimeOffset Turn, bool Reserved) Reserve(DateTimeOffset earliest, DateTimeOffset deadline)
    {
        lock (gate)
        {
            var start = earliest > notBefore ? earliest : notBefore;
            var turn = full - burst > start ? full - burst : start;
            if (turn > deadline)
                return (turn, false);
            full = (full > turn ? full : turn) + interval;
            return (turn, true);
        }
    }
}
