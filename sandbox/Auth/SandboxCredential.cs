using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Auth;

/// <summary>The client credentials flow against the simulated tenant's token endpoint (graph.md 10.3); Azure.Identity itself insists on https.</summary>
internal sealed class SandboxCredential(SimulatedTenant tenant, string secret = SandboxTokens.Secret) : TokenCredential
{
    private const string Connector = "https://api.botframework.com/.default";

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = tenant.World.AppId,
            ["client_secret"] = secret,
            // The address of the simulated Graph stands for the real one.
            ["scope"] = requestContext.Scopes is [Connector] ? Connector : "https://graph.microsoft.com/.default",
        });
        using var answer = await http.PostAsync(new Uri($"{tenant.Address}/{tenant.World.TenantId}/oauth2/v2.0/token"), form, cancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        if (!answer.IsSuccessStatusCode)
            // As Azure.Identity says it: the number stands in the text.
            throw new AuthenticationFailedException(json.RootElement.GetProperty("error_description").GetString());
        return new AccessToken(
            json.RootElement.GetProperty("access_token").GetString()!,
            tenant.Clock.GetUtcNow().AddSeconds(json.RootElement.GetProperty("expires_in").GetInt32()));
    }
}
