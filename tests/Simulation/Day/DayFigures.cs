namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>What came out of a day: figures over all mails after the warm-up, and estimates of what theory knows.</summary>
internal sealed class DayFigures
{
    /// <summary>Mails at the beginning that are left out, because the day begins with everybody free.</summary>
    private const double WarmUp = 0.2;

    /// <summary>What waited longer than this had to wait; the engine itself takes milliseconds of the virtual clock.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.1);

    private readonly List<double> waits;

    public DayFigures(DayRun day)
    {
        var plan = day.Plan;
        var counted = day.Mails.Where(mail => mail.Taken is not null).Skip((int)(plan.Mails * WarmUp)).ToList();
        waits = [.. counted.Select(mail => mail.Waited).Order()];
        Level = waits.Count(wait => wait <= plan.Target.TotalSeconds) / (double)waits.Count;
        Mean = waits.Average();
        var groups = plan.Services > 1
            ? counted.GroupBy(mail => mail.Service).Select(group => group.ToList()).ToList()
            : counted.Chunk(counted.Count / plan.Batches).Take(plan.Batches).Select(batch => batch.ToList()).ToList();
        Waiting = Over(groups, mail => mail.Waited > Moment.TotalSeconds ? 1 : 0);
        MeanWait = Over(groups, mail => mail.Waited);
        InTime = Over(groups, mail => mail.Waited <= plan.Target.TotalSeconds ? 1 : 0);
        Occupancy = Busy(day);
    }

    public double Mean { get; }

    /// <summary>Share of the mails that an agent had within the target.</summary>
    public double Level { get; }

    /// <summary>Share of the agents' places in use from the end of the warm-up until the last mail came.</summary>
    public double Occupancy { get; }

    public int Counted => waits.Count;

    public Estimate Waiting { get; }

    public Estimate MeanWait { get; }

    public Estimate InTime { get; }

    /// <summary>The waiting time that this share of the mails did not exceed, in seconds.</summary>
    public double Percentile(double share) => waits[Math.Min(waits.Count - 1, (int)(share * waits.Count))];

    private static Estimate Over(IReadOnlyList<List<DayMail>> groups, Func<DayMail, double> figure) => Estimate.Of([.. groups.Select(group => group.Average(figure))]);

    private static double Busy(DayRun day)
    {
        var (from, to) = (day.Mails[(int)(day.Mails.Count * WarmUp)].Arrived, day.Mails[^1].Arrived);
        var busy = day.Mails.Where(mail => mail.Taken is not null)
            .Sum(mail => Math.Max(0, (Earlier(mail.Ended ?? to, to) - Later(mail.Taken!.Value, from)).TotalSeconds));
        return busy / ((to - from).TotalSeconds * day.Plan.Agents * day.Plan.TasksPerAgent);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
