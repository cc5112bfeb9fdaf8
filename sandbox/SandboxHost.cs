using TeamsEmailBot.Sandbox.Clock;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox;

/// <summary>The sandbox as a person starts it: the tenant of world.json with the page, on a clock that can be moved on.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    /// <summary>Port of the page and of all simulated services.</summary>
    public const int DefaultPort = 5180;

    private SandboxHost(SimulatedTenant tenant, SandboxClock clock)
    {
        Tenant = tenant;
        Clock = clock;
    }

    public SimulatedTenant Tenant { get; }

    /// <summary>The clock of the tenant; the bot in the same process takes the same one.</summary>
    public SandboxClock Clock { get; }

    /// <summary>Starts the tenant; a bot is told by <see cref="ConnectBotAsync"/>.</summary>
    /// <param name="port">0 takes a free one.</param>
    public static async Task<SandboxHost> StartAsync(int port = DefaultPort, CancellationToken cancellation = default)
    {
        var clock = SandboxClock.Flowing();
        var tenant = await SimulatedTenant.StartAsync(
            new TenantOptions { Port = port, Clock = clock, World = World.Contoso(), PageFolder = FindPage() }, cancellation);
        return new SandboxHost(tenant, clock);
    }

    /// <summary>Says where the bot listens and sends it the installations of those who have the app.</summary>
    public Task ConnectBotAsync(Uri botUrl, CancellationToken cancellation = default)
    {
        Tenant.BotUrl = botUrl;
        return Tenant.Teams.AnnounceInstallationsAsync(cancellation);
    }

    public ValueTask DisposeAsync() => Tenant.DisposeAsync();

    /// <summary>The page's folder in the source tree, so that an edit shows at once; else the copy beside the program.</summary>
    private static string? FindPage()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var page = Path.Combine(folder.FullName, "sandbox", "page");
            if (File.Exists(Path.Combine(page, "index.html")))
                return page;
        }

        var copy = Path.Combine(AppContext.BaseDirectory, "page");
        return Directory.Exists(copy) ? copy : null;
    }
}
