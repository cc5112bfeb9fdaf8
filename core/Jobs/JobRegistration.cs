using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>Registers the room.</summary>
public static class JobRegistration
{
    /// <summary>Adds board, signal and worker. The store comes from its own registration; handlers and <see cref="IJobPartitions"/> from the rooms that have them.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobOptions>().BindConfiguration("Jobs").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JobOptions>, JobOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<JobOptions>>().Value);
        services.TryAddSingleton(provider => new RetryPlan(provider.GetRequiredService<JobOptions>(), provider.GetService<Random>() ?? Random.Shared));
        services.TryAddSingleton<JobSignal>();
        services.TryAddSingleton<JobBoard>();
        services.TryAddSingleton<JobRun>();
        services.TryAddSingleton<JobWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<JobWorker>());
        return services;
    }
}
