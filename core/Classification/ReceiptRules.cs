namespace TeamsEmailBot.Core.Classification;

/// <summary>Read, not-read and delivery receipts (RFC 8098, MAPI reports).</summary>
internal static class ReceiptRules
{
    public static readonly MailRule[] All =
    [
        new(MailClass.Receipt, "read_class", mail => mail.IsOfClass("REPORT.", ".IPNRN")),
        new(MailClass.Receipt, "not_read_class", mail => mail.IsOfClass("REPORT.", ".IPNNRN")),
        new(MailClass.Receipt, "delivered_class", mail => mail.IsOfClass("REPORT.", ".DR")),
        new(MailClass.Receipt, "disposition", mail => mail.IsReport("disposition-notification")),
    ];
}
