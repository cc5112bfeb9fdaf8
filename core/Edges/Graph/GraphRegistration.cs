using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Replies;
using TeamsEmailBot.Core.Subscriptions;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Registers Microsoft Graph as the neighbour behind the ports for mail, subscriptions, presence and people.</summary>
public static class GraphRegistration
{
    /// <summary>Reads the section <c>Graph</c>; wrong settings stop the host at its start.</summary>
    public static IServiceCollection AddGraph(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddOptions<GraphOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<GraphOptions>, GraphOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GraphOptions>, GraphOptionsSetup>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton(provider => Pipeline(
            provider.GetRequiredService<IOptions<GraphOptions>>().Value, provider.GetService<Func<TokenCredential>>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<MailboxGate>();
        services.TryAddSingleton<GraphMeter>();
        services.TryAddSingleton<GraphHttp>();
        services.TryAddSingleton<IMailReader, GraphMailReader>();
        services.TryAddSingleton<IMailFolders, GraphMailFolders>();
        services.TryAddSingleton<IMailCensus, GraphMailCensus>();
        services.TryAddSingleton<ISentItems, GraphSentItems>();
        services.TryAddSingleton<GraphFileUpload>();
        services.TryAddSingleton<IReplySender, GraphReplySender>();
        services.TryAddSingleton<ISubscriptions, GraphSubscriptions>();
        services.TryAddSingleton<IPresence, GraphPresence>();
        services.TryAddSingleton<IDirectory, GraphDirectory>();
        services.TryAddSingleton<IAccessProbe, GraphAccessProbe>();
        services.TryAddSingleton<ITestMail, GraphTestMail>();
        services.TryAddSingleton<IAppInstallation, GraphAppInstallation>();
        return services;
    }

    /// <param name="createCredential">Stands in for the one that the settings name; null is that one.</param>
    private static GraphPipeline Pipeline(GraphOptions options, Func<TokenCredential>? createCredential, TimeProvider clock) =>
        new(options.BaseUrl, options.Credential == GraphCredential.None ? null : createCredential ?? (() => GraphCredentials.Create(options)), clock);
}
