using System.Globalization;

namespace TeamsEmailBot.Sandbox.Tenant;

/// <summary>Ids in the shapes of the real services, from one seed.</summary>
internal sealed class IdSource(int seed, TimeProvider clock)
{
    private readonly Lock sync = new();
#pragma warning disable CA5394 // Ids of a simulation: they must repeat, not be secret.
    private readonly Random random = new(seed);
    private long lastActivity;

    public Guid NewGuid() => new(Bytes(16));

    /// <summary>A default REST id: base64 with the characters that must be escaped in a URL (graph.md 3).</summary>
    public string MutableMessageId() => "AAMkAG" + Convert.ToBase64String([.. Bytes(34), 0xFB, 0xEF, 0xFF, .. Bytes(9)]) + "AAA=";

    public string ImmutableMessageId() => "AAkALgAAAAAA" + UrlSafe(36);

    public string FolderId() => "AQMkAD" + UrlSafe(30);

    public string AttachmentId() => "AAMkAT" + UrlSafe(24);

    public string ConversationId() => "AAQkAG" + UrlSafe(24);

    public string ChangeKey() => "CQAAABYAAAC" + UrlSafe(15);

    public byte[] ConversationIndex() => [0x01, .. Bytes(21)];

    public byte[] ReplyIndex() => Bytes(5);

    public string InternetMessageId(string host) => $"<{Convert.ToHexString(Bytes(10))}@{host}>";

    /// <summary>Teams' ids of activities are milliseconds since 1970, rising.</summary>
    public string ActivityId()
    {
        lock (sync)
        {
            lastActivity = Math.Max(lastActivity + 1, clock.GetUtcNow().ToUnixTimeMilliseconds());
            return lastActivity.ToString(CultureInfo.InvariantCulture);
        }
    }

    public string EventActivityId() => "f:" + NewGuid().ToString();

    public string ChatId() => "a:1" + UrlSafe(45);

    public string TeamsUserId() => "29:1" + UrlSafe(39);

    /// <summary>A number from 0 up to <paramref name="limit"/>, exclusive.</summary>
    public int Next(int limit)
    {
        lock (sync)
            return random.Next(limit);
    }

    private string UrlSafe(int bytes) => Convert.ToBase64String(Bytes(bytes)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        lock (sync)
            random.NextBytes(bytes);
        return bytes;
    }
#pragma warning restore CA5394
}
