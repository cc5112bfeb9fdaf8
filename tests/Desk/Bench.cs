using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using IConfigurationSource = TeamsEmailBot.Core.Organization.IConfigurationSource;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Bot.Dialogs;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Tests.Access;
using TeamsEmailBot.Tests.Cards;
using TeamsEmailBot.Tests.Commands;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Desk;

/// <summary>What agents see, wired as in the bot, between a recording engine and a recording Teams.</summary>
internal sealed class Bench : IConfigurationSource, IDisposable
{
    /// <summary>An agent.</summary>
    public const string Megan = "aaaaaaaa-0000-0000-0000-000000000001";

    /// <summary>An administrator who is no agent.</summary>
    public const string Patti = "aaaaaaaa-0000-0000-0000-000000000002";

    /// <summary>Nobody we know.</summary>
    public const string Stranger = "aaaaaaaa-0000-0000-0000-000000000009";

    private readonly ServiceProvider services;
    private int activities;

    public Bench()
    {
        services = new ServiceCollection()
            .AddFace(new ManualClock(SampleViews.Now), new InMemoryEntityStore(), Teams)
            .AddSingleton<IConfigurationSource>(this)
            .AddSingleton<IAgentWorkbench>(Workbench)
            .AddSingleton<IConsultDesk>(Workbench)
            .AddSingleton<IMailboxDesk>(Mailboxes)
            .AddSingleton<ISupervisorWorkbench>(Supervisors)
            .AddSingleton<IPullDesk>(Supervisors)
            .AddSingleton<IReliefDesk>(Supervisors)
            .AddSingleton<ILedgerDesk>(Ledger)
            .AddSingleton<IWhyDesk>(Whys)
            .AddSingleton<IAccessProbe>(new FakeAccess())
            .AddSingleton<IAppInstallation>(new FakeApps())
            .AddSingleton<ITestMail>(new FakeAccess())
            .AddSingleton(new FileReader(new HttpClient(Drive)))
            .BuildServiceProvider();
    }

    public FakeTeams Teams { get; } = new();

    public FakeDrive Drive { get; } = new();

    public RecordingWorkbench Workbench { get; } = new();

    public RecordingMailboxDesk Mailboxes { get; } = new();

    public RecordingSupervisors Supervisors { get; } = new();

    public RecordingLedgerDesk Ledger { get; } = new();

    public FixedWhyDesk Whys { get; } = new();

    public Configuration Current { get; set; } = Configuration.Empty with
    {
        Users =
        [
            new User { Id = new AgentId(Megan), DisplayName = "Megan Bowen", UserPrincipalName = "megan@contoso.example", Roles = Roles.Agent, HasEmailLicence = true },
            new User { Id = new AgentId(Patti), DisplayName = "Patti Fernandez", UserPrincipalName = "patti@contoso.example", Roles = Roles.Administrator },
        ],
        Mailboxes = [new Mailbox { Id = new MailboxId("mailbox-help"), Name = "Customer Help", Unit = new UnitId("unit"), UserPrincipalName = "help@contoso.example" }],
        Services = [new Service { Id = SampleViews.Key.Service, Name = "Customer Help", Unit = new UnitId("unit"), Agents = [new(new AgentId(Megan))] }],
    };

    public IAgentDesk Desk => services.GetRequiredService<IAgentDesk>();

    public ConversationBook Book => services.GetRequiredService<ConversationBook>();

    /// <summary>Lets an activity in as the channel does. Answers to invokes come back as JSON.</summary>
    public Task<JsonElement?> ReceiveAsync(Activity activity) => services.ReceiveAsync(activity);

    public Activity From(string person, string type, string locale = "en-US") => FaceUnderTest.From(person, type, $"in{++activities}", locale);

    public Task<JsonElement?> TypeAsync(string person, string text, string locale = "en-US") =>
        ReceiveAsync(From(person, ActivityTypes.Message, locale) with { Text = text });

    public Task<JsonElement?> InvokeAsync(string person, string name, string value) =>
        ReceiveAsync(From(person, ActivityTypes.Invoke) with { Name = name, Value = JsonDocument.Parse(value).RootElement, ReplyToId = "clicked" });

    public Task<JsonElement?> ExecuteAsync(string person, string verb, string data = "", string trigger = "manual") => InvokeAsync(
        person, "adaptiveCard/action", $$"""{"action":{"type":"Action.Execute","verb":"{{verb}}","data":{{Data(verb, data)}}},"trigger":"{{trigger}}"}""");

    public Task<JsonElement?> SubmitAsync(string person, string verb) =>
        ReceiveAsync(From(person, ActivityTypes.Message) with { Value = JsonDocument.Parse(Data(verb)).RootElement, ReplyToId = "clicked" });

    public void Dispose() => services.Dispose();

    /// <summary>The data of a button on the sample task's card, as of version 7.</summary>
    public static string Data(string verb, string more = "") =>
        $$"""{"verb":"{{verb}}","s":"{{SampleViews.Key.Service}}","t":"{{SampleViews.Key.Id}}","v":7{{more}}}""";
}
