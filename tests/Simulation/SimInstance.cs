using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Subscriptions;
using TeamsEmailBot.Tests.Simulation.Clockwork;
using TeamsEmailBot.Tests.Simulation.World;

namespace TeamsEmailBot.Tests.Simulation;

/// <summary>One process: the real engine with the real Graph edge, on simulated time, wire, store and desk. Killing it is all there is to its end.</summary>
internal sealed class SimInstance : IHostApplicationLifetime, IConfigurationSource
{
    private static readonly Uri Root = new("https://graph.example/v1.0/");
    private readonly SimWorld world;
    private readonly SimContext context;
    private readonly ServiceProvider services;
    private int names;

    public SimInstance(SimWorld world, string name, TimeSpan skew)
    {
        (this.world, Name, context) = (world, name, new SimContext(world.Scheduler));
        Current = world.Configuration;
        var clock = new SimClock(world.Scheduler, context, skew);
        var chance = world.Plan.Chance($"engine/{name}");
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(chance)
            .AddSingleton<NewId>(() => $"{name}-{++names}")
            .AddSingleton<ILoggerFactory>(new SimLog(world, name))
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton<IHostApplicationLifetime>(this)
            .AddSingleton<IConfigurationSource>(this)
            .AddSingleton<IEntityStore>(provider => new SignallingEntityStore(new SimStore(world, name, context), provider.GetRequiredService<JobSignal>()))
            .AddSingleton<IAgentDesk>(new SimDesk(world, name))
            .AddSingleton<IAlertDesk>(new SimAlertDesk(world))
            .AddSingleton(new GraphPipeline(Root, world.Tokens.Credential, clock, new SimWire(world, name, context)))
            .AddSingleton(new EngineOptions
            {
                Addresses = new NotificationAddresses(new Uri("https://bot.example/n"), new Uri("https://bot.example/l")),
                ReconcileInterval = TimeSpan.FromMinutes(3),
                Beat = TimeSpan.FromSeconds(20),
            })
            .AddSingleton(new JobOptions { SoleProcess = world.Plan.IsSole, PollInterval = TimeSpan.FromSeconds(30) })
            .AddGraph()
            .AddEmailEngine()
            .BuildServiceProvider();
    }

    public string Name { get; }

    public bool IsDead => context.IsDead;

    public Configuration Current { get; private set; }

    /// <summary>Requests are answered from the beginning.</summary>
    public CancellationToken ApplicationStarted => new(canceled: true);

    public CancellationToken ApplicationStopping => default;

    public CancellationToken ApplicationStopped => default;

    /// <summary>Begins its work; the hosted services start one after the other, as a host starts them.</summary>
    public void Start() => Begin(async () =>
    {
        foreach (var service in services.GetServices<IHostedService>())
            await service.StartAsync(default);
    });

    public void Kill()
    {
        context.Kill();
        world.Note(Name, "dies");
    }

    public void Stall(TimeSpan span)
    {
        context.StalledUntil = world.Now + span;
        world.Note(Name, $"stands still for {span.TotalSeconds} s");
    }

    /// <summary>The instance learns of a new configuration when its watch looks.</summary>
    public void Learn(Configuration configuration, TimeSpan delay) => context.BeginLater(delay, () =>
    {
        if (configuration.Revision > Current.Revision)
            Current = configuration;
    });

    /// <summary>Somebody calls; <paramref name="answered"/> runs in the world with the outcome, unless the instance dies over it.</summary>
    public void Call<T>(Func<IServiceProvider, Task<T>> call, Action<T?, Exception?> answered) => Begin(async () =>
    {
        var (result, trouble) = (default(T), default(Exception));
        try
        {
            result = await call(services);
        }
        catch (StoreUnavailableException exception)
        {
            trouble = exception;
        }

        world.Context.Begin(() => answered(result, trouble));
    });

    public void StopApplication() => throw new NotSupportedException("The engine never stops its host.");

    private void Begin(Func<Task> body) => context.Begin(async () =>
    {
        try
        {
            await body();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            world.Violation("exception", $"{Name}: {exception}");
        }
    });
}
