using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>
/// Every check an inbound activity must pass, in the order they happen (teams.md 1.1, 1.2, 1.5; I9). First the token, from the header alone and before the
/// body is read; then what the body claims, against the token and the settings. Whatever is not understood is refused. 401: no token we believe;
/// 403: a known caller who may not do this; 400: not an activity. Never 5xx, which would make the service deliver again.
/// </summary>
internal sealed class ActivityGuard(
    BotOptions options, ServiceHosts hosts, IssuerKeys issuers, TokenCache cache, TimeProvider time, ILogger<ActivityGuard> logger)
{
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Connector tokens live an hour, the longest Entra tokens a day; what promises more is not one of them.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    private const int LongestToken = 16 * 1024;

    /// <summary>Real ids have 200 characters at most; they are stored and put into cards, which have a limit of their own.</summary>
    private const int LongestId = 1024;
    private const string Channel = "msteams";
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };
    private static readonly SearchValues<char> Base64UrlLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly SearchValues<char> ObjectIdLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Step one, before the body is read: who calls?</summary>
    public async ValueTask<GuardVerdict> CheckCallerAsync(HttpRequest request, CancellationToken cancellation) =>
        options.AppType == BotAppType.None ? CheckThisMachine(request) : await CheckTokenAsync(request.Headers.Authorization, cancellation);

    /// <summary>Step two, with the body parsed: may this caller say this?</summary>
    public GuardVerdict CheckActivity(Activity activity, Caller caller)
    {
        if (string.IsNullOrEmpty(activity.Type))
            return GuardVerdict.Malformed("type missing");
        if (activity.DeliveryMode == "expectReplies")
            return GuardVerdict.Malformed("expectReplies is not supported");
        if (activity.ChannelId != Channel)
            return GuardVerdict.Forbidden("channel is not msteams");
        if (CheckVouching(activity, caller) is { } unvouched)
            return unvouched;
        if (hosts.Accept(activity.ServiceUrl) is not { } serviceUrl || (options.AppType == BotAppType.None && !ServiceHosts.IsLoopback(serviceUrl)))
            return GuardVerdict.Forbidden("service URL not allowed");
        if (string.IsNullOrEmpty(activity.Conversation?.Id))
            return GuardVerdict.Malformed("conversation missing");
        if (activity.Conversation.Id.Length > LongestId || activity.From?.Id?.Length > LongestId || activity.Recipient?.Id?.Length > LongestId)
            return GuardVerdict.Malformed("absurdly long id");
        if (!IsTenantAllowed(activity))
            return GuardVerdict.Forbidden("tenant not allowed");
        if (activity.From?.AadObjectId is not { Length: > 0 and <= 64 } person || person.AsSpan().ContainsAnyExcept(ObjectIdLetters))
            return GuardVerdict.Forbidden("sender has no directory identity");
        return GuardVerdict.Pass(caller);
    }

    /// <summary>Without authentication only this machine is heard. The Host header must say so too, or a web page could reach us by rebinding its name.</summary>
    private static GuardVerdict CheckThisMachine(HttpRequest request)
    {
        var remote = request.HttpContext.Connection.RemoteIpAddress;
        if (remote is null || !IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote))
            return GuardVerdict.Unauthenticated("not from this machine");
        if (!ServiceHosts.IsLoopback(request.Host.Host.Trim('[', ']')))
            return GuardVerdict.Unauthenticated("host is not this machine");
        if (request.Headers.ContainsKey("Forwarded") || request.Headers.ContainsKey("X-Forwarded-For"))
            return GuardVerdict.Unauthenticated("forwarded from elsewhere");
        return GuardVerdict.Pass(Caller.ThisMachine);
    }

    private async ValueTask<GuardVerdict> CheckTokenAsync(StringValues authorization, CancellationToken cancellation)
    {
        if (TokenOf(authorization) is not { } token)
            return GuardVerdict.Unauthenticated("no bearer token");

        var digest = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        if (cache.Find(digest) is { } known && IsKeyStillAnnounced(known))
            return GuardVerdict.Pass(known);

        cache.Forget(digest);
        var verdict = await ValidateAsync(token, cancellation);
        if (verdict.Passed)
            cache.Remember(digest, verdict.Caller!);
        return verdict;
    }

    /// <summary>Exactly one header of exactly two words.</summary>
    private static string? TokenOf(StringValues authorization)
    {
        if (authorization.Count != 1 || authorization[0] is not { Length: <= LongestToken } header)
            return null;
        var words = header.Split(' ');
        return words.Length == 2 && words[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase) && words[1].Length > 0 ? words[1] : null;
    }

    private async ValueTask<GuardVerdict> ValidateAsync(string token, CancellationToken cancellation)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || Decode(parts[0]) is not { } headerJson || Decode(parts[1]) is not { } payloadJson || Decode(parts[2]) is not { } signature)
            return GuardVerdict.Unauthenticated("not a compact signed token");
        using var header = Parse(headerJson);
        using var payload = Parse(payloadJson);
        if (header is null || payload is null)
            return GuardVerdict.Unauthenticated("token is not JSON");

        if (HashOf(Text(header, "alg")) is not { } hash)
            return GuardVerdict.Unauthenticated("algorithm not allowed");
        if (header.RootElement.TryGetProperty("crit", out _))
            return GuardVerdict.Unauthenticated("critical header not understood");
        if (header.RootElement.TryGetProperty("typ", out _) && !"JWT".Equals(Text(header, "typ"), StringComparison.OrdinalIgnoreCase))
            return GuardVerdict.Unauthenticated("not a JWT");
        if (Text(header, "kid") is not { Length: > 0 } keyId)
            return GuardVerdict.Unauthenticated("key id missing");

        var issuer = Text(payload, "iss");
        if (issuer is null || issuers.Find(issuer) is not { } source)
        {
            ChannelLog.IssuerRefused(logger, Printable(issuer));
            return GuardVerdict.Unauthenticated("issuer not allowed");
        }

        if (Text(payload, "aud") != options.AppId)
            return GuardVerdict.Unauthenticated("token is for somebody else");
        if (CheckLifetime(payload, out var expiresAt) is { } outOfTime)
            return GuardVerdict.Unauthenticated(outOfTime);

        if (await source.Keys.FindAsync(keyId, cancellation) is not { } key)
            return GuardVerdict.Unauthenticated("key unknown");
        if (!IsSigned(token.AsSpan(0, parts[0].Length + 1 + parts[1].Length), signature, hash, key))
            return GuardVerdict.Unauthenticated("signature wrong");
        if (source.EntraTenant is { } tenant && CheckEntra(payload, tenant, key) is { } refused)
            return GuardVerdict.Unauthenticated(refused);
        if (!TryServiceUrl(payload, out var serviceUrl))
            return GuardVerdict.Unauthenticated("two service URLs in one token");
        return GuardVerdict.Pass(new Caller(key, source.EntraTenant is not null, serviceUrl, expiresAt));
    }

    /// <summary>A cached token dies with its key.</summary>
    private bool IsKeyStillAnnounced(Caller caller) => caller.Key is { } key && issuers.IsAnnounced(key, caller.IsEntra);

    private static HashAlgorithmName? HashOf(string? algorithm) => algorithm switch
    {
        "RS256" => HashAlgorithmName.SHA256,
        "RS384" => HashAlgorithmName.SHA384,
        "RS512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>Null when the token lives now, else what is wrong. Times are whole seconds since 1970; an end must be there.</summary>
    private string? CheckLifetime(JsonDocument payload, out DateTimeOffset expiresAt)
    {
        expiresAt = default;
        var now = time.GetUtcNow();
        var latest = (now + LongestLife + ClockSkew).ToUnixTimeSeconds();
        if (!payload.RootElement.TryGetProperty("exp", out var exp))
            return "no end of life";
        if (exp.ValueKind != JsonValueKind.Number || !exp.TryGetInt64(out var end) || end < 0 || end > latest)
            return "absurd end of life";
        expiresAt = DateTimeOffset.FromUnixTimeSeconds(end);
        if (now >= expiresAt + ClockSkew)
            return "expired";
        if (!payload.RootElement.TryGetProperty("nbf", out var nbf))
            return null;
        if (nbf.ValueKind != JsonValueKind.Number || !nbf.TryGetInt64(out var start) || start < 0 || start >= end)
            return "absurd begin of life";
        return start > (now + ClockSkew).ToUnixTimeSeconds() ? "not yet valid" : null;
    }

    private static bool IsSigned(ReadOnlySpan<char> signed, byte[] signature, HashAlgorithmName hash, SigningKey key)
    {
        // A new instance for every check: RSA objects may not be used by two threads at once.
        try
        {
            using var rsa = RSA.Create(key.Rsa);
            var bytes = new byte[signed.Length];
            Encoding.ASCII.GetBytes(signed, bytes);
            return rsa.VerifyData(bytes, signature, hash, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Null when the Entra token is one the Bot Service may have sent (teams.md 1.2): tenant, key and caller fit.</summary>
    private string? CheckEntra(JsonDocument payload, string tenant, SigningKey key)
    {
        if (Text(payload, "tid") != tenant)
            return "tenant and issuer differ";
        if (key.Issuer?.Replace("{tenantid}", tenant, StringComparison.Ordinal) != EntraIssuer.KeyIssuer(tenant, options.LoginAuthority))
            return "key of another issuer";
        var caller = Text(payload, "ver") switch { "1.0" => Text(payload, "appid"), "2.0" => Text(payload, "azp"), _ => null };
        return caller is not null && options.AllowedCallers.Contains(caller, StringComparer.OrdinalIgnoreCase) ? null : "calling app not allowed";
    }

    /// <summary>Real tokens spell it <c>serviceurl</c>, the documents <c>serviceUrl</c>; either counts, contradiction does not.</summary>
    private static bool TryServiceUrl(JsonDocument payload, out string? serviceUrl)
    {
        var (real, documented) = (Text(payload, "serviceurl"), Text(payload, "serviceUrl"));
        serviceUrl = real ?? documented;
        return real is null || documented is null || real == documented;
    }

    /// <summary>Null when key and token vouch for the activity's channel and service URL. A key without endorsements vouches for none.</summary>
    private GuardVerdict? CheckVouching(Activity activity, Caller caller)
    {
        if (!caller.VouchesForServiceUrl)
            return null;
        if (!caller.Key!.Endorsements.Contains(Channel, StringComparer.Ordinal))
            return GuardVerdict.Forbidden("key not endorsed for msteams");
        if (string.IsNullOrEmpty(caller.ServiceUrl))
        {
            ChannelLog.ServiceUrlClaimMissing(logger);
            return GuardVerdict.Forbidden("no service URL in token");
        }

        // As the Bot Framework compares them: the whole address, without case.
        return caller.ServiceUrl.Equals(activity.ServiceUrl, StringComparison.OrdinalIgnoreCase) ? null : GuardVerdict.Forbidden("service URL differs from token");
    }

    /// <summary>The token says nothing about the user's tenant; the activity names it once or twice, and every naming must be allowed.</summary>
    private bool IsTenantAllowed(Activity activity)
    {
        string[] named = [.. new[] { activity.Conversation?.TenantId, activity.ChannelData?.Tenant?.Id }.OfType<string>().Where(id => id.Length > 0)];
        return named.Length > 0
            && named.All(id => id.Equals(named[0], StringComparison.OrdinalIgnoreCase))
            && (options.AllowedTenants.Count == 0 ? options.AppType == BotAppType.None : options.AllowedTenants.Contains(named[0], StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The bytes of unpadded base64url in its one canonical form, or null: two texts for one token would be two tokens.</summary>
    private static byte[]? Decode(string part)
    {
        if (part.Length == 0 || part.Length % 4 == 1 || part.AsSpan().ContainsAnyExcept(Base64UrlLetters))
            return null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(part);
            return Base64Url.EncodeToString(bytes) == part ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>A JSON object in which no name comes twice, at any depth, or null.</summary>
    private static JsonDocument? Parse(byte[] json)
    {
        try
        {
            var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
        }
        catch (JsonException)
        {
        }

        return null;
    }

    private static string? Text(JsonDocument token, string name)
    {
        if (!token.RootElement.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in an escape: no text at all.
            return null;
        }
    }

    /// <summary>An issuer nobody vouched for, cut down to what can do no harm in a log.</summary>
    private static string Printable(string? issuer) =>
        issuer is { Length: > 0 and <= 100 } && Uri.TryCreate(issuer, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps ? url.IdnHost : "(none)";
}
