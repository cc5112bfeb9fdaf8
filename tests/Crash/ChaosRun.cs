using System.Diagnostics;
using TeamsEmailBot.Sandbox;
using TeamsEmailBot.Sandbox.Clock;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>
/// A working day at a bad address: real bot processes against the simulated tenant in this process, customers writing, agents acting, and the processes killed
/// and restarted at random. When the customers stop and the killing ends, the rest is worked off and everything is audited from outside.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    /// <summary>When nothing went over the wire for this long, the clock moves on: only the pace of the run depends on it, never its outcome.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(6);

    private readonly ChaosPlan plan;
    private readonly ChaosStore store;
    private readonly Random chance;
    private readonly SandboxClock clock = SandboxClock.Flowing();
    private readonly ChaosRecord record = new();
    private readonly ChaosWorld world;
    private readonly SimulatedTenant tenant;
    private readonly Traffic traffic;
    private readonly Customers customers;
    private readonly List<SimulatedAgent> agents;
    private readonly Stopwatch took = Stopwatch.StartNew();
    private readonly TempFolder folder;
    private List<BotRunner> bots = [];
    private Action<string>? tell;
    private int kills;
    private bool isPaused;
    private TimeSpan timeToBalance;

    private ChaosRun(ChaosPlan plan, ChaosStore store, TempFolder folder, ChaosWorld world, SimulatedTenant tenant)
    {
        (this.plan, this.store, this.folder, this.world, this.tenant) = (plan, store, folder, world, tenant);
        clock = (SandboxClock)tenant.Clock;
        chance = new Random(plan.Seed);
        traffic = new Traffic(tenant.Wire);
        customers = new Customers(tenant, plan, record, new Random(chance.Next()));
        agents = [.. tenant.People.Select(person => new SimulatedAgent(tenant, record, person, new Random(chance.Next())))];
    }

    private bool IsGoingOn => kills < plan.Kills || record.Letters.Count < plan.Mails;

    /// <summary>Runs the plan on a SQLite file with one process.</summary>
    /// <param name="tell">Is told how it goes.</param>
    public static async Task<ChaosReport> OnSqliteAsync(ChaosPlan plan, Action<string>? tell = null)
    {
        using var folder = new TempFolder();
        return await RunAsync(plan, ChaosStore.Sqlite(folder.File("bot.db")), folder, tell);
    }

    /// <summary>Runs the plan on a table of an Azurite of its own.</summary>
    public static async Task<ChaosReport> OnAzuriteAsync(ChaosPlan plan, Action<string>? tell = null)
    {
        using var folder = new TempFolder();
        await using var azurite = await AzuriteProcess.StartAsync();
        return await RunAsync(plan, ChaosStore.Azurite(azurite, AzuriteProcess.NewTable()), folder, tell);
    }

    private static async Task<ChaosReport> RunAsync(ChaosPlan plan, ChaosStore store, TempFolder folder, Action<string>? tell)
    {
        var world = new ChaosWorld(plan);
        await using var tenant = await SimulatedTenant.StartAsync(new TenantOptions { Clock = SandboxClock.Flowing(), World = world.World, Seed = plan.Seed });
        await using var run = new ChaosRun(plan, store, folder, world, tenant) { tell = tell };
        using var limit = new CancellationTokenSource(plan.Limit);
        return await run.RunAsync(limit.Token);
    }

    private async Task<ChaosReport> RunAsync(CancellationToken cancellation)
    {
        await using var door = await FrontDoor.OpenAsync(() => [.. bots.Select(bot => bot.Address).OfType<Uri>()], cancellation);
        tenant.BotUrl = door.Url;
        var setup = folder.File("setup.json");
        await world.WriteSetupAsync(setup, cancellation);
        bots = [.. Enumerable.Range(0, plan.Processes).Select(_ => new BotRunner(clock, SettingsOf(door.Url, setup)))];
        bots.ForEach(bot => bot.Start());
        await Task.WhenAll(bots.Select(bot => bot.ListeningAsync(cancellation)));
        await tenant.Teams.AnnounceInstallationsAsync(cancellation);

        // What comes before the subscription is not the bot's (I2).
        foreach (var mailbox in tenant.World.Mailboxes)
            await tenant.Wait.ForSubscriptionAsync(mailbox.Id, cancellation);

        using var atRest = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var background = agents.ConvertAll(agent => Task.WhenAll(agent.WorkAsync(atRest.Token), agent.LookAfterTasksAsync(atRest.Token))).Append(PassTimeAsync(atRest.Token)).ToList();
        var unfinished = await FirstOfAsync(DayAsync(cancellation), background);
        await atRest.CancelAsync();
        await Task.WhenAll(background.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        foreach (var bot in bots)
            await bot.KillAsync();
        Tell("the audit begins");
        var audit = await AuditAsync();
        return new ChaosReport(
            plan.Seed, kills, bots.Sum(bot => bot.Starts), record.Letters.Count, unfinished is null ? audit : audit with { Findings = [unfinished, .. audit.Findings] },
            took.Elapsed, clock.Offset + took.Elapsed, timeToBalance, [.. bots.SelectMany(bot => bot.Output)]);
    }

    /// <summary>Null when the day came to its end; else what was still missing when the time was over.</summary>
    private async Task<string?> DayAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAll(
            [
                customers.WriteAsync(() => IsGoingOn, cancellation), TroubleNeighboursAsync(cancellation),
                .. bots.Select(bot => KillAsync(bot, new Random(chance.Next()), cancellation)),
            ]);
            Tell("the customers stopped");
            agents.ForEach(agent => agent.Diligent = true);
            var from = clock.GetUtcNow();
            while (customers.UnderWay > 0 && clock.GetUtcNow() < from + Patience)
                await Task.Delay(Quiet / 4, TimeProvider.System, cancellation);
            timeToBalance = clock.GetUtcNow() - from;
            if (customers.UnderWay > 0)
                return $"{customers.UnderWay} mails are not filed {Patience} after the last kill.";
            Tell("every mail is filed");

            // What is left behind, such as drafts of lost presses, is cleaned up after some minutes.
            for (var rest = clock.GetUtcNow() + Rest; clock.GetUtcNow() < rest;)
                await Task.Delay(Quiet, TimeProvider.System, cancellation);
            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return $"After {plan.Limit} {customers.UnderWay} mails are not filed.";
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in bots)
            await bot.DisposeAsync();
        agents.ForEach(agent => agent.Dispose());
        customers.Dispose();
        traffic.Dispose();
    }

    private Dictionary<string, string?> SettingsOf(Uri door, string setup)
    {
        var usual = SandboxBot.Settings(tenant, door, "", setup).Where(setting => !setting.Key.StartsWith("Storage:", StringComparison.Ordinal));
        return new Dictionary<string, string?>(usual.Concat(store.Settings)) { ["Urls"] = "http://127.0.0.1:0" };
    }

    /// <summary>Kills in the middle of the work, sometimes in the middle of the start; the time until the next start is anything up to a minute and a half.</summary>
    private async Task KillAsync(BotRunner bot, Random luck, CancellationToken cancellation)
    {
        while (IsGoingOn)
        {
            var startUp = luck.Next(6) == 0;
            if (!startUp)
            {
                await bot.ListeningAsync(cancellation);
                await traffic.PassAsync(luck.Next(1, plan.RequestsBetweenKills + 1), cancellation);
                await traffic.ForSomeKindAsync(plan.RequestsBetweenKills, luck, cancellation);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(luck.Next(startUp ? 1200 : 8)), TimeProvider.System, cancellation);
            if (!IsGoingOn)
                break;
            await bot.KillAsync();
            Tell($"kill {Interlocked.Increment(ref kills)}");
            if (luck.Next(3) == 0)
                Pass(TimeSpan.FromSeconds(luck.Next(1, 90)));
            bot.Start();
        }

        await bot.ListeningAsync(cancellation);
    }

    /// <summary>Halfway through, the store stands still, and later Graph has enough of us.</summary>
    private async Task TroubleNeighboursAsync(CancellationToken cancellation)
    {
        await ReachedAsync(1, 3);
        if (plan.StorePause > TimeSpan.Zero)
        {
            Tell("the store stands still");
            isPaused = true;
            await store.PauseAsync(plan.StorePause, cancellation);
            isPaused = false;
            Tell("the store goes on");
        }

        await ReachedAsync(1, 2);
        if (plan.GraphThrottled > TimeSpan.Zero)
        {
            Tell("Graph throttles");
            tenant.Faults.GraphThrottled = true;
            await Task.Delay(plan.GraphThrottled, clock, cancellation);
            tenant.Faults.GraphThrottled = false;
            Tell("Graph answers again");
        }

        Task ReachedAsync(int part, int of) =>
            tenant.Wait.UntilAsync(() => record.Letters.Count * of >= plan.Mails * part || !IsGoingOn ? this : null, cancellation);
    }

    private void Tell(string what) =>
        tell?.Invoke($"{took.Elapsed:mm\\:ss} (clock {clock.Offset + took.Elapsed:hh\\:mm\\:ss}) {what}: {record.Letters.Count} mails, {customers.UnderWay} under way");

    private async Task PassTimeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var before = traffic.Answered;
            await Task.Delay(Quiet, TimeProvider.System, cancellation);
            bots.ForEach(bot => bot.ThrowIfEnded());
            if (traffic.Answered == before && bots.TrueForAll(bot => bot.Address is not null) && !isPaused)
                Pass(Step);
        }
    }

    private void Pass(TimeSpan time)
    {
        bots.ForEach(bot => bot.Advance(time));
        clock.Advance(time);
    }

    private async Task<AuditResult> AuditAsync()
    {
        var opened = store.Open();
        using var disposable = opened as IDisposable;
        return await new ChaosAudit(tenant, opened, record, world.Services).RunAsync(CancellationToken.None);
    }

    // What runs beside must not die unseen.
    private static async Task<T> FirstOfAsync<T>(Task<T> work, IEnumerable<Task> background)
    {
        await await Task.WhenAny([work, .. background]);
        return await work;
    }
}
