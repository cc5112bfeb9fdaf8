using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TeamsEmailBot.Core.Organization;

namespace TeamsEmailBot.Core.Administration;

/// <summary>What the host adds to have the configuration and its administration. It binds <see cref="SetupFile"/>, calls <see cref="ConfigurationStore.LoadAsync"/> and then <see cref="SetupApplier.ApplyAsync"/> before the engine starts.</summary>
public static class AdministrationRegistration
{
    /// <summary>Needs <c>IEntityStore</c>, <c>IDirectory</c> and <c>TimeProvider</c>.</summary>
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.TryAddSingleton<ConfigurationStore>();
        services.TryAddSingleton<IConfigurationSource>(provider => provider.GetRequiredService<ConfigurationStore>());
        services.TryAddSingleton<IAuditNotes>(provider => provider.GetRequiredService<ConfigurationStore>());
        services.TryAddSingleton<AuditTrail>();
        services.TryAddSingleton<AdminDesk>();
        services.TryAddSingleton<DocumentResolver>();
        services.TryAddSingleton<SetupApplier>();
        services.AddHostedService<ConfigurationWatch>();
        return services;
    }
}
