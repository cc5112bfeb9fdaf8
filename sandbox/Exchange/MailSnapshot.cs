namespace TeamsEmailBot.Sandbox.Exchange;

/// <summary>A message in a mailbox as it was when asked for.</summary>
public sealed record MailSnapshot(
    string Id,
    string Subject,
    SandboxAddress? From,
    IReadOnlyList<SandboxAddress> To,
    IReadOnlyList<SandboxAddress> Cc,
    DateTimeOffset ReceivedAt,
    string Html,
    string Text,
    bool IsDraft,
    bool IsRead,
    string Folder,
    string FolderId,
    string InternetMessageId,
    string ConversationId,
    IReadOnlyList<string> Categories)
{
    internal static MailSnapshot Of(StoredMessage message) => new(
        message.ImmutableId, message.Subject, message.From, message.To, message.Cc, message.ReceivedAt, message.Body.SafeHtml, message.Body.Text, message.IsDraft,
        message.IsRead, message.Folder.WellKnownName ?? message.Folder.DisplayName, message.Folder.Id, message.InternetMessageId, message.ConversationId,
        message.Categories);
}
