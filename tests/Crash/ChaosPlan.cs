namespace TeamsEmailBot.Tests.Crash;

/// <summary>How hard a run of <see cref="ChaosRun"/> is. What people do and when processes die follows from the seed; how the processes race does not.</summary>
internal sealed record ChaosPlan
{
    public required int Seed { get; init; }

    /// <summary>The stream ends when this many mails came and <see cref="Kills"/> kills were done.</summary>
    public int Mails { get; init; }

    public required int Kills { get; init; }

    public int Agents { get; init; } = 4;

    /// <summary>Mailboxes, each with a service of its own.</summary>
    public int Mailboxes { get; init; } = 2;

    /// <summary>Mails that are under way at once before the customers pause.</summary>
    public int UnderWay { get; init; } = 12;

    /// <summary>A process is killed after 1 to this many requests over the wire.</summary>
    public int RequestsBetweenKills { get; init; } = 80;

    /// <summary>Bot processes that share the store.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>In the middle of the day the store stands still for this long, real time (SIGSTOP); only where it is a process.</summary>
    public TimeSpan StorePause { get; init; }

    /// <summary>In the middle of the day every call to Graph is answered with 429 for this long, by the clock.</summary>
    public TimeSpan GraphThrottled { get; init; }

    /// <summary>The run is red when it takes longer.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(8);
}
