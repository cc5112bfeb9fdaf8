namespace TeamsEmailBot.Bot.Resources;

/// <summary>What the list and the dialogs about licences say; see <see cref="Phrase"/>.</summary>
internal enum LicencePhrase
{
    Title,
    ListCommand,
    ListMeaning,
    Assign,
    AssignCommand,
    AssignMeaning,
    Remove,
    RemoveCommand,
    RemoveMeaning,
    PoolsTitle,
    PoolsCommand,
    PoolsMeaning,
    PoolAsk,
    PoolsSet,
    EmailPool,
    ServicePool,
    Pool,
    Who,
    NoneFree,
    WillLose,
    NeedsAgent,
    NeedsService,
    Assigned,
    Removed,
    Idle,
    NobodyLicensed,
    MoreWarnings,
}
