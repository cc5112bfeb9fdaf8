using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Sandbox;
using TeamsEmailBot.Sandbox.Auth;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Tests.Support;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;

namespace TeamsEmailBot.Tests.Access;

/// <summary>The permission check over real HTTP against the simulated tenant, with tokens, on a clock that stands still.</summary>
internal sealed class AccessRig : IConfigurationSource, IAsyncDisposable
{
    public const string Help = "help@contoso.example";
    public const string Megan = "meganb@contoso.example";

    public static readonly string[] Everything = ["Mail.ReadWrite", "Mail.Send", "User.Read.All", "Presence.Read.All"];

    /// <summary>What stays in Entra when Exchange grants the mail permissions.</summary>
    public static readonly string[] Directory = ["User.Read.All", "Presence.Read.All"];

    private readonly ServiceProvider services;
    private readonly RecordedLog log = new();

    private AccessRig(SimulatedTenant tenant, ManualClock clock, Func<TokenCredential> credential, IReadOnlyDictionary<string, string?> settings)
    {
        (Tenant, Clock) = (tenant, clock);
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Graph:BaseUrl"] = tenant.GraphUrl, ["Graph:TenantId"] = tenant.World.TenantId, ["Graph:ClientId"] = tenant.World.AppId,
            ["Graph:Credential"] = "ClientSecret", ["Graph:ClientSecret"] = "sandbox-secret",
        }).AddInMemoryCollection(settings).Build());
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddSingleton<IEntityStore>(Store);
        collection.AddSingleton<MailboxTable>();
        collection.AddSingleton<IConfigurationSource>(this);
        collection.AddSingleton(_ => new GraphPipeline(new Uri(tenant.GraphUrl), credential, clock));
        collection.AddLogging(logging => logging.AddProvider(log));
        collection.AddGraph();
        collection.AddAccess();
        services = collection.BuildServiceProvider();
    }

    public SimulatedTenant Tenant { get; }

    public ManualClock Clock { get; }

    public InMemoryEntityStore Store { get; } = new();

    public Configuration Current { get; private set; } = Configuration.Empty;

    public AccessCheck Check => services.GetRequiredService<AccessCheck>();

    public ConsentDesk Consents => new(Store, Probe, new AccessAddresses(new Uri("https://bot.example/api/consent/callback")), Clock);

    public RoundTrip Trip => services.GetRequiredService<RoundTrip>();

    public SenderProof Proof => services.GetRequiredService<SenderProof>();

    public IAccessProbe Probe => services.GetRequiredService<IAccessProbe>();

    public IAppInstallation Apps => services.GetRequiredService<IAppInstallation>();

    public MailboxTable Mailboxes => services.GetRequiredService<MailboxTable>();

    public string Log => log.ToString();

    public static CancellationToken Never => CancellationToken.None;

    /// <param name="consented">What is consented to in Entra.</param>
    public static async Task<AccessRig> StartAsync(
        IReadOnlyList<string> consented, Func<TenantOptions, TenantOptions>? change = null, string secret = SandboxTokens.Secret, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var clock = new ManualClock();
        var options = new TenantOptions { World = World.Contoso(), Clock = clock, RequireTokens = true, Consented = consented };
        var tenant = await SimulatedTenant.StartAsync(change?.Invoke(options) ?? options);
        return new AccessRig(tenant, clock, () => new SandboxCredential(tenant, secret), settings ?? new Dictionary<string, string?>());
    }

    /// <summary>Configures a mailbox of the tenant.</summary>
    public AccessRig Configure(string address = Help)
    {
        var mailbox = Tenant.World.Mailboxes.Single(one => one.Address == address);
        Current = Current with
        {
            Mailboxes = [.. Current.Mailboxes, new Mailbox { Id = new MailboxId(mailbox.Id), Name = mailbox.Name, Unit = new UnitId("u"), UserPrincipalName = address }],
        };
        return this;
    }

    public Task<AccessReport> ReportAsync(AccessQuestion? question = null) => Check.CheckAsync(question ?? new AccessQuestion(), Never);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Tenant.DisposeAsync();
        log.Dispose();
    }
}
