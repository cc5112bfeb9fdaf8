namespace TeamsEmailBot.Core.Classification;

/// <summary>Senders whose mail is unwanted (V-13).</summary>
internal static class BlockedRules
{
    public static readonly MailRule[] All = [new(MailClass.Blocked, "blocked_sender", (mail, desk) => mail.From is { } from && desk.IsBlocked(from.Address))];
}
