using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Classification;

/// <summary>
/// Tells people's mail from mail that machines wrote (N-049, graph.md 6.1). Rules in order, the first that applies decides. A mail is sorted out only on a clear
/// sign: a customer's mail in <c>Failed</c> is worse than a machine's mail in the queue.
/// </summary>
public static class MailClassifier
{
    internal static readonly IReadOnlyList<MailRule> Rules =
        [.. LoopRules.All, .. BounceRules.All, .. ReceiptRules.All, .. BlockedRules.All, .. AutoReplyRules.All, .. CalendarRules.All, .. BulkRules.All];

    public static MailVerdict Judge(MailItem mail, Surroundings desk) => Judge(mail, desk, Rules);

    internal static MailVerdict Judge(MailItem mail, Surroundings desk, IEnumerable<MailRule> rules) =>
        rules.FirstOrDefault(rule => rule.Applies(mail, desk)) is { } rule ? new MailVerdict(rule.Class, rule.Name) : MailVerdict.Person;
}
