namespace TeamsEmailBot.Core.Mailboxes;

/// <summary>What Entra ID said about a mailbox's account when it was asked last (F-63); tells apart why Exchange does not know the mailbox.</summary>
/// <param name="Exists">False: the account was deleted.</param>
/// <param name="IsLicensed">Whether it has any licence; a shared mailbox works without.</param>
/// <param name="IsSynchronised">Whether it is kept in step with an Active Directory on premises, where its mailbox may live.</param>
public sealed record DirectoryFacts(DateTimeOffset At, bool Exists, bool IsLicensed, bool IsSynchronised);
