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
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Subscriptions;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Administration;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Engine.Support;

/// <summary>The whole engine on a store in memory, with Exchange, Teams and presence in memory and a clock that stands still. No waiting but for the engine to be idle.</summary>
internal sealed class EngineRig : IAsyncDisposable, IConfigurationSource, IPresence, IAuditNotes
{
    public static readonly MailboxId Mailbox = new("mailbox-help");
    public static readonly ServiceId Help = new("help");
    public static readonly AgentId Megan = new("megan");
    public static readonly AgentId Adele = new("adele");
    public static readonly AgentId Isaiah = new("isaiah");

    private readonly IHost host;
    private int presenceReads;

    private EngineRig(ManualClock clock, InMemoryEntityStore store, FakeExchange exchange, FakeDesk desk, bool isAlone, bool hasAddress)
    {
        (Clock, Store, Exchange, Desk) = (clock, store, exchange, desk);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        builder.Services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(new Random(1))
            .AddSingleton<IEntityStore>(provider => new SignallingEntityStore(store, provider.GetRequiredService<JobSignal>()))
            .AddSingleton<IConfigurationSource>(this)
            .AddSingleton<IPresence>(this)
            .AddSingleton<IAuditNotes>(this)
            .AddSingleton<IMailReader>(exchange)
            .AddSingleton<IMailFolders>(exchange)
            .AddSingleton<IReplySender>(exchange)
            .AddSingleton<ISentItems>(exchange)
            .AddSingleton<IMailCensus>(exchange)
            .AddSingleton<ISubscriptions>(exchange)
            .AddSingleton<IAgentDesk>(desk)
            .AddSingleton<IAlertDesk>(desk)
            .AddSingleton(new EngineOptions
            {
                Addresses = hasAddress ? new NotificationAddresses(new Uri("https://bot.example/n"), new Uri("https://bot.example/l")) : null,
                ReconcileInterval = TimeSpan.FromMinutes(2),
            })
            .PostConfigure<JobOptions>(options => options.SoleProcess = isAlone)
            .AddSingleton<IDirectory>(new DirectoryFake())
            .AddEmailEngine();
        host = builder.Build();
    }

    public ManualClock Clock { get; }

    public InMemoryEntityStore Store { get; }

    public FakeExchange Exchange { get; }

    public FakeDesk Desk { get; }

    public Dictionary<AgentId, PresenceReading> Presence { get; } = [];

    /// <summary>How often Graph was asked for presence.</summary>
    public int PresenceReads => Volatile.Read(ref presenceReads);

    /// <summary>Set when Graph does not tell presence.</summary>
    public Failure? PresenceFault { get; set; }

    public Configuration Current { get; set; } = Configured();

    public IAgentWorkbench Workbench => host.Services.GetRequiredService<IAgentWorkbench>();

    public IConsultDesk Consults => host.Services.GetRequiredService<IConsultDesk>();

    public IReplayDesk Replay => host.Services.GetRequiredService<IReplayDesk>();

    public IWorkflowDesk Flows => host.Services.GetRequiredService<IWorkflowDesk>();

    public IReportDesk Reports => host.Services.GetRequiredService<IReportDesk>();

    public IWhyDesk Whys => host.Services.GetRequiredService<IWhyDesk>();

    public ILedgerDesk Ledger => host.Services.GetRequiredService<ILedgerDesk>();

    public ISupervisorWorkbench Supervisors => host.Services.GetRequiredService<ISupervisorWorkbench>();

    public IPullDesk Pulls => host.Services.GetRequiredService<IPullDesk>();

    public LiveFigures Figures => host.Services.GetRequiredService<LiveFigures>();

    public Distributor Distributor => host.Services.GetRequiredService<Distributor>();

    public MailboxKeeper Keeper => host.Services.GetRequiredService<MailboxKeeper>();

    public Welcoming Welcoming => host.Services.GetRequiredService<Welcoming>();

    public IAlertBook AlertBook => host.Services.GetRequiredService<IAlertBook>();

