using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TeamsEmailBot.Core.Jobs;

namespace TeamsEmailBot.Core.Access;

/// <summary>What the app may do in Microsoft 365, and how it is given that. Needs <see cref="IAccessProbe"/> and <see cref="ITestMail"/> from an edge.</summary>
public static class AccessRegistration
{
    /// <summary>The check alone.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.TryAddSingleton<AccessCheck>();
        services.TryAddSingleton<RoundTrip>();
        services.TryAddSingleton<SenderProof>();
        return services;
    }

    /// <summary>Consents and the watch over credentials; needs also <see cref="IAccessDesk"/> and <see cref="AccessAddresses"/>, and the engine's jobs.</summary>
    public static IServiceCollection AddAccessDesk(this IServiceCollection services) => services
        .AddSingleton<ConsentDesk>()
        .AddSingleton<ICredentialSource, GraphCredentialSource>()
        .AddSingleton<CredentialWatch>()
        .AddHostedService(provider => provider.GetRequiredService<CredentialWatch>())
        .AddSingleton<IJobHandler, TellConsentHandler>()
        .AddSingleton<IJobHandler, TellExpiryHandler>()
        .AddSingleton<IJobHandler, TellOneExpiryHandler>();
}
