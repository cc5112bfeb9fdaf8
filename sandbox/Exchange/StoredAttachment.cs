namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>What kind of attachment Graph calls it (graph.md 5.3).</summary>
internal enum AttachmentKind
{
    File,
    Item,
    Reference,
}

/// <summary>An attachment with its bytes.</summary>
internal sealed record StoredAttachment(string Id, SandboxFile File, DateTimeOffset ModifiedAt, AttachmentKind Kind = AttachmentKind.File)
{
    /// <summary>Not the exact size: the real service states the encoded one, about 4.5 % more (graph.md 5.3).</summary>
    public int Size => (int)(File.Content.Length * 1.045) + 150;
}
