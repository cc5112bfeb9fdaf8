namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>What a simulated day consists of.</summary>
internal sealed record DayPlan
{
    public int Seed { get; init; } = 1;

    public int Services { get; init; } = 1;

    /// <summary>Over all services.</summary>
    public int Agents { get; init; } = 20;

    /// <summary>Over all services.</summary>
    public int Mails { get; init; } = 10_000;

    /// <summary>Mail offered to the agents, as a share of what they can do; below 1.</summary>
    public double Load { get; init; } = 0.8;

    /// <summary>Mean time from the offer to the end of a task.</summary>
    public TimeSpan Handling { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>The time within which the service level counts a mail as taken.</summary>
    public TimeSpan Target { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// People as they are: agents with three places each in two services, skills, priorities, offers that are declined and let time out. False: the plain case of queueing theory, each agent in
    /// one service with one place, taking at once what he is offered.
    /// </summary>
    public bool IsMixed { get; init; }

    /// <summary>
    /// Limits, orders, skills, licences and roles differ, people give back and park what they have, settings and presence change meanwhile (<see cref="DayEvents"/>), and every decision is
    /// held against the rules (<see cref="DayChecks"/>).
    /// </summary>
    public bool IsChecked { get; init; }

    /// <summary>Nothing is checked after all: only whether it goes as it went.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The engine's beat; longer on a day of weeks.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Tasks that may be open at once in the tenant.</summary>
    public int TenantLimit { get; init; } = int.MaxValue;

    /// <summary>Groups of equal size into which the mails of a single service are cut, one after the other, to tell how sure its figures are; many services are compared instead.</summary>
    public int Batches { get; init; } = 20;

    public int AgentsPerService => Agents / Services;

    public int TasksPerAgent => IsMixed ? 3 : 1;

    /// <summary>Mails of all services per second.</summary>
    public double Rate => Load * Agents * TasksPerAgent / Handling.TotalSeconds;

    /// <summary>One tenant with 2,000 agents, 200 services and 50,000 mails in the eight hours of a working day.</summary>
    public static DayPlan Large => new() { Agents = 2_000, Services = 200, Mails = 50_000, Load = 0.7, Handling = TimeSpan.FromSeconds(806) };

    /// <summary>A small day of random services, agents, limits and load.</summary>
    public static DayPlan Random(int seed)
    {
        var chance = new Random(seed);
        var services = 1 + chance.Next(3);
        var day = new DayPlan
        {
            Seed = seed,
            IsMixed = true,
            IsChecked = true,
            Services = services,
            Agents = services * (1 + chance.Next(4)),
            Mails = 30 + chance.Next(30),
            Load = 0.4 + chance.NextDouble(),
            Handling = TimeSpan.FromMinutes(1 + chance.Next(20)),
            TenantLimit = chance.Next(3) == 0 ? 3 + chance.Next(10) : 1000,
        };
        // Some are so slow, and have so much to do, that mail waits for days: only then priority and age pull in different directions.
        return chance.Next(4) > 0 ? day : day with { Services = 1, Agents = 1 + chance.Next(3), Load = 3, Handling = TimeSpan.FromHours(6 + chance.Next(8)), TenantLimit = 1000, Beat = TimeSpan.FromHours(1) };
    }

    /// <summary>A stream of chance of its own for each purpose.</summary>
    public Random Chance(string purpose)
    {
        var hash = 2166136261u;
        foreach (var letter in $"{Seed}/{purpose}")
            hash = (hash ^ letter) * 16777619;
        return new Random((int)hash);
    }
}
