using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>A configured mailbox (N-016 to N-023, G-028).</summary>
public sealed record Mailbox
{
    public const int MaxNameLength = 40;
    public const int MinSizeMegabytes = 5;
    public const int MaxSizeMegabytes = 20;

    public required MailboxId Id { get; init; }

    /// <summary>Name in lists and cards: 1–40 characters, letters and digits of any script, space, <c>@ _ . -</c> (N-017, G-022).</summary>
    public required string Name { get; init; }

    public required UnitId Unit { get; init; }

    public required string UserPrincipalName { get; init; }

    /// <summary>All addresses of the mailbox; never among the recipients of an answer (F-35).</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Largest mail that is shown in full, in MB: 5–20, default 5 (G-028).</summary>
    public int MaxMailMegabytes { get; init; } = MinSizeMegabytes;

    public FolderNames Folders { get; init; } = new();

    /// <summary>True when only the head of the mail is shown and quoted (G-028).</summary>
    public bool IsTooLarge(MailItem mail) => mail.Size > MaxMailMegabytes * 1024L * 1024L;

    /// <summary>True when <paramref name="address"/> is one of the mailbox's own.</summary>
    public bool Owns(string address) =>
        string.Equals(UserPrincipalName, address, StringComparison.OrdinalIgnoreCase)
        || Addresses.Contains(address, StringComparer.OrdinalIgnoreCase);
}
