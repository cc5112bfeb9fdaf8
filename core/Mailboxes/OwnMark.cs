using System.Security.Cryptography;
using System.Text;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>
/// The header that our own mail carries, so that it is known when a rule or a forwarding brings it back (F-48). Its value is told apart by mailbox: mail of another
/// desk that uses this product is a customer's mail.
/// </summary>
public static class OwnMark
{
    public const string Header = "X-TeamsEmailBot-Mailbox";

    public static string Of(MailboxId mailbox) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"mark\n{mailbox}")).AsSpan(0, 12));
}
