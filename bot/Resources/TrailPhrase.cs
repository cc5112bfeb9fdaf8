namespace TeamsEmailBot.Bot.Resources;

/// <summary>What the audit trail and the preview of an import say; see <see cref="Phrase"/>.</summary>
internal enum TrailPhrase
{
    Title,
    Command,
    Meaning,
    Nothing,
    NothingFits,
    Hint,
    Older,
    MoreChanges,
    SetupFile,
    Added,
    Removed,
    Changed,
    Tenant,
    Unit,
    User,
    Mailbox,
    Workflow,
    Service,
}
