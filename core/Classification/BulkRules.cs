namespace TeamsEmailBot.Core.Classification;

/// <summary>Lists, newsletters and systems: no person sent this one mail to us. All of it opens tasks unless a service wants otherwise (N-051).</summary>
internal static class BulkRules
{
    public static readonly MailRule[] All =
    [
        new(MailClass.Bulk, "list_id", mail => mail.Has("List-Id")),
        new(MailClass.Bulk, "list_unsubscribe", mail => mail.Has("List-Unsubscribe")),
        new(MailClass.Bulk, "list_post", mail => mail.Has("List-Post")),
        new(MailClass.Bulk, "feedback_id", mail => mail.Has("Feedback-ID")),
        new(MailClass.Bulk, "precedence_bulk", mail => mail.Says("Precedence", "bulk", "list", "junk") || mail.Says("X-Precedence", "bulk", "list", "junk")),
        new(MailClass.Generated, "auto_generated", mail => mail.Has("Auto-Submitted")),
    ];
}
