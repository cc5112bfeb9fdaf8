using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Simulation;

/// <summary>What a seed stands for: how many of everything, and how often what goes wrong. Chance for each purpose comes from a stream of its own.</summary>
internal sealed class SimPlan
{
    private static readonly double[] Rates = [0, 0, 0.01, 0.03, 0.1];

    public SimPlan(int seed)
    {
        Seed = seed;
        var chance = Chance("plan");
        Instances = chance.Next(3) switch { 0 => 1, 1 => 2, _ => 1 + chance.Next(3) };
        IsSole = Instances == 1 && chance.Next(2) == 0;
        Mailboxes = 1 + chance.Next(2);
        Agents = 1 + chance.Next(4);
        Mails = 2 + chance.Next(9);
        Length = TimeSpan.FromMinutes(4 + chance.Next(9));
        TasksPerAgent = 1 + chance.Next(3);
        TenantLimit = chance.Next(4) == 0 ? 1 + chance.Next(4) : 100;
        var isCalm = chance.Next(12) == 0;
        Crashes = isCalm ? 0 : chance.Next(5);
        Stalls = isCalm || IsSole ? 0 : chance.Next(3) / 2;
        GraphFaults = isCalm ? 0 : Rates[chance.Next(Rates.Length)];
        GraphOutages = isCalm ? 0 : chance.Next(3) / 2;
        StoreFaults = isCalm ? 0 : Rates[chance.Next(Rates.Length)] / 3;
        TeamsFaults = isCalm ? 0 : Rates[chance.Next(Rates.Length)];
        NotificationFaults = isCalm ? 0 : Rates[chance.Next(Rates.Length)] * 4;
        PeopleInOutlook = chance.Next(3) == 0 ? 0 : chance.Next(4);
        IdChanges = isCalm ? 0 : chance.Next(4) / 3 * (1 + chance.Next(2));
        Suspensions = chance.Next(4) / 3;
        IsSkewed = !isCalm && chance.Next(3) == 0;
        var order = Chance("order");
        Order = (OfferOrder)order.Next(Enum.GetValues<OfferOrder>().Length);
        LastAgentFirst = order.Next(3) > 0;
        ParkedFreesPlace = (ParkedPlace)Chance("parking").Next(Enum.GetValues<ParkedPlace>().Length);
        AfterWorkSeconds = Chance("afterwork").Next(3) / 2 * 20;
    }

    public int Seed { get; }

    public int Instances { get; }

    /// <summary>One process at a time on the store, as with SQLite: leases of the dead are void.</summary>
    public bool IsSole { get; }

    public int Mailboxes { get; }

    public int Agents { get; }

    public int Mails { get; }

    /// <summary>How long mail comes and faults happen; afterwards everything is driven until quiet.</summary>
    public TimeSpan Length { get; }

    public int TasksPerAgent { get; }

    public int TenantLimit { get; }

    public OfferOrder Order { get; }

    public bool LastAgentFirst { get; }

    public ParkedPlace ParkedFreesPlace { get; }

    public int AfterWorkSeconds { get; }

    public int Crashes { get; }

    public int Stalls { get; }

    /// <summary>Share of requests to Graph that fare ill.</summary>
    public double GraphFaults { get; }

    public int GraphOutages { get; }

    public double StoreFaults { get; }

    public double TeamsFaults { get; }

    public double NotificationFaults { get; }

    public int PeopleInOutlook { get; }

    public int IdChanges { get; }

    public int Suspensions { get; }

    public bool IsSkewed { get; }

    /// <summary>A stream of chance of its own, so that one more draw for one purpose changes nothing for the others.</summary>
    public Random Chance(string purpose)
    {
        var hash = 2166136261u;
        foreach (var letter in $"{Seed}/{purpose}")
            hash = (hash ^ letter) * 16777619;
        return new Random((int)hash);
    }

    public override string ToString() =>
        $"{Instances} instance(s){(IsSole ? " (sole)" : "")}, {Mailboxes} mailbox(es), {Agents} agent(s) with {TasksPerAgent} task(s), limit {TenantLimit}, order {Order}, {Mails} mails in {Length.TotalMinutes} min, "
        + $"{Crashes} crash(es), {Stalls} stall(s), faults: Graph {GraphFaults:P1} and {GraphOutages} outage(s), store {StoreFaults:P1}, Teams {TeamsFaults:P1}, notifications {NotificationFaults:P1}, "
        + $"{PeopleInOutlook} act(s) in Outlook, {IdChanges} id change(s), {Suspensions} suspension(s){(IsSkewed ? ", clocks differ" : "")}";
}
