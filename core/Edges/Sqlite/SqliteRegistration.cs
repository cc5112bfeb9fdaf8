using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>Registers the store in one file.</summary>
public static class SqliteRegistration
{
    /// <summary>
    /// Adds <see cref="IEntityStore"/> on the file <see cref="StorageOptions.Path"/>; commits signal the jobs they add.
    /// The file is opened when the store is first asked for, which is at start; <see cref="StoreUnavailableException"/> then says what is wrong.
    /// </summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services)
    {
        services.AddStorageOptions();
        services.AddMetrics();
        services.PostConfigure<JobOptions>(jobs => jobs.SoleProcess = true);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<JobSignal>();
        services.TryAddSingleton(provider => SqliteEntityStore.Open(
            new(provider.GetRequiredService<IOptions<StorageOptions>>().Value.Path!), provider.GetRequiredService<ILogger<SqliteEntityStore>>()));
        services.TryAddSingleton<IEntityStore>(provider =>
            new SignallingEntityStore(
                new MeteredEntityStore(
                    provider.GetRequiredService<SqliteEntityStore>(), provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<TimeProvider>()),
                provider.GetRequiredService<JobSignal>()));
        return services;
    }
}