    public Alerting Alerting => host.Services.GetRequiredService<Alerting>();

    public TaskTable Tasks => host.Services.GetRequiredService<TaskTable>();

    public AgentTable Agents => host.Services.GetRequiredService<AgentTable>();

    public MailboxTable Mailboxes => host.Services.GetRequiredService<MailboxTable>();

    public static Configuration Configured(DistributionSettings? distribution = null, int maxTasks = 100, params AgentId[] agents)
    {
        agents = agents.Length > 0 ? agents : [Megan, Adele, Isaiah];
        var unit = new UnitId("all");
        return new Configuration(
            1,
            new TenantSettings { EmailEnabled = true, MaxConcurrentTasks = maxTasks, ServiceLicences = 1, EmailLicences = 10 },
            [new OrganizationUnit(unit, "All")],
            [.. agents.Select(agent => new User { Id = agent, DisplayName = agent.Value, UserPrincipalName = $"{agent}@own.example", Roles = Roles.Agent, HasEmailLicence = true })],
            [new Mailbox { Id = Mailbox, Name = "Help", Unit = unit, UserPrincipalName = "help@own.example", Addresses = ["help@own.example"] }],
            [new Workflow(new WorkflowId("queue"), "Queue", unit, [])],
            [
                new Service
                {
                    Id = Help, Name = "Help", Unit = unit, HasServiceLicence = true, EmailEnabled = true, Mailbox = Mailbox, Workflow = new WorkflowId("queue"),
                    Agents = [.. agents.Select(agent => new ServiceAgent(agent))], Distribution = distribution ?? new DistributionSettings(),
                },
            ]);
    }

    /// <summary>A running engine; the agents named are on duty.</summary>
    public static async Task<EngineRig> StartAsync(params AgentId[] onDuty) => await StartAsync(null, onDuty);

    /// <summary>A running engine with another configuration, or on the store and the neighbours that another one left behind.</summary>
    /// <param name="isAlone">False when other engines live on the same store.</param>
    /// <param name="hasAddress">False when Graph cannot reach the engine.</param>
    public static async Task<EngineRig> StartAsync(
        Configuration? configuration, AgentId[] onDuty, EngineRig? after = null, bool isAlone = true, bool hasAddress = true)
    {
        var clock = after?.Clock ?? new ManualClock();
        var rig = new EngineRig(clock, after?.Store ?? new InMemoryEntityStore(), after?.Exchange ?? new FakeExchange(clock), after?.Desk ?? new FakeDesk(), isAlone, hasAddress);
        rig.Current = configuration ?? after?.Current ?? rig.Current;
        await rig.host.StartAsync();
        await rig.IdleAsync();
        foreach (var agent in onDuty)
            await rig.Workbench.SetDutyAsync(agent, true, default);
        await rig.IdleAsync();
        return rig;
    }

    /// <summary>A mail arrives when all that was done before has come to its end, and Graph says so.</summary>
    public async Task<TaskKey> DeliverAsync(string id, string from = "customer@b.example", string subject = "Question", params MailHeader[] headers)
    {
        await IdleAsync();
        var mail = Exchange.Deliver(id, from, subject, headers);
        await NotifyAsync();
        return new TaskKey(Help, TaskId.For(Mailbox, mail.Id));
    }

    /// <summary>A mail of a particular shape arrives when all that was done before has come to its end, and Graph says so.</summary>
    public async Task<TaskKey> DeliverAsync(string id, Func<MailItem, MailItem> shape)
    {
        await IdleAsync();
        Exchange.Deliver(id, shape);
        await NotifyAsync();
        return new TaskKey(Help, TaskId.For(Mailbox, new MessageId(id)));
    }

    /// <summary>The agent accepts the task that is offered to him, when all that was done before has come to its end.</summary>
    public async Task<EmailTask> AcceptAsync(AgentId agent, TaskKey key)
    {
        await IdleAsync();
        Assert.True((await Workbench.AcceptAsync(agent, key, (await TaskAsync(key)).Version, default)).Done);
        return await TaskAsync(key);
    }

