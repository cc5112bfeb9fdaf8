using System.Net;
using System.Net.Sockets;
using TeamsEmailBot.Bot;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox;

/// <summary>The real bot beside the simulated tenant, in the same process and on the same clock, and yet over HTTP only: as at a customer's, but for the addresses.</summary>
public sealed class SandboxBot : IAsyncDisposable
{
    private readonly WebApplication app;

    private SandboxBot(WebApplication app, Uri url) => (this.app, Url) = (app, url);

    /// <summary>Where the bot listens.</summary>
    public Uri Url { get; }

    /// <summary>The bot's services, for tests that look inside.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts the bot for the tenant and tells the tenant where it is.</summary>
    /// <param name="database">The bot's database file; kept, so that a second bot can go on where the first one stopped.</param>
    /// <param name="setup">Configuration document for the first start; null: nothing is configured then.</param>
    /// <param name="settings">Further settings, or others than the usual ones.</param>
    /// <param name="customize">Changes to the host before it is built.</param>
    public static async Task<SandboxBot> StartAsync(
        SimulatedTenant tenant,
        string database,
        string? setup,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? customize = null,
        CancellationToken cancellation = default)
    {
        var url = FreeAddress();
        var app = BotHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings(tenant, url, database, setup));
            if (tenant.State.Options.RequireTokens)
                SandboxTokens.Use(builder, tenant);
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.AddSingleton(tenant.Clock);
            customize?.Invoke(builder);
        });
        var bot = new SandboxBot(app, url);
        try
        {
            tenant.BotUrl = url;
            await app.StartAsync(cancellation);
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>The settings of a bot whose only peer is the tenant on this machine.</summary>
    public static IReadOnlyDictionary<string, string?> Settings(SimulatedTenant tenant, Uri url, string database, string? setup) => new Dictionary<string, string?>
    {
        ["Urls"] = url.AbsoluteUri,
        ["Bot:AppType"] = "None",
        ["Bot:AppId"] = tenant.World.AppId,
        ["Bot:AppTenantId"] = tenant.World.TenantId,
        ["Bot:PublicUrl"] = url.AbsoluteUri,
        ["Graph:BaseUrl"] = tenant.GraphUrl,
        ["Graph:AuthorityHost"] = tenant.Address,
        ["Graph:Credential"] = "None",
        ["Graph:TenantId"] = tenant.World.TenantId,
        ["Graph:ClientId"] = tenant.World.AppId,
        ["Graph:NotificationUrl"] = url.AbsoluteUri,
        ["Storage:Kind"] = "Sqlite",
        ["Storage:Path"] = database,
        ["Setup:File"] = setup,
    };

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    // Graph and Teams must be told the address before the bot listens, so a port is chosen beforehand.
    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }
}
