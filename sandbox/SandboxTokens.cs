using Azure.Core;
using TeamsEmailBot.Sandbox.Auth;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox;

/// <summary>
/// Makes the bot one with authentication, as at a customer's: a single-tenant app with a secret, whose peer is the simulated tenant. Only the credential is
/// another, because Azure.Identity talks to https only.
/// </summary>
public static class SandboxTokens
{
    /// <summary>Of the app; the tenant's token endpoint accepts it.</summary>
    public const string Secret = "sandbox-secret";

    internal static void Use(WebApplicationBuilder builder, SimulatedTenant tenant)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bot:AppType"] = "SingleTenant",
            ["Bot:Credential"] = "ClientSecret",
            ["Bot:ClientSecret"] = Secret,
            ["Bot:OpenIdMetadataUrl"] = $"{tenant.Address}/botframework/v1/.well-known/openidconfiguration",
            ["Bot:AllowedServiceHosts"] = "127.0.0.1",
            ["Graph:Credential"] = "ClientSecret",
            ["Graph:ClientSecret"] = Secret,
        });
        builder.Services.AddSingleton<Func<TokenCredential>>(() => new SandboxCredential(tenant));
    }
}
