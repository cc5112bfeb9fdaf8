using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TeamsEmailBot.Core.Access;

/// <summary>What the app may do in Microsoft 365, and how it is given that. Needs <see cref="IAccessProbe"/> from an edge.</summary>
public static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.TryAddSingleton<AccessCheck>();
        return services;
    }
}
