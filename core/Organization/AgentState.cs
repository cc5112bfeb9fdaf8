using System.Text.Json.Serialization;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Organization;

/// <summary>A place that an agent's offer or task takes (I3).</summary>
/// <param name="IsFree">True while the task is parked and its place counts as free.</param>
/// <param name="AsOf">Version of the task by which that was decided; an older decision that comes late changes nothing.</param>
public sealed record Hold(TaskKey Task, OfferId Offer, DateTimeOffset Since, bool IsFree = false, long AsOf = 0);

/// <summary>
/// What an agent is doing, apart from what is configured about him. The row is the one place where his places are counted, over all services; a place is
/// taken before the task is offered and given back after it ended, so that he never holds more than allowed (I3).
/// </summary>
public sealed record AgentState(AgentId Agent)
{
    /// <summary>His own ready switch.</summary>
    public bool OnDuty { get; init; }

    /// <summary>Since when he has had nothing new; the longest idle is served first.</summary>
    public DateTimeOffset IdleSince { get; init; }

    /// <summary>Offers in a row that he let time out.</summary>
    public int Misses { get; init; }

    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>Tasks on which his advice is, or was just, asked for; the task itself says whether it still is. They take no place.</summary>
    public IReadOnlyList<TaskKey> Consults { get; init => field = value ?? []; } = [];

    /// <summary>Places that count against the limit. Parked tasks that came back, and tasks that people gave him, may make it more than the limit.</summary>
    [JsonIgnore]
    public int Taken => Holds.Count(hold => !hold.IsFree);

    /// <summary>Why he cannot be reached in Teams, as a code; null when he can, as far as we know (F-70, F-71).</summary>
    public string? Unreachable { get; init; }

    /// <summary>After a finished task he is offered nothing until then (wrap-up); null when there is no such time.</summary>
    public DateTimeOffset? AfterWorkUntil { get; init; }

    /// <summary>Set when he was told how mail is worked on, because he could get some for the first time (N-072).</summary>
    public bool IsWelcome { get; init; }

    /// <summary>Whether he holds a place for this offer.</summary>
    public bool Has(OfferId offer) => Holds.Any(hold => hold.Offer == offer);

    /// <summary>With a place for the offer, or null when all are taken.</summary>
    public AgentState? Take(TaskKey task, OfferId offer, int limit, DateTimeOffset now) =>
        Taken < limit ? this with { Holds = [.. Holds, new Hold(task, offer, now)], IdleSince = now } : null;

    /// <summary>With the place of the offer counted as free or as taken; null when that is no news.</summary>
    /// <param name="asOf">Version of the task that says so.</param>
    public AgentState? Count(OfferId offer, bool isFree, long asOf) => Holds.Any(hold => hold.Offer == offer && hold.IsFree != isFree && hold.AsOf < asOf)
        ? this with { Holds = [.. Holds.Select(hold => hold.Offer == offer ? hold with { IsFree = isFree, AsOf = asOf } : hold)] }
        : null;

    /// <summary>Without the place of the offer.</summary>
    public AgentState GiveBack(OfferId offer, DateTimeOffset now) =>
        this with { Holds = [.. Holds.Where(hold => hold.Offer != offer)], IdleSince = now };
}
