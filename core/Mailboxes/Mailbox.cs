using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>A configured mailbox (N-016 to N-023, G-028).</summary>
public sealed record Mailbox
{
    public const int MaxNameLength = 40;
    public const int MinSizeMegabytes = 5;
    public const int MaxSizeMegabytes = 20;
    public const int MostFromAddresses = 20;

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

    public MailDirection Direction { get; init; }

    /// <summary>A mailbox to try things with, marked as such wherever it is listed (G-062, G-064).</summary>
    public bool IsPilot { get; init; }

    /// <summary>The addresses that answers may leave from, besides the mailbox's own by default (G-032 to G-037). At most 20.</summary>
    public IReadOnlyList<FromAddress> FromAddresses { get; init; } = [];

    /// <summary>True when only the head of the mail is shown and quoted (G-028).</summary>
    public bool IsTooLarge(MailItem mail) => mail.Size > MaxMailMegabytes * 1024L * 1024L;

    /// <summary>The entry of the From list for this address; null when answers may not leave from it.</summary>
    public FromAddress? From(string address) => FromAddresses.FirstOrDefault(from => from.Is(address));

    /// <summary>True when <paramref name="address"/> is one of the mailbox's own.</summary>
    public bool Owns(string address) =>
        string.Equals(UserPrincipalName, address, StringComparison.OrdinalIgnoreCase)
        || Addresses.Contains(address, StringComparer.OrdinalIgnoreCase);
}
