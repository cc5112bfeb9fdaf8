using Azure.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Bot.Channel.Conversations;
using TeamsEmailBot.Core.Access;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>The room's registration. Needs an <see cref="Core.Storage.IEntityStore"/> and an <see cref="IActivityHandler"/> from elsewhere.</summary>
internal static class ChannelRegistration
{
    /// <summary>Registers the channel with the checked settings of section <c>Bot</c>.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Names every mistake in the settings.</exception>
    public static IServiceCollection AddTeamsChannel(this IServiceCollection services, IConfiguration configuration) =>
        services.AddTeamsChannel(BotOptionsReader.Read(configuration));

    public static IServiceCollection AddTeamsChannel(this IServiceCollection services, BotOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton(options);
        services.AddSingleton(new ServiceHosts(options.AllowedServiceHosts));

        services.AddSingleton<TokenCache>(provider => new TokenCache(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new IssuerKeys(
            options, Keys(provider, options.OpenIdMetadataUrl), Keys(provider, EntraIssuer.Metadata(options.LoginAuthority))));
        services.AddSingleton<ActivityGuard>();
        services.AddSingleton<ActivityReceiver>();
        services.AddSingleton<ActivityEndpoint>();

        services.AddSingleton<SeenActivities>();
        services.AddSingleton<ConversationBook>();

        services.AddMetrics();
        services.AddSingleton<ConnectorMeter>();
        services.AddSingleton<Pace>();
        services.AddSingleton<RetryRules>();
        services.AddSingleton(provider => new ConnectorTokenPolicy(
            options, provider.GetRequiredService<ServiceHosts>(), provider.GetService<Func<TokenCredential>>() ?? BotCredentials.From(options),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ConnectorClient(
            ConnectorPipeline.Build(new HttpClient(ConnectorPipeline.Handler()), provider.GetRequiredService<ConnectorTokenPolicy>()),
            provider.GetRequiredService<ServiceHosts>(), provider.GetRequiredService<Pace>(), provider.GetRequiredService<RetryRules>(),
            provider.GetRequiredService<ConnectorMeter>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ConnectorClient>>()));
        services.AddSingleton(provider => new PastedPictures(
            ConnectorPipeline.Build(new HttpClient(ConnectorPipeline.Handler()), provider.GetRequiredService<ConnectorTokenPolicy>()), provider.GetRequiredService<ServiceHosts>()));
        services.AddSingleton<PersonalChats>();
        services.AddSingleton<ICredentialSource, BotCredentialSource>();
        return services;
    }

    /// <summary>Maps <c>/api/messages</c>; every other method than POST is answered 405.</summary>
    public static IEndpointConventionBuilder MapActivities(this IEndpointRouteBuilder endpoints) =>
        endpoints.Map("/api/messages", (HttpContext context, ActivityEndpoint endpoint, IActivityHandler handler) => endpoint.HandleAsync(context, handler));

    private static SigningKeys Keys(IServiceProvider provider, Uri metadata) => new(
        new HttpClient(ConnectorPipeline.Handler()), metadata, provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<SigningKeys>>());
}
