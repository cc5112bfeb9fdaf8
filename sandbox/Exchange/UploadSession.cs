namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>A large file on its way into a draft, range by range (graph.md 5.3). Guarded by the tenant's lock.</summary>
internal sealed record UploadSession(string Token, Mailbox Mailbox, StoredMessage Draft, string Name, string ContentType, long Size, DateTimeOffset Expires)
{
    /// <summary>The bytes so far.</summary>
    public MemoryStream Received { get; } = new();
}
