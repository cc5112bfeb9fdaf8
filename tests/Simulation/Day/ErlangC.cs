namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>
/// What queueing theory expects of M/M/c: mail that arrives by chance, handling times without memory, <paramref name="servers"/> agents with one task each, first come
/// first served, nobody gives up (A. K. Erlang, 1917).
/// </summary>
/// <param name="rate">Arrivals per second.</param>
/// <param name="handling">Mean handling time in seconds.</param>
internal sealed class ErlangC(int servers, double rate, double handling)
{
    private readonly double spare = (servers / handling) - rate;

    /// <summary>Share of the time that an agent works.</summary>
    public double Occupancy { get; } = rate * handling / servers;

    /// <summary>Probability that an arriving mail has to wait.</summary>
    public double Waits { get; } = ProbabilityOfWaiting(servers, rate * handling);

    /// <summary>Mean waiting time of all mails, in seconds.</summary>
    public double MeanWait => Waits / spare;

    /// <summary>Probability that a mail waits no longer than <paramref name="seconds"/>.</summary>
    public double Within(double seconds) => 1 - (Waits * Math.Exp(-spare * seconds));

    // By the recursion for Erlang B, which needs no large factorials.
    private static double ProbabilityOfWaiting(int servers, double load)
    {
        var lost = 1.0;
        for (var n = 1; n <= servers; n++)
            lost = load * lost / (n + (load * lost));
        var busy = load / servers;
        return lost / (1 - busy + (busy * lost));
    }
}
