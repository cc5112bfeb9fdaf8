using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Intake;

/// <summary>
/// The key that each of our answers carries and that a reply quotes: the task and a code that only this installation can make, so that it cannot be forged and
/// those of other installations mean nothing here (F-09, F-76). It survives systems that start a new thread each time (F-08). The secret is made at first use.
/// </summary>
public sealed partial class ThreadKeys(IEntityStore store)
{
    public const string Partition = "tenant";

    private const string SecretRow = "thread-secret";
    private const int TaskBytes = 16;
    private const int CodeBytes = 11;

    /// <summary>Keys of one mail that are looked at; a mail that quotes more is somebody trying.</summary>
    private const int MaxKeys = 10;

    private byte[]? secret;

    /// <summary>The key as it stands in an answer, for example <c>[ref:…]</c>.</summary>
    public async Task<string> ForAsync(TaskKey task, CancellationToken cancellation)
    {
        var key = new byte[TaskBytes + CodeBytes];
        var id = Convert.FromHexString(task.Id.Value);
        id.CopyTo(key, 0);
        Code(await SecretAsync(cancellation), task.Service, id).CopyTo(key, TaskBytes);
        return $"[ref:{Base64Url.EncodeToString(key)}]";
    }

    /// <summary>The task of the first valid key in a text, which is the newest one quoted; null when there is none.</summary>
    public async Task<TaskKey?> FindAsync(ServiceId service, string text, CancellationToken cancellation)
    {
        var found = Written().EnumerateMatches(text);
        var candidates = new List<byte[]>();
        foreach (var match in found)
            if (candidates.Count < MaxKeys)
                candidates.Add(Base64Url.DecodeFromChars(text.AsSpan(match.Index + "[ref:".Length, match.Length - "[ref:]".Length)));
        if (candidates.Count == 0)
            return null;
        var known = await SecretAsync(cancellation);
        foreach (var key in candidates)
            if (CryptographicOperations.FixedTimeEquals(key.AsSpan(TaskBytes), Code(known, service, key[..TaskBytes])))
                return new TaskKey(service, new TaskId(Convert.ToHexStringLower(key.AsSpan(0, TaskBytes))));
        return null;
    }

    /// <summary>A hash of a text that nobody can guess back from without the secret (I6).</summary>
    public async Task<string> MarkAsync(string text, CancellationToken cancellation) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(await SecretAsync(cancellation), Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static byte[] Code(byte[] secret, ServiceId service, byte[] task) =>
        HMACSHA256.HashData(secret, (byte[])[.. task, .. Encoding.UTF8.GetBytes(service.Value)])[..CodeBytes];

    // Two processes that start together agree on whichever wrote first.
    private async Task<byte[]> SecretAsync(CancellationToken cancellation)
    {
        while (secret is null)
        {
            if (await store.ReadAsync(Partition, SecretRow, ThreadKeyJson.Default.ThreadSecret, cancellation) is { } stored)
                secret = stored.Value.Key;
            else
                await store.CommitAsync(
                    Partition, [EntityWrite.Insert(SecretRow, new ThreadSecret(RandomNumberGenerator.GetBytes(32)), ThreadKeyJson.Default.ThreadSecret)], cancellation);
        }

        return secret;
    }

    [GeneratedRegex(@"\[ref:[A-Za-z0-9_-]{36}\]", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}

/// <summary>The installation's secret for thread keys.</summary>
internal sealed record ThreadSecret(byte[] Key);

/// <summary>JSON of the secret's row.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ThreadSecret))]
internal sealed partial class ThreadKeyJson : JsonSerializerContext;
