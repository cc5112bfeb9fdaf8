namespace TeamsEmailBot.Bot.Resources;

/// <summary>What export and import of the configuration say; see <see cref="Phrase"/>.</summary>
internal enum TransferPhrase
{
    ImportTitle,
    ImportCommand,
    ImportMeaning,
    Document,
    DocumentAsk,
    DocumentHelp,
    FileHint,
    TooLarge,
    AtLine,
    MoreProblems,
    NoDifference,
    Removes,
    Replace,
    Imported,
    ExportTitle,
    ExportCommand,
    ExportMeaning,
    ExportText,
    ExportLink,
    ExportAddress,
    PageTitle,
    PageText,
    PageButton,
    PageGone,
    PageLater,
}
