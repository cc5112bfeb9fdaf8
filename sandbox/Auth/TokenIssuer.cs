using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Sandbox.Auth;

/// <summary>
/// Signs what Teams sends (teams.md 1.1: claims exactly aud, exp, iss, nbf, serviceurl) and issues the tokens the bot brings to Graph and the connector.
/// </summary>
internal sealed class TokenIssuer : IDisposable
{
    public const string GraphAudience = "https://graph.microsoft.com";
    public const string ConnectorAudience = "https://api.botframework.com";

    /// <summary>Object id of the app's enterprise application.</summary>
    public const string PrincipalId = "3e9a7c15-6d2b-4f80-9a41-5c7e8d0f1b23";

    private readonly TenantOptions options;
    private readonly AccessBook access;
    private readonly RSA key = RSA.Create(2048);
    private readonly Dictionary<string, (string Audience, DateTimeOffset Expiry, IReadOnlySet<string> Roles)> issued = new(StringComparer.Ordinal);
    private readonly Lock sync = new();

    public TokenIssuer(TenantOptions options, AccessBook access)
    {
        (this.options, this.access) = (options, access);
        KeyId = Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 20));
    }

    public string KeyId { get; }

    /// <summary>Life of the tokens for Graph and the connector.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromSeconds(3599);

    /// <summary>The token of one activity.</summary>
    public string ForActivity(string serviceUrl)
    {
        var now = options.Clock.GetUtcNow();
        return Sign(new JsonObject
        {
            ["serviceurl"] = serviceUrl,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["iss"] = ConnectorAudience,
            ["aud"] = options.World.AppId,
        });
    }

    /// <summary>A token for one of the two audiences; that for Graph names the consented roles, not what Exchange granted (graph.md 10.3).</summary>
    public string ForApp(string audience)
    {
        var now = options.Clock.GetUtcNow();
        var roles = access.Roles;
        var claims = new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = $"https://sts.windows.net/{options.World.TenantId}/",
            ["appid"] = options.World.AppId,
            ["tid"] = options.World.TenantId,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["idtyp"] = "app",
            ["oid"] = PrincipalId,
        };
        if (audience == GraphAudience)
            claims["roles"] = new JsonArray([.. roles.Order(StringComparer.Ordinal).Select(role => (JsonNode)role)]);
        var token = Sign(claims);
        lock (sync)
            issued[token] = (audience, now + Lifetime, roles);
        return token;
    }

    /// <summary>The roles in the token of a request.</summary>
    public IReadOnlySet<string> RolesOf(string? authorization)
    {
        lock (sync)
            return authorization is not null && issued.TryGetValue(authorization["Bearer ".Length..], out var token) ? token.Roles : new HashSet<string>();
    }

    /// <summary>True when this host issued the token for this audience and it has not expired.</summary>
    public bool Accepts(string? authorization, string audience)
    {
        if (authorization?.StartsWith("Bearer ", StringComparison.Ordinal) != true)
            return false;
        lock (sync)
            return issued.TryGetValue(authorization["Bearer ".Length..], out var token)
                && token.Audience == audience
                && token.Expiry > options.Clock.GetUtcNow();
    }

    /// <summary>Ends all tokens issued so far.</summary>
    public void RevokeAll()
    {
        lock (sync)
            issued.Clear();
    }

    /// <summary>The public key with its endorsements (teams.md 1.1, rules 7 and 8).</summary>
    public JsonObject KeySet()
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = KeyId,
                ["x5t"] = KeyId,
                ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = Base64Url.EncodeToString(parameters.Exponent),
                ["endorsements"] = new JsonArray("msteams", "skype", "webchat"),
            }),
        };
    }

    public void Dispose() => key.Dispose();

    public string Sign(JsonObject claims)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = KeyId, ["x5t"] = KeyId, ["typ"] = "JWT" };
        var content = $"{Encode(header)}.{Encode(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
