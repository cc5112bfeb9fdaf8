using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Access;

/// <summary>Shows that a mailbox may send from an address: its own it may, of any other only Exchange can say, and says so when a mail is sent from it (F-34).</summary>
public sealed class SenderProof(ITestMail mails, TimeProvider time)
{
    /// <summary>When it was proven; null for an own address. <see cref="FailureCategory.Refused"/>: Exchange does not let the mailbox send from it.</summary>
    public async Task<Outcome<DateTimeOffset?>> ProveAsync(Mailbox mailbox, string address, string subject, string text, CancellationToken cancellation)
    {
        if (mailbox.Owns(address))
            return (DateTimeOffset?)null;
        var sent = await mails.SendAsync(mailbox.Id, new TestMail(subject, text, mailbox.UserPrincipalName) { From = address }, cancellation);
        return sent.Succeeded ? (DateTimeOffset?)time.GetUtcNow() : sent.Failure;
    }
}
