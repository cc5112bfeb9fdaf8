using TeamsEmailBot.Tests.Simulation.Checks;
using TeamsEmailBot.Tests.Simulation.Clockwork;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation;

/// <summary>How a seed ended.</summary>
internal sealed record SimResult(SimPlan Plan, string Hash, IReadOnlyList<string> Violations, IReadOnlyList<string> Trace, long Steps);

/// <summary>One run: the faulty time of the plan, then the good time until everything is at rest, then the checks.</summary>
internal sealed class SimRun
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Longer than anything in the engine waits: an hour of trying to send, a quarter of an hour for an administrator.</summary>
    private static readonly TimeSpan GoodTime = TimeSpan.FromHours(6);

    /// <summary>Every look and every beat comes by once more, to see that rest is rest.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);
    private const long MostSteps = 2_000_000;

    private readonly SimPlan plan;
    private readonly SimTrace trace = new();
    private readonly SimScheduler scheduler;
    private readonly SimWorld world;
    private readonly Random chance;
    private DateTimeOffset? quietSince;
    private DateTimeOffset goodSince = DateTimeOffset.MaxValue;
    private DateTimeOffset nextLook;
    private int started;
    private int countdown = -1;

    private SimRun(SimPlan plan)
    {
        this.plan = plan;
        scheduler = new SimScheduler(plan.Chance("schedule"), Morning, trace) { BeforeStep = BeforeStep };
        trace.Clock = () => scheduler.Now;
        world = new SimWorld(plan, scheduler, trace);
        chance = plan.Chance("fate");
    }

    public static async Task<SimResult> RunAsync(int seed)
    {
        var simulation = new SimRun(new SimPlan(seed));
        simulation.Begin();
        try
        {
            await simulation.scheduler.RunAsync(simulation.IsOver);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            simulation.world.Violation("exception", exception.ToString());
        }

        return new(simulation.plan, simulation.trace.Hash, simulation.world.Violations, simulation.trace.Lines, simulation.scheduler.Steps);
    }

    private void Begin()
    {
        trace.Note("plan", $"seed {plan.Seed}: {plan}");
        new Customers(world).Begin();
        for (var instance = 0; instance < plan.Instances; instance++)
            At(TimeSpan.FromSeconds(instance * chance.NextDouble() * 20), StartInstance);
        foreach (var agent in world.Agents)
            At(TimeSpan.FromSeconds(1 + chance.Next(20)), agent.Begin);
        for (var crash = 0; crash < plan.Crashes; crash++)
            At(Any(), () => countdown = chance.Next(600));
        for (var stall = 0; stall < plan.Stalls; stall++)
            At(Any(), () => world.AnyInstance(chance)?.Stall(TimeSpan.FromSeconds(chance.Next(10, 240))));
        for (var outage = 0; outage < plan.GraphOutages; outage++)
            At(Any(), BreakGraph);
        for (var suspension = 0; suspension < plan.Suspensions; suspension++)
            At(Any(), Suspend);
        if (plan.NotificationFaults > 0)
            At(Any(), world.Graph.Subscriptions.Endanger);
        if (plan.GraphFaults > 0)
            At(Any(), world.Tokens.Revoke);
        if (plan.StoreFaults > 0 && chance.Next(3) == 0)
            At(Any(), BreakStore);
        At(plan.Length, EndFaults);
    }

    private void StartInstance()
    {
        var skew = plan.IsSkewed ? TimeSpan.FromSeconds(chance.Next(3) == 0 ? chance.Next(-45, 45) : chance.Next(-3, 3)) : TimeSpan.Zero;
        var instance = new SimInstance(world, $"i{++started}", skew);
        world.Instances.Add(instance);
        world.Note(instance.Name, $"starts{(skew == TimeSpan.Zero ? "" : $", its clock is off by {skew.TotalSeconds} s")}");
        instance.Start();
    }

    // A crash is planned for a time, and happens some steps later: wherever that is.
    private void BeforeStep()
    {
        if (scheduler.Steps > MostSteps)
            throw new InvalidOperationException("The run does not come to an end.");
        if (countdown < 0 || countdown-- > 0)
            return;
        if (world.AnyInstance(chance) is not { } instance)
            return;
        instance.Kill();
        At(TimeSpan.FromSeconds(chance.Next(3) == 0 ? chance.Next(60) : chance.Next(3)), StartInstance);
    }

    private void BreakGraph()
    {
        var scopes = world.Exchange.Mailboxes.Append("presence").Append("subscriptions").ToList();
        var scope = scopes[chance.Next(scopes.Count)];
        world.SetDown(scope, true);
        At(TimeSpan.FromSeconds(chance.Next(20, 300)), () => world.SetDown(scope, false));
    }

    private void BreakStore()
    {
        world.IsStoreDown = true;
        At(TimeSpan.FromSeconds(chance.Next(3, 60)), () => world.IsStoreDown = false);
    }

    private void Suspend()
    {
        var service = world.Configuration.Services[chance.Next(world.Configuration.Services.Count)].Id.Value;
        world.Note("admin", $"suspends {service}");
        world.Suspend(service, true);
        At(TimeSpan.FromSeconds(chance.Next(30, 400)), () => Resume(service));
    }

    private void Resume(string service)
    {
        if (!world.SuspendedSince.ContainsKey(service))
            return;
        world.Note("admin", $"resumes {service}");
        world.Suspend(service, false);
    }

    private void EndFaults()
    {
        world.Note("world", "from now on everything works");
        world.IsFaulty = false;
        countdown = -1;
        goodSince = world.Now;
        foreach (var service in world.SuspendedSince.Keys.ToList())
            Resume(service);
    }

    // Asked whenever the clock is about to move on.
    private bool IsOver()
    {
        if (world.Now < goodSince || world.Now < nextLook)
            return false;
        nextLook = world.Now + TimeSpan.FromSeconds(10);
        var unfinished = NothingLeft.Unfinished(world, goodSince + TimeSpan.FromMinutes(1)).ToList();
        if (unfinished.Count > 0)
        {
            quietSince = null;
            if (world.Now < goodSince + GoodTime)
                return false;
            foreach (var what in unfinished)
                world.Violation("I12", $"after {GoodTime.TotalHours} good hours {what}");
            return true;
        }

        quietSince ??= world.Now;
        if (world.Now < quietSince + Rest)
            return false;
        world.Watcher.AtQuiet();
        return true;
    }

    private TimeSpan Any() => plan.Length * chance.NextDouble();

    private void At(TimeSpan time, Action what) => world.Context.BeginLater(time, what);
}
