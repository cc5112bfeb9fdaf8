using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>An address that answers of a mailbox may leave from (G-032 to G-034).</summary>
/// <param name="DisplayName">Shown to the customer unless Exchange puts the name of the account in its place; null = that name.</param>
/// <param name="ProvenAt">When a probe showed that Exchange lets the mailbox send from it (F-34); not needed for the mailbox's own addresses.</param>
public sealed record FromAddress(string Address, string? DisplayName = null, DateTimeOffset? ProvenAt = null)
{
    /// <summary>As it stands in the mail.</summary>
    public MailAddress Shown => new(Address, DisplayName);

    public bool Is(string address) => string.Equals(Address, address, StringComparison.OrdinalIgnoreCase);
}
