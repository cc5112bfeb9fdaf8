using TeamsEmailBot.Sandbox.Clock;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox;

/// <summary>The sandbox as a person starts it: the tenant of world.json with the page, on a clock that can be moved on.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    /// <summary>Port of the page and of all simulated services.</summary>
    public const int DefaultPort = 5180;

    // What a person wants to read is on the page; here only what went wrong.
    private static readonly Dictionary<string, string?> Quiet = new() { ["Logging:LogLevel:Default"] = "Warning" };

    // The simulated mailboxes begin anew at every start, and so does the bot.
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("teams-email-bot-sandbox-");

    private SandboxHost(SimulatedTenant tenant, SandboxClock clock)
    {
        Tenant = tenant;
        Clock = clock;
    }

    public SimulatedTenant Tenant { get; }

    /// <summary>The clock of the tenant; the bot in the same process takes the same one.</summary>
    public SandboxClock Clock { get; }

    /// <summary>Starts the tenant; a bot is told by <see cref="StartBotAsync"/>.</summary>
    /// <param name="port">0 takes a free one.</param>
    public static async Task<SandboxHost> StartAsync(int port = DefaultPort, CancellationToken cancellation = default)
    {
        var clock = SandboxClock.Flowing();
        var tenant = await SimulatedTenant.StartAsync(
            new TenantOptions { Port = port, Clock = clock, World = World.Contoso(), PageFolder = FindPage() }, cancellation);
        return new SandboxHost(tenant, clock);
    }

    /// <summary>Starts the real bot with the sandbox's configuration, lets everybody install it, and sets the first two agents on duty, so that a mail finds somebody.</summary>
    public async Task<SandboxBot> StartBotAsync(CancellationToken cancellation = default)
    {
        var bot = await SandboxBot.StartAsync(Tenant, Path.Combine(data.FullName, "bot.db"), Beside("setup.json"), Quiet, cancellation: cancellation);
        await Tenant.Teams.AnnounceInstallationsAsync(cancellation);
        foreach (var agent in Tenant.World.People.Where(person => person.Role == "agent").Take(2))
            await Tenant.Teams.SayAsync(agent.Id, "on duty", cancellation);
        return bot;
    }

    public async ValueTask DisposeAsync()
    {
        await Tenant.DisposeAsync();
        data.Delete(recursive: true);
    }

    /// <summary>A file that is copied beside the program.</summary>
    internal static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

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
