namespace TeamsEmailBot.Bot.Channel;

/// <summary>Reads a body that must not be larger than we are willing to hold.</summary>
internal static class BoundedBody
{
    /// <summary>The whole body, or null as soon as it is longer than <paramref name="limit"/> bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, int limit, CancellationToken cancellation)
    {
        var buffer = new byte[Math.Min(limit + 1, 16 * 1024)];
        var length = 0;
        while (true)
        {
            var read = await body.ReadAsync(buffer.AsMemory(length), cancellation);
            if (read == 0)
                return buffer.AsMemory(0, length);
            length += read;
            if (length > limit)
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(limit + 1, length * 2));
        }
    }
}
