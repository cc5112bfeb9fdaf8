using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TeamsEmailBot.Tests.Channel;

/// <summary>Makes tokens as the Bot Connector does, and every wrong one a stranger could think of. Claims are spelled as in real captures (teams.md 1.1).</summary>
internal static class TokenForge
{
    public const string AppId = "aaaa1111-0000-4000-8000-000000000001";
    public const string Tenant = "3f3d1cea-7a18-41af-872b-cfbbd5140984";
    public const string Issuer = "https://api.botframework.com";
    public const string ServiceUrl = "https://smba.trafficmanager.net/emea/3f3d1cea-7a18-41af-872b-cfbbd5140984/";
    public const string KeyId = "key-1";
    public static readonly RSA Key = RSA.Create(2048);
    public static readonly RSA ForeignKey = RSA.Create(2048);

    public static JsonObject Claims(DateTimeOffset now) => new()
    {
        ["serviceurl"] = ServiceUrl,
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        ["iss"] = Issuer,
        ["aud"] = AppId,
    };

    public static string Good(DateTimeOffset now) => Sign(Claims(now));

    public static string Sign(JsonNode claims, string algorithm = "RS256", string? keyId = KeyId, RSA? key = null)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (keyId is not null)
            header["kid"] = keyId;
        return SignRaw(header.ToJsonString(), claims.ToJsonString(), algorithm, key ?? Key);
    }

    public static string SignRaw(string header, string payload, string algorithm, RSA key)
    {
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(payload))}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = algorithm switch
        {
            "none" or "" => [],
            "HS256" => HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), bytes),
            "PS256" => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "RS384" => key.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS512" => key.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "RS1" => key.SignData(bytes, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1),
            _ => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{signed}.{Encode(signature)}";
    }

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>A JWK as the Bot Framework publishes it; <paramref name="endorsements"/> null leaves the member out.</summary>
    public static JsonObject Jwk(string keyId, RSA key, params string[]? endorsements)
    {
        var numbers = key.ExportParameters(false);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = keyId, ["x5t"] = keyId, ["n"] = Encode(numbers.Modulus!), ["e"] = Encode(numbers.Exponent!),
        };
        if (endorsements is not null)
            jwk["endorsements"] = JsonSerializer.SerializeToNode(endorsements);
        return jwk;
    }
}

/// <summary>Stands for login.botframework.com: metadata and keys, failing when told to. Counts the fetches of keys.</summary>
internal sealed class KeyServer : HttpMessageHandler
{
    public static readonly Uri Metadata = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    public List<JsonObject> Keys { get; } = [TokenForge.Jwk(TokenForge.KeyId, TokenForge.Key, "msteams", "skype")];

    public string KeysUrl { get; set; } = "https://login.botframework.com/v1/.well-known/keys";

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    /// <summary>Replaces the key document when set.</summary>
    public string? Document { get; set; }

    /// <summary>Holds fetches back until completed.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public int Fetches { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri == Metadata)
            return Answer(new JsonObject { ["issuer"] = TokenForge.Issuer, ["jwks_uri"] = KeysUrl }.ToJsonString());
        Fetches++;
        if (Hold is { } hold)
            await hold.Task.WaitAsync(cancellationToken);
        return Answer(Document ?? new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(key => key.DeepClone())]) }.ToJsonString());
    }

    private HttpResponseMessage Answer(string body) => new(Status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
