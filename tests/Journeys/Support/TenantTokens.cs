using Azure.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Sandbox.Tenant;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Journeys.Support;

/// <summary>
/// Makes the bot one with authentication, as at a customer's: a single-tenant app with a secret, whose peer is the simulated tenant. Only the credential is
/// another, because Azure.Identity talks to https only.
/// </summary>
internal static class TenantTokens
{
    /// <summary>Of the app; the tenant's token endpoint accepts it.</summary>
    public const string Secret = "sandbox-secret";

    public static Dictionary<string, string?> Settings(SimulatedTenant tenant) => new()
    {
        ["Bot:AppType"] = "SingleTenant",
        ["Bot:Credential"] = "ClientSecret",
        ["Bot:ClientSecret"] = Secret,
        ["Bot:OpenIdMetadataUrl"] = $"{tenant.Address}/botframework/v1/.well-known/openidconfiguration",
        ["Bot:AllowedServiceHosts"] = "127.0.0.1",
        ["Graph:Credential"] = "ClientSecret",
        ["Graph:TenantId"] = tenant.World.TenantId,
        ["Graph:ClientId"] = tenant.World.AppId,
        ["Graph:ClientSecret"] = Secret,
    };

    public static void Use(WebApplicationBuilder builder, SimulatedTenant tenant)
    {
        Func<TokenCredential> credential = () => new SandboxCredential(tenant, Secret);
        builder.Services.AddSingleton(credential);
        builder.Services.AddSingleton(_ => new GraphPipeline(new Uri(tenant.GraphUrl), credential, tenant.Clock));
    }
}
