using System.Globalization;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Auth;

/// <summary>OpenID metadata of the Bot Connector and the token endpoint of Entra ID (teams.md 1.1, graph.md 10.3).</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder routes, TenantState tenant)
    {
        routes.MapGet("/botframework/v1/.well-known/openidconfiguration", () => Json(new JsonObject
        {
            ["issuer"] = TokenIssuer.ConnectorAudience,
            ["authorization_endpoint"] = "https://invalid.botframework.com",
            ["jwks_uri"] = $"{tenant.Address}/botframework/v1/.well-known/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        }));
        routes.MapGet("/botframework/v1/.well-known/keys", () => Json(tenant.Tokens.KeySet()));
        routes.MapPost("/{directory}/oauth2/v2.0/token", (string directory, HttpRequest request) => IssueAsync(tenant, directory, request));
    }

    private static async Task<IResult> IssueAsync(TenantState tenant, string directory, HttpRequest request)
    {
        if (!request.HasFormContentType)
            return Refuse(tenant, 400, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.");
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!string.Equals(directory, tenant.World.TenantId, StringComparison.OrdinalIgnoreCase))
            return Refuse(tenant, 400, "invalid_request", 90002, $"Tenant '{directory}' not found.");
        if (form["grant_type"] != "client_credentials")
            return Refuse(tenant, 400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
        if (!string.Equals(form["client_id"], tenant.World.AppId, StringComparison.OrdinalIgnoreCase))
            return Refuse(tenant, 400, "unauthorized_client", 700016, $"Application with identifier '{form["client_id"]}' was not found in the directory.");
        if (!tenant.Access.IsKnown)
            return Refuse(tenant, 400, "unauthorized_client", 700016, $"Application with identifier '{form["client_id"]}' was not found in the directory.");
        if (tenant.Faults.TokenRefusal is { } number)
            return Refuse(tenant, 401, "invalid_client", number, "The simulated fault.");
        if (form["client_secret"] != tenant.Options.ClientSecret)
            return Refuse(tenant, 401, "invalid_client", 7000215, "Invalid client secret provided.");
        var audience = form["scope"].ToString() switch
        {
            TokenIssuer.GraphAudience + "/.default" => TokenIssuer.GraphAudience,
            TokenIssuer.ConnectorAudience + "/.default" => TokenIssuer.ConnectorAudience,
            _ => null,
        };
        if (tenant.Now >= tenant.Options.SecretEnds || (tenant.Faults.SecretExpired && audience == TokenIssuer.GraphAudience))
            return Refuse(tenant, 401, "invalid_client", 7000222, "The provided client secret keys for app are expired.");
        if (audience is null)
            return Refuse(tenant, 400, "invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid.");
        var life = (int)tenant.Tokens.Lifetime.TotalSeconds;
        return Json(new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = life,
            ["ext_expires_in"] = life,
            ["access_token"] = tenant.Tokens.ForApp(audience),
        });
    }

    private static IResult Refuse(TenantState tenant, int status, string error, int number, string text) => Json(
        new JsonObject
        {
            ["error"] = error,
            ["error_description"] = $"AADSTS{number}: {text}",
            ["error_codes"] = new JsonArray(number),
            ["timestamp"] = tenant.Now.ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture),
            ["trace_id"] = Guid.NewGuid().ToString(),
            ["correlation_id"] = Guid.NewGuid().ToString(),
        },
        status);

    private static IResult Json(JsonObject body, int status = 200) => Results.Text(body.ToJsonString(), "application/json", statusCode: status);
}
