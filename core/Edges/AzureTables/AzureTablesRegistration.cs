using System.Diagnostics.Metrics;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>Registers the store in a storage account.</summary>
public static class AzureTablesRegistration
{
    /// <summary>
    /// Adds <see cref="IEntityStore"/> on the account of the section <c>Storage</c>; commits signal the jobs they add. The table is created at the first request
    /// that misses it; <see cref="StoreUnavailableException"/> says what is wrong with the account.
    /// </summary>
    public static IServiceCollection AddAzureTablesStore(this IServiceCollection services)
    {
        services.AddStorageOptions();
        services.AddMetrics();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, AzureTablesOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<JobSignal>();
        services.TryAddSingleton(Open);
        services.TryAddSingleton<IEntityStore>(provider =>
            new SignallingEntityStore(
                new MeteredEntityStore(
                    provider.GetRequiredService<AzureTablesEntityStore>(), provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<TimeProvider>()),
                provider.GetRequiredService<JobSignal>()));
        return services;
    }

    private static AzureTablesEntityStore Open(IServiceProvider provider)
    {
        var settings = AzureTablesOptionsCheck.Settings(provider.GetRequiredService<IOptions<StorageOptions>>().Value);
        var clock = provider.GetRequiredService<TimeProvider>();
        var pipeline = new TablesPipeline(settings, () => new DefaultAzureCredential(), clock, TablesPipeline.Handler());
        return new(settings, pipeline, clock, provider.GetService<Random>() ?? Random.Shared, provider.GetRequiredService<ILogger<AzureTablesEntityStore>>());
    }
}
