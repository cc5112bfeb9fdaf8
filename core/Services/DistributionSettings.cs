namespace TeamsEmailBot.Core.Services;

/// <summary>How tasks of a service are offered .</summary>
public sealed record DistributionSettings
{
    /// <summary>More tasks than this nobody may hold.</summary>
    public const int MostTasksPerAgent = 25;

    /// <summary>More offers in a row than this nobody may let time out.</summary>
    public const int MostMisses = 10;

    /// <summary>Bounds of <see cref="OfferTime"/>: long enough to read a line, short enough that a customer does not wait for somebody who left.</summary>
    public static readonly TimeSpan ShortestOffer = TimeSpan.FromSeconds(10);

    /// <inheritdoc cref="ShortestOffer"/>
    public static readonly TimeSpan LongestOffer = TimeSpan.FromMinutes(10);

    /// <summary>Longest <see cref="AfterWorkTime"/>.</summary>
    public static readonly TimeSpan LongestAfterWork = TimeSpan.FromMinutes(10);

    /// <summary>Time an agent has to accept an offer. 10–600 s, default 60.</summary>
    public int OfferSeconds { get; init; } = 60;

    /// <summary>Offers an agent may let time out in a row before he is set off duty. 1–10, default 2.</summary>
    public int MissesUntilOffDuty { get; init; } = 2;

    /// <summary>Tasks (offers included) that one agent may hold at the same time, over all services. 1–25, default 3.</summary>
    public int TasksPerAgent { get; init; } = 3;

    /// <summary>Whom to ask first of those who are suitable.</summary>
    public OfferOrder Order { get; init; }

    /// <summary>Who worked on the conversation before is asked first, whatever the order. Default on.</summary>
    public bool LastAgentFirst { get; init; } = true;

    /// <summary>Which parked tasks free their place with the agent. He may hold more than <see cref="TasksPerAgent"/> when they come back. Default: those waiting for the customer.</summary>
    public ParkedPlace ParkedFreesPlace { get; init; }

    /// <summary>Agents may take the next waiting task by themselves. Default off.</summary>
    public bool Pull { get; init; }

    /// <summary>Time after a finished task in which its agent is offered nothing by any service, unless he says that he is ready. 0–600 s, default 0 = none.</summary>
    public int AfterWorkSeconds { get; init; }

    /// <summary>Deliver while presence is Busy (not in a call or meeting). Default off.</summary>
    public bool DeliverWhenBusy { get; init; }

    /// <summary>Deliver while Busy in a meeting. Default off.</summary>
    public bool DeliverInMeeting { get; init; }

    /// <summary>Deliver while Away or Be Right Back. Default off.</summary>
    public bool DeliverWhenAway { get; init; }

    public TimeSpan AfterWorkTime => TimeSpan.FromSeconds(AfterWorkSeconds);

    /// <summary>The time an offer stands.</summary>
    public TimeSpan OfferTime => TimeSpan.FromSeconds(OfferSeconds);
}
