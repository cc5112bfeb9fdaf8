using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Sandbox.Clock;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox;

/// <summary>The sandbox as a person starts it: the tenant of world.json with the page, on a clock that can be moved on.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    /// <summary>Port of the page and of all simulated services.</summary>
    public const int DefaultPort = 5180;

    // What the app registration lists: all that the bot can make use of.
    private static readonly string[] Registered = [.. PermissionNeed.All.Select(need => need.Role).OfType<string>()];

    // The simulated mailboxes begin anew at every start, and so does the bot.
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("teams-email-bot-sandbox-");

    private readonly bool isEmpty;

    private SandboxHost(SimulatedTenant tenant, SandboxClock clock, bool isEmpty)
    {
        Tenant = tenant;
        Clock = clock;
        this.isEmpty = isEmpty;
    }

    public SimulatedTenant Tenant { get; }

    /// <summary>The clock of the tenant; the bot in the same process takes the same one.</summary>
    public SandboxClock Clock { get; }

    /// <summary>Starts the tenant; a bot is told by <see cref="StartBotAsync"/>.</summary>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="isEmpty">True: nothing is set up, and permissions count, of which none is granted.</param>
    public static async Task<SandboxHost> StartAsync(int port = DefaultPort, bool isEmpty = false, CancellationToken cancellation = default)
    {
        var clock = SandboxClock.Flowing();
        var options = new TenantOptions { Port = port, Clock = clock, World = World.Contoso(), PageFolder = FindPage() };
        var tenant = await SimulatedTenant.StartAsync(isEmpty ? options with { RequireTokens = true, Requested = Registered, Consented = [] } : options, cancellation);
        return new SandboxHost(tenant, clock, isEmpty);
    }

    /// <summary>
    /// Starts the real bot and lets everybody install it. Where something is set up, that is the sandbox's configuration, and the first two agents go on duty, so that a
    /// mail finds somebody; in an empty tenant all that there is is the administrator's name in the settings.
    /// </summary>
    public async Task<SandboxBot> StartBotAsync(CancellationToken cancellation = default)
    {
        var bot = await SandboxBot.StartAsync(Tenant, Path.Combine(data.FullName, "bot.db"), isEmpty ? null : Beside("setup.json"), Settings(), cancellation: cancellation);
        await Tenant.Teams.AnnounceInstallationsAsync(cancellation);
        foreach (var agent in Tenant.World.People.Where(person => person.Role == "agent").Take(isEmpty ? 0 : 2))
            await Tenant.Teams.SayAsync(agent.Id, "on duty", cancellation);
        return bot;
    }

    public async ValueTask DisposeAsync()
    {
        await Tenant.DisposeAsync();
        data.Delete(recursive: true);
    }

    private Dictionary<string, string?> Settings()
    {
        // What a person wants to read is on the page; here only what went wrong.
        var settings = new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Warning" };
        if (isEmpty)
            settings["Bot:Admins:0"] = Tenant.World.People.First(person => person.Role == "administrator").Id;
        return settings;
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
