using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Subscriptions;
using TeamsEmailBot.Tests.Simulation.Clockwork;
using TeamsEmailBot.Tests.Administration;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Simulation.Day;

/// <summary>
/// One day: mail arrives by chance, the whole engine takes it in and distributes it, people work. It runs on one thread and a virtual clock; the seed decides everything.
/// </summary>
internal sealed class DayRun : IHostApplicationLifetime, IConfigurationSource
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Subscriptions stand and everybody is on duty before the first mail comes; on the large day that takes a while.</summary>
    private TimeSpan Opening => Longer(TimeSpan.FromMinutes(5), 2 * Plan.Beat);

    private readonly SimTrace trace = new();
    private readonly SimScheduler scheduler;
    private readonly SimContext world;
    private readonly SimContext engine;
    private readonly Random arrivals;
    private readonly ServiceProvider services;
    private readonly DayEvents events;
    private readonly Dictionary<TaskKey, DayMail> byTask = [];
    private readonly List<string> violations = [];
    private DateTimeOffset moved;
    private int names;
    private int ended;

    public DayRun(DayPlan plan)
    {
        Plan = plan;
        Current = DayTenant.For(plan);
        arrivals = plan.Chance("arrivals");
        scheduler = new SimScheduler(plan.Chance("schedule"), Morning, trace);
        trace.Clock = () => scheduler.Now;
        moved = scheduler.Now;
        (world, engine) = (new SimContext(scheduler), new SimContext(scheduler));
        var clock = new SimClock(scheduler, engine, TimeSpan.Zero);
        Exchange = new DayExchange(clock);
        People = new DayPeople(this);
        Checks = new DayChecks(this);
        events = new DayEvents(this);
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(plan.Chance("engine"))
            .AddSingleton<NewId>(() => $"{++names}")
            .AddSingleton<ILoggerFactory>(new DayLog(this))
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton<IHostApplicationLifetime>(this)
            .AddSingleton<IConfigurationSource>(this)
            .AddSingleton<IEntityStore>(provider => new SignallingEntityStore(plan is { IsChecked: true, IsRepeated: false } ? Checks : Store, provider.GetRequiredService<JobSignal>()))
            .AddSingleton<IAgentDesk>(People)
            .AddSingleton<IAlertDesk>(People)
            .AddSingleton<IMailReader>(Exchange)
            .AddSingleton<IMailFolders>(Exchange)
            .AddSingleton<IReplySender>(Exchange)
            .AddSingleton<ISentItems>(Exchange)
            .AddSingleton<IMailCensus>(Exchange)
            .AddSingleton<ISubscriptions>(Exchange)
            .AddSingleton<IPresence>(Exchange)
            .AddSingleton(new EngineOptions
            {
                Addresses = new NotificationAddresses(new Uri("https://bot.example/n"), new Uri("https://bot.example/l")),
                Beat = plan.Beat,
                ReconcileInterval = Longer(plan.Beat, TimeSpan.FromMinutes(2)),
            })
            .AddSingleton(new JobOptions { SoleProcess = true, PollInterval = Longer(plan.Beat, TimeSpan.FromSeconds(15)) })
            .AddSingleton<IDirectory>(new DirectoryFake())
            .AddEmailEngine()
            .BuildServiceProvider();
    }

    public DayPlan Plan { get; }

    public DayPeople People { get; }

    public DayChecks Checks { get; }

    public DayExchange Exchange { get; }

    public InMemoryEntityStore Store { get; } = new();

    public Configuration Current { get; private set; }

    /// <summary>All mails, in the order in which they arrived.</summary>
    public List<DayMail> Mails { get; } = [];

    public IReadOnlyList<string> Violations => violations;

    /// <summary>When the first mail could come.</summary>
    public DateTimeOffset Opened => Morning + Opening;

    public DateTimeOffset Now => scheduler.Now;

    public long Steps => scheduler.Steps;

    /// <summary>Differs when anything was decided otherwise: who took which mail when, and every choice of the scheduler.</summary>
    public string Hash => trace.Hash;

    public CancellationToken ApplicationStarted => new(canceled: true);

    public CancellationToken ApplicationStopping => default;

    public CancellationToken ApplicationStopped => default;

    public async Task RunAsync()
    {
        Begin(async () =>
        {
            foreach (var service in services.GetServices<IHostedService>())
                await service.StartAsync(default);
        });
        for (var agent = 0; agent < Plan.Agents; agent++)
        {
            var id = DayTenant.Agent(agent);
            After(TimeSpan.FromMinutes(1) + TimeSpan.FromMilliseconds(agent * 50), bench => bench.SetDutyAsync(id, true, default), _ => { });
        }

        world.BeginLater(Opening + NextArrival(), Arrive);
        if (Plan.IsChecked)
            world.BeginLater(Opening, events.Begin);
        await scheduler.RunAsync(() => ended == Plan.Mails && Exchange.Lying == 0 || Now - moved > Patience);
        if (ended < Plan.Mails)
            Violation($"I12: {Plan.Mails - ended} mails were never finished");
        else if (Plan.IsChecked)
            Checks.AtEnd();
    }

    /// <summary>An administrator changes something.</summary>
    public void Change(Func<Configuration, Configuration> change)
    {
        Checks.Pass();
        var changed = change(Current);
        Current = changed with { Revision = changed.Revision + 1 };
        services.GetRequiredService<EngineBell>().Ring();
    }

    /// <summary>Something happens in the world after a while.</summary>
    public void Later(TimeSpan delay, Action what) => world.BeginLater(delay, what);

    /// <summary>Somebody acts after a while; <paramref name="done"/> sees the outcome.</summary>
    public void After<T>(TimeSpan delay, Func<IAgentWorkbench, Task<T>> act, Action<T> done) =>
        engine.BeginLater(delay, () => Guard(async () => done(await act(services.GetRequiredService<IAgentWorkbench>()))));

    public void Taken(TaskKey task, AgentId agent)
    {
        moved = Now;
        byTask[task].Taken = Now;
        trace.Fold($"{Now.UtcTicks} {task.Id} {agent}");
    }

    public void Ended(TaskKey task)
    {
        // Who was sent away and has it again may press for what he had before: what was carried out is said to be done.
        if (!byTask.Remove(task, out var mail))
            return;
        mail.Ended = moved = Now;
        ended++;
    }

    public void Violation(string what)
    {
        if (violations.Count < 20)
            violations.Add(what);
    }

    public void StopApplication() => throw new NotSupportedException("The engine never stops its host.");

    // When nobody takes or ends anything for so long nobody ever will.
    private TimeSpan Patience => TimeSpan.FromHours(2) + (50 * Plan.Handling);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private TimeSpan NextArrival() => arrivals.Exponential(TimeSpan.FromSeconds(1 / Plan.Rate));

    private void Arrive()
    {
        var (number, service) = (Mails.Count, arrivals.Next(Plan.Services));
        var mail = new DayMail(service, Now);
        Mails.Add(mail);
        moved = Now;
        byTask[new TaskKey(DayTenant.Service(service), TaskId.For(DayTenant.Mailbox(service), DayExchange.Message(number)))] = mail;
        var subject = $"Question {number}{(Plan.IsMixed ? Wish() : "")}";
        if (Exchange.Deliver(service, number, subject) is not { } notification)
            throw new InvalidOperationException("The engine has not subscribed in time.");
        Begin(() => services.GetRequiredService<NotificationIntake>().TakeAsync(notification, default));
        if (Mails.Count < Plan.Mails)
            world.BeginLater(NextArrival(), Arrive);
    }

    private string Wish() => arrivals.Next(10) switch { 0 => ", urgent", 1 => " about Billing", 2 => " in French", 3 => " about Returns", _ => "" };

    private void Begin(Func<Task> body) => engine.Begin(() => Guard(body));

    private async void Guard(Func<Task> body)
    {
        try
        {
            await body();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Violation(exception.ToString());
        }
    }
}
