using Microsoft.Extensions.Options;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Desk;
using TeamsEmailBot.Bot.Endpoints;
using TeamsEmailBot.Bot.Hosting;
using TeamsEmailBot.Bot.Metrics;
using TeamsEmailBot.Core;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Edges.AzureTables;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Edges.Sqlite;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Subscriptions;

namespace TeamsEmailBot.Bot;

/// <summary>Puts the bot together: engine, edges, Teams channel, endpoints. Tests and the sandbox start the same host.</summary>
public static class BotHost
{
    /// <summary>Exit code for wrong settings (sysexits.h EX_CONFIG): a supervisor need not try again.</summary>
    private const int WrongSettings = 78;

    /// <summary>Exit code for a store that cannot be opened (sysexits.h EX_IOERR).</summary>
    private const int StoreUnavailable = 74;

    /// <summary>Runs until the process is told to stop. Mistakes in settings or set-up file are printed, all of them, with what to do.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync($"The bot does not start: {refused.Mistakes.Count} mistake(s).");
            foreach (var mistake in refused.Mistakes)
                await Console.Error.WriteLineAsync($"  - {mistake}");
            return WrongSettings;
        }
        catch (StoreUnavailableException unavailable)
        {
            await Console.Error.WriteLineAsync($"The bot does not start: {unavailable.Message} {unavailable.Remedy}");
            return StoreUnavailable;
        }
    }

    /// <summary>The host, not yet started. <paramref name="customize"/> may set settings and register services first (a clock, for example).</summary>
    /// <exception cref="StartRefusedException">Wrong settings.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? customize = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        customize?.Invoke(builder);
        Register(builder.Services, builder.Configuration);
        var app = builder.Build();
        SettingsCheck.Validate(app.Services);
        app.MapActivities();
        app.MapGraph();
        app.MapConsent();
        app.MapExport();
        app.MapHealth();
        app.MapMetrics();
        return app;
    }

    // In the order of a mail's way; what has to be ready before the engine comes first, because hosted services start in the order of registration.
    private static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddStore(configuration);
        services.AddGraph();
        services.AddOptions<SetupFile>().BindConfiguration(SetupFile.Section);
        services.AddHostedService<StartUp>();
        services.AddAdministration();
        services.AddSingleton(provider => EngineSettings(provider.GetRequiredService<IOptions<GraphOptions>>().Value));
        services.AddEmailEngine();
        services.AddMailboxDesk();
        services.AddAccess();
        services.AddEngineCensus();
        services.AddSingleton<MetricsBook>();
        var bot = BotOptionsReader.TryRead(configuration, out var mistakes);
        services.AddBotMistakes(mistakes);
        if (bot is null)
            return;
        services.AddSingleton(new AccessAddresses(new Uri(bot.PublicUrl, ConsentEndpoint.Path)));
        services.AddAccessDesk();
        services.AddTeamsChannel(bot);
        services.AddAgentFace();
    }

    // A kind that nobody knows is told by the check of the section.
    private static void AddStore(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection(StorageOptions.Section).Get<StorageOptions>()?.IsAzureTables == true)
            services.AddAzureTablesStore();
        else
            services.AddSqliteStore();
    }

    private static EngineOptions EngineSettings(GraphOptions graph) => new()
    {
        Addresses = graph is { ChangeNotificationUrl: { } notifications, LifecycleNotificationUrl: { } lifecycle }
            ? new NotificationAddresses(notifications, lifecycle)
            : null,
        ReconcileInterval = graph.ReconcileInterval,
    };
}
