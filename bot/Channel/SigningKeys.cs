using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace TeamsEmailBot.Bot.Channel;

/// <summary>A public key that may sign tokens.</summary>
/// <param name="Endorsements">Channels the key may speak for (teams.md 1.1); empty when the key names none.</param>
/// <param name="Issuer">Entra marks its keys with the issuer, possibly with <c>{tenantid}</c> in it; the Bot Framework does not.</param>
internal sealed record SigningKey(string Id, RSAParameters Rsa, IReadOnlyList<string> Endorsements, string? Issuer)
{
    /// <summary>True when both are the same key with the same rights, whichever fetch they came from.</summary>
    public bool Matches(SigningKey other) =>
        Id == other.Id && Issuer == other.Issuer && Endorsements.SequenceEqual(other.Endorsements)
        && Rsa.Modulus.AsSpan().SequenceEqual(other.Rsa.Modulus) && Rsa.Exponent.AsSpan().SequenceEqual(other.Rsa.Exponent);
}

/// <summary>
/// The keys an OpenID metadata document announces. Kept for 24 hours; an unknown key id fetches anew when the last fetch is more than an hour old, so that a
/// roll-over costs no message and a flood of invented ids costs nothing. Callers share one fetch. When it fails the old keys stay; with none, nobody passes.
/// </summary>
internal sealed class SigningKeys(HttpClient http, Uri metadata, TimeProvider time, ILogger logger) : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    public static readonly TimeSpan UnknownKeyPause = TimeSpan.FromHours(1);
    public static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private const int SmallestKeyBits = 2048;
    private const int LargestDocument = 1024 * 1024;
    private readonly Lock gate = new();
    private KeySet current = new(new Dictionary<string, SigningKey>(), DateTimeOffset.MinValue);
    private DateTimeOffset failedAt = DateTimeOffset.MinValue;
    private Task? fetch;

    /// <summary>The key without any waiting; null when unknown or when the set is due for a refresh.</summary>
    public SigningKey? Peek(string id)
    {
        var set = Volatile.Read(ref current);
        return IsFresh(set, Lifetime) ? set.ById.GetValueOrDefault(id) : null;
    }

    /// <summary>The key, fetched if need be; null when nobody announces it.</summary>
    public async ValueTask<SigningKey?> FindAsync(string id, CancellationToken cancellation)
    {
        await RefreshAsync(Lifetime, cancellation);
        if (Volatile.Read(ref current).ById.TryGetValue(id, out var known))
            return known;
        await RefreshAsync(UnknownKeyPause, cancellation);
        return Volatile.Read(ref current).ById.GetValueOrDefault(id);
    }

    public void Dispose() => http.Dispose();

    private bool IsFresh(KeySet set, TimeSpan age) => (time.GetUtcNow() - set.FetchedAt).Duration() < age;

    /// <summary>Makes the set younger than <paramref name="age"/> unless a fetch failed just now.</summary>
    private async Task RefreshAsync(TimeSpan age, CancellationToken cancellation)
    {
        Task running;
        lock (gate)
        {
            if (fetch is null)
            {
                if (IsFresh(current, age) || (time.GetUtcNow() - failedAt).Duration() < FailurePause)
                    return;

                // Not the caller's token: a caller that leaves must not take the fetch away from the others.
                fetch = Task.Run(FetchAsync, CancellationToken.None);
            }

            running = fetch;
        }

        await running.WaitAsync(cancellation);
    }

    private async Task FetchAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            var keys = await DownloadAsync(patience.Token);
            Volatile.Write(ref current, new KeySet(keys, time.GetUtcNow()));
            ChannelLog.KeysFetched(logger, keys.Count);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or JsonException or KeysUnusableException)
        {
            lock (gate)
                failedAt = time.GetUtcNow();
            ChannelLog.KeysUnavailable(logger, failure, Volatile.Read(ref current).ById.Count);
        }
        finally
        {
            lock (gate)
                fetch = null;
        }
    }

    private async Task<Dictionary<string, SigningKey>> DownloadAsync(CancellationToken cancellation)
    {
        using var document = await GetJsonAsync(metadata, cancellation);
        if (TextOf(document.RootElement, "jwks_uri") is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out var keysUrl)
            || keysUrl.Scheme != metadata.Scheme || keysUrl.Authority != metadata.Authority)
            throw new KeysUnusableException("jwks_uri is missing or on another host than the metadata");

        using var keySet = await GetJsonAsync(keysUrl, cancellation);
        if (keySet.RootElement.ValueKind != JsonValueKind.Object
            || !keySet.RootElement.TryGetProperty("keys", out var entries) || entries.ValueKind != JsonValueKind.Array)
            throw new KeysUnusableException("the document has no array 'keys'");
        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var entry in entries.EnumerateArray())
        {
            // Two keys under one id: neither can be told from the other, so the id is worth nothing.
            if (Parse(entry) is { } key && !keys.TryAdd(key.Id, key))
                throw new KeysUnusableException("two keys have the same id");
        }

        return keys.Count > 0 ? keys : throw new KeysUnusableException("the document has no usable RSA key");
    }

    private async Task<JsonDocument> GetJsonAsync(Uri address, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var text = await BoundedBody.ReadAsync(body, LargestDocument, cancellation) ?? throw new KeysUnusableException("the document is too large");
        return JsonDocument.Parse(text);
    }

    /// <summary>The RSA signing key described by <paramref name="entry"/>; null for what we do not use (other kinds, short keys, other uses).</summary>
    private static SigningKey? Parse(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object || TextOf(entry, "kty") != "RSA" || TextOf(entry, "use") is not (null or "sig")
            || TextOf(entry, "kid") is not { Length: > 0 } id || Number(entry, "n") is not { } modulus || Number(entry, "e") is not { Length: > 0 } exponent
            || modulus.Length * 8 < SmallestKeyBits)
            return null;

        var endorsements = entry.TryGetProperty("endorsements", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).ToArray()
            : [];
        return new SigningKey(id, new RSAParameters { Modulus = modulus, Exponent = exponent }, endorsements, TextOf(entry, "issuer"));
    }

    private static byte[]? Number(JsonElement entry, string name)
    {
        if (TextOf(entry, name) is not { } text || !Base64Url.IsValid(text))
            return null;
        var number = Base64Url.DecodeFromChars(text).AsSpan();
        return number.TrimStart((byte)0).ToArray();
    }

    private static string? TextOf(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record KeySet(IReadOnlyDictionary<string, SigningKey> ById, DateTimeOffset FetchedAt);

    private sealed class KeysUnusableException(string why) : Exception(why);
}
