using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Bot.Desk;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Licences;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Administration;
using TeamsEmailBot.Tests.Commands;
using TeamsEmailBot.Tests.Dialogs;

namespace TeamsEmailBot.Tests.Desk;

/// <summary>What people see, wired as in the bot, between an engine that only records and a recording Teams. A bench registers after it what it wants to look at.</summary>
internal static class FaceUnderTest
{
    /// <param name="admins">Named in the setting <c>Bot:Admins</c>.</param>
    public static IServiceCollection AddFace(this IServiceCollection services, TimeProvider clock, IEntityStore store, FakeTeams teams, params IEnumerable<string> admins)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Bot:AppType", "None"),
            new("Bot:PublicUrl", "http://127.0.0.1:3978/"),
            new("Graph:BaseUrl", "http://127.0.0.1:3979/v1.0"),
            .. admins.Select((admin, index) => new KeyValuePair<string, string?>($"Bot:Admins:{index}", admin)),
        ]).Build();
        return services
            .AddLogging()
            .AddSingleton(clock)
            .AddSingleton(store)
            .AddSingleton<ILedgerDesk>(new RecordingLedgerDesk())
            .AddSingleton<IWhyDesk>(new FixedWhyDesk())
            .AddSingleton<IReportDesk>(new FixedReportDesk())
            .AddSingleton<IDirectory>(new DirectoryFake())
            .AddSingleton<TaskTable>()
            .AddSingleton<AgentTable>()
            .AddSingleton<TaskSlots>()
            .AddSingleton<MailboxTable>()
            .AddSingleton<AlertTable>()
            .AddSingleton<IAlertBook, AlertBook>()
            .AddSingleton<SupervisorScope>()
            .AddAccess()
            .AddSingleton(new AccessAddresses(new Uri("http://127.0.0.1:3978/api/consent/callback")))
            .AddSingleton<ConsentDesk>()
            .AddSingleton<IWorkflowDesk, WorkflowDialogTests.PureDesk>()
            .AddSingleton<IReplayDesk, WhatIfDialogTests.OneDay>()
            .AddAdministration()
            .AddTeamsChannel(settings)
            .AddAgentFace()
            .AddSingleton(provider => new ConnectorClient(
                ConnectorPipeline.Build(new HttpClient(teams), provider.GetRequiredService<ConnectorTokenPolicy>()),
                provider.GetRequiredService<ServiceHosts>(), provider.GetRequiredService<Pace>(), provider.GetRequiredService<RetryRules>(),
                provider.GetRequiredService<ConnectorMeter>(), provider.GetRequiredService<TimeProvider>(), NullLogger<ConnectorClient>.Instance));
    }

    /// <summary>An activity as Teams sends it from somebody's personal chat.</summary>
    public static Activity From(string person, string type, string id, string locale) => new()
    {
        Type = type,
        Id = id,
        ChannelId = "msteams",
        ServiceUrl = "http://127.0.0.1:3979/",
        From = new ChannelAccount($"29:{person}", "Somebody", person),
        Recipient = new ChannelAccount("28:bot"),
        Conversation = new ConversationAccount($"a:{person}", "personal", "tenant"),
        ChannelData = new ChannelData(new TenantInfo("tenant")),
        Locale = locale,
        Entities = [new ActivityEntity("clientInfo", locale, "Europe/Berlin")],
    };

    /// <summary>Lets an activity in as the channel does: first the book, then the handler. Answers to invokes come back as JSON.</summary>
    public static async Task<JsonElement?> ReceiveAsync(this IServiceProvider services, Activity activity)
    {
        await services.GetRequiredService<ConversationBook>().RefreshAsync(activity, Caller.ThisMachine, CancellationToken.None);
        var answer = await services.GetRequiredService<IActivityHandler>().HandleAsync(activity, CancellationToken.None);
        if (answer is null)
            return null;
        Assert.Equal(200, answer.Status);
        return JsonDocument.Parse(answer.Body).RootElement;
    }
}
