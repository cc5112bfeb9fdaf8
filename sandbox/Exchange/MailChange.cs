namespace TeamsEmailBot.Sandbox.Exchange;

internal enum ChangeKind
{
    Created,
    Updated,
    Deleted,
}

/// <summary>A message came into, changed in, or left a folder; subscriptions follow it (graph.md 1.10).</summary>
internal sealed record MailChange(Mailbox Mailbox, MailFolder Folder, StoredMessage Message, ChangeKind Kind);

/// <summary>Odd things a move can do in the real service.</summary>
internal enum MoveOddity
{
    None,

    /// <summary>Dragged in Outlook for Windows: even the immutable id changes (F-17).</summary>
    NewImmutableId,

    /// <summary>The original stays and a copy with its own ids appears (F-19).</summary>
    Copies,
}
