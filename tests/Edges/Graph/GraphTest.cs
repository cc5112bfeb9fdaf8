using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Subscriptions;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Edges.Graph;

/// <summary>The Graph room through its door, against replayed answers, with a clock that stands still.</summary>
public abstract class GraphTest : IAsyncLifetime, IDisposable
{
    internal const string Mailbox = "622eaaff-0683-4862-9de4-f2ec83c2bd98";

    private readonly RecordedLog log = new();
    private ServiceProvider? services;

    internal static MailboxId TheMailbox => new(Mailbox);

    internal ReplayedGraph Graph { get; private set; } = null!;

    internal ManualClock Clock { get; } = new();

    internal IMailReader Reader => Services.GetRequiredService<IMailReader>();

    internal IMailFolders Folders => Services.GetRequiredService<IMailFolders>();

    internal IReplySender Replies => Services.GetRequiredService<IReplySender>();

    internal ISubscriptions Subscriptions => Services.GetRequiredService<ISubscriptions>();

    internal IPresence Presence => Services.GetRequiredService<IPresence>();

    internal IDirectory Directory => Services.GetRequiredService<IDirectory>();

    internal ServiceProvider Services => services ??= Build();

    /// <summary>Everything that was logged, with all values.</summary>
    internal string Log => log.ToString();

    internal IReadOnlyList<ReceivedRequest> Requests => Graph.Requests;

    internal ReceivedRequest OnlyRequest => Assert.Single(Graph.Requests);

    /// <summary>Set before the first call to send tokens.</summary>
    internal Func<TokenCredential>? Credential { get; set; }

    public async Task InitializeAsync() => Graph = await ReplayedGraph.StartAsync();

    public async Task DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
        await Graph.DisposeAsync();
    }

    public void Dispose()
    {
        log.Dispose();
        GC.SuppressFinalize(this);
    }

    internal static CancellationToken Never => CancellationToken.None;

    private ServiceProvider Build()
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Graph:BaseUrl"] = Graph.BaseUrl.AbsoluteUri, ["Graph:Credential"] = "None" }).Build());
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton(new Random(4711));
        collection.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        if (Credential is { } credential)
            collection.AddSingleton(_ => new GraphPipeline(Graph.BaseUrl, credential, Clock));
        collection.AddGraph();
        return collection.BuildServiceProvider();
    }
}
