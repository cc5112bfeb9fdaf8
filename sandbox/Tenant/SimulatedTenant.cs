using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TeamsEmailBot.Sandbox.Auth;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Sandbox.Control;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Sandbox.Graph;
using TeamsEmailBot.Sandbox.Graph.Messages;
using TeamsEmailBot.Sandbox.Graph.Subscriptions;
using TeamsEmailBot.Sandbox.Http;
using TeamsEmailBot.Sandbox.Wire;

namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>
/// A simulated Microsoft 365 tenant on loopback: Graph below /v1.0, the Bot Connector below /connector, tokens, the control API and the page.
/// <see cref="Mail"/> and <see cref="Teams"/> do what people do, <see cref="Wait"/> waits for what the bot does.
/// </summary>
public sealed class SimulatedTenant : IAsyncDisposable
{
    private readonly TenantState state;
    private readonly OutboundHttp http;
    private readonly Notifier notifier;
    private readonly MailboxGate gate;
    private readonly WebApplication app;

    private SimulatedTenant(TenantOptions options)
    {
        state = new TenantState(options);
        http = new OutboundHttp(state);
        notifier = new Notifier(state, http);
        gate = new MailboxGate(state);
        Mail = new MailActs(state, gate);
        var teams = new TeamsClient(state, http);
        Teams = new TeamsActs(state, teams);
        // Teams does not wait for the bot before it answers Graph.
        state.AppInstalled = person => _ = state.BotUrl is null ? null : teams.InstallAsync(person, CancellationToken.None);
        Service = new ServiceActs(state, notifier);
        Admin = new AdminActs(state);
        Wait = new Waits(state, Mail, notifier);
        state.Exchange.Changed += notifier.OnChange;
        Events = new TenantEvents(state);
        app = Build(options);
    }

    /// <summary>Base address without a slash at the end, for example http://127.0.0.1:5000.</summary>
    public string Address => state.Address;

    /// <summary>The bot's setting Graph:BaseUrl.</summary>
    public string GraphUrl => $"{Address}/v1.0";

    /// <summary>The service URL of all activities.</summary>
    public string ServiceUrl => state.ServiceUrl;

    /// <summary>Where activities are posted to; set it when the bot has started.</summary>
    public Uri? BotUrl
    {
        get => state.BotUrl;
        set => state.BotUrl = value;
    }

    public World World => state.World;

    public TimeProvider Clock => state.Clock;

    public FaultBook Faults => state.Faults;

    public WireLog Wire => state.Wire;

    public IReadOnlyList<Person> People => state.People;

    /// <summary>Customers write, people tidy up in Outlook; and what lies where.</summary>
    public MailActs Mail { get; }

    /// <summary>People type and click in Teams; and what stands in their chats.</summary>
    public TeamsActs Teams { get; }

    /// <summary>What Microsoft's side does to subscriptions and tokens.</summary>
    public ServiceActs Service { get; }

    /// <summary>What administrators of Entra and Exchange grant to the app.</summary>
    public AdminActs Admin { get; }

    /// <summary>Waits for what the bot does.</summary>
    public Waits Wait { get; }

    internal TenantEvents Events { get; }

    internal TenantState State => state;

    internal MailboxGate Gate => gate;

    /// <summary>Starts listening on loopback.</summary>
    public static async Task<SimulatedTenant> StartAsync(TenantOptions options, CancellationToken cancellation = default)
    {
        var tenant = new SimulatedTenant(options);
        await tenant.app.StartAsync(cancellation);
        var addresses = tenant.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        tenant.state.Address = addresses!.Addresses.First().TrimEnd('/');
        return tenant;
    }

    public async ValueTask DisposeAsync()
    {
        notifier.Dispose();
        Events.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        http.Dispose();
        state.Tokens.Dispose();
    }

    private WebApplication Build(TenantOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            // The services have limits of their own with answers of their own.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var web = builder.Build();
        var roles = new RoleCheck(state);
        var handshake = new Handshake(state, http);
        var graph = new GraphEndpoint(state, new GraphRoutes(state, new SubscriptionRoutes(state, gate, handshake, roles)), gate, roles);
        var connector = new ConnectorEndpoint(state);
        web.MapWhen(context => context.Request.Path.StartsWithSegments("/v1.0"), branch => branch.Run(graph.HandleAsync));
        web.MapWhen(context => context.Request.Path.StartsWithSegments(UploadRoutes.Prefix), branch => branch.Run(new UploadEndpoint(state).HandleAsync));
        web.MapWhen(context => context.Request.Path.StartsWithSegments("/connector"), branch => branch.Run(connector.HandleAsync));
        web.MapTokens(state);
        web.MapConsent(state);
        web.MapControl(this);
        if (options.PageFolder is { } folder)
            web.MapPage(folder);
        return web;
    }
}
