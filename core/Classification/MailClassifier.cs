using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>A rule that sorts a mail out: the reason when it applies, else null.</summary>
internal delegate string? MailRule(MailItem mail, Func<string, bool> isOwnAddress);

/// <summary>
/// Tells customers' mail from mail that machines wrote (N-049, graph.md 6.1). Rules in order, the first that applies gives the reason; a mail that no rule
/// takes is a customer's. Bulk mail is a customer's too (N-051).
/// </summary>
public static class MailClassifier
{
    private static readonly MailRule[] Rules = [BounceRule.Judge, ReceiptRule.Judge, AutoReplyRule.Judge, OwnMailRule.Judge];

    /// <summary>The reason why the mail becomes no task, or null when it does.</summary>
    public static string? ReasonAgainst(MailItem mail, Func<string, bool> isOwnAddress)
    {
        foreach (var rule in Rules)
            if (rule(mail, isOwnAddress) is { } reason)
                return reason;
        return null;
    }
}