    /// <summary>The agent accepts and answers the task that is offered to him; returns what left.</summary>
    public async Task<ReplyContent> AnswerAsync(AgentId agent, TaskKey key, string text = "Dear customer")
    {
        var accepted = await AcceptAsync(agent, key);
        Assert.True((await Workbench.ReplyAsync(agent, key, accepted.Version, text, false, null, default)).Done);
        await IdleAsync();
        Assert.Equal(TaskEnd.Answered, (await TaskAsync(key)).End);
        return Exchange.Sent[^1];
    }

    /// <summary>Graph notifies with the right secret.</summary>
    public async Task NotifyAsync()
    {
        var subscription = (await Mailboxes.FindAsync(Mailbox, default))!.Value.Subscription!;
        var body = $$"""{"value":[{"subscriptionId":"{{subscription.Id}}","clientState":"{{subscription.ClientState}}","changeType":"created"}]}""";
        await host.Services.GetRequiredService<NotificationIntake>().TakeAsync(System.Text.Encoding.UTF8.GetBytes(body), default);
        await IdleAsync();
    }

    /// <summary>Graph's lifecycle event.</summary>
    public async Task NotifyLifecycleAsync(string lifecycleEvent)
    {
        var subscription = (await Mailboxes.FindAsync(Mailbox, default))!.Value.Subscription!;
        var body = $$"""{"value":[{"subscriptionId":"{{subscription.Id}}","clientState":"{{subscription.ClientState}}","lifecycleEvent":"{{lifecycleEvent}}"}]}""";
        await host.Services.GetRequiredService<NotificationIntake>().TakeAsync(System.Text.Encoding.UTF8.GetBytes(body), default);
        await IdleAsync();
    }

    public async Task<EmailTask> TaskAsync(TaskKey key) => (await Tasks.FindAsync(key, default))!.Value;

    /// <summary>The tasks of Help that have not ended.</summary>
    public async Task<IReadOnlyList<EmailTask>> OpenTasksAsync()
    {
        var open = new List<EmailTask>();
        await foreach (var task in Tasks.OpenAsync(Help, default))
            open.Add(task.Value);
        return open;
    }

    /// <summary>The clock moves on in small steps, and the engine does what falls due in each.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await IdleAsync();
        for (var step = TimeSpan.FromSeconds(5); time > TimeSpan.Zero; time -= step)
        {
            Clock.Skip(time < step ? time : step);
            await IdleAsync();
        }
    }

    /// <summary>The clock moves on at once, and the engine does what has fallen due.</summary>
    public async Task JumpAsync(TimeSpan time)
    {
        await IdleAsync();
        Clock.Skip(time);
        await IdleAsync();
    }

    /// <summary>As <see cref="JumpAsync"/>, but without a beat: only what was planned for then happens.</summary>
    public async Task JumpBetweenBeatsAsync(TimeSpan time)
    {
        Clock.Skip(time);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await host.Services.GetRequiredService<JobWorker>().IdleAsync(patience.Token);
    }

    /// <summary>Waits until the engine has nothing to do at the present time.</summary>
    public async Task IdleAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await host.Services.GetRequiredService<EnginePulse>().BeatAsync(patience.Token);
        await host.Services.GetRequiredService<JobWorker>().IdleAsync(patience.Token);
    }

    public Task<Outcome<IReadOnlyDictionary<AgentId, PresenceReading>>> ReadAsync(IReadOnlyCollection<AgentId> agents, CancellationToken cancellation)
    {
        Interlocked.Increment(ref presenceReads);
        return Task.FromResult<Outcome<IReadOnlyDictionary<AgentId, PresenceReading>>>(
            PresenceFault is { } fault ? fault : Presence.Where(entry => agents.Contains(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value));
    }

    /// <summary>What was noted in the audit trail.</summary>
    public List<(string By, string Action, AuditedChange Change)> Audited { get; } = [];

    public Task NoteAsync(string by, string action, AuditedChange change, CancellationToken cancellation)
    {
        Audited.Add((by, action, change));
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
