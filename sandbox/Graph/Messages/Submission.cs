using System.Net.Mail;
using TeamsEmailBot.Sandbox.Exchange;

namespace TeamsEmailBot.Sandbox.Graph.Messages;

/// <summary>What Exchange checks before a message leaves (graph.md 5.5, 5.6).</summary>
internal static class Submission
{
    /// <summary>What a mailbox sends at most unless its administrator sets another limit (graph.md 5.3, F-27).</summary>
    private const long MostBytes = 35 * 1024 * 1024;

    public static void Check(Mailbox mailbox, StoredMessage draft)
    {
        if (!draft.IsDraft)
            throw new GraphRefusal(400, "ErrorInvalidRequest", "Only a draft can be sent.");
        if (draft.To.Count + draft.Cc.Count + draft.Bcc.Count == 0)
            throw new GraphRefusal(400, "ErrorMissingRecipients", "At least one recipient is required.");
        if (draft.To.Concat(draft.Cc).Concat(draft.Bcc).Any(r => !IsAddress(r.Address)))
            throw new GraphRefusal(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.");
        // As it travels: base64 with its line ends.
        if (draft.Attachments.Sum(attachment => attachment.File.Content.LongLength) * 4 / 3 * 78 / 76 + draft.Body.Content.Length > MostBytes)
            throw new GraphRefusal(413, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.");
        if (draft.From is { } from && !mailbox.Owns(from.Address))
            throw new GraphRefusal(403, "ErrorSendAsDenied", "The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.");
    }

    private static bool IsAddress(string address) => MailAddress.TryCreate(address, out var parsed) && parsed.Address == address;
}
