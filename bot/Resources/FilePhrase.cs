namespace TeamsEmailBot.Bot.Resources;

/// <summary>What is said about files that leave with an answer; the texts stand in <c>FilePhrases.resx</c> and its translations.</summary>
internal enum FilePhrase
{
    CommandAttach,
    CommandAttachMeaning,
    CommandRemove,
    CommandRemoveMeaning,
    Remove,
    Label,
    OneFile,
    ManyFiles,
    Added,
    AddedSome,
    NothingAdded,
    Removed,
    Lost,
    HowTo,
    OnlyNumber,
    NoTask,
    WhichTask,
    Unnamed,
    Empty,
    TooLarge,
    UnderWay,
    MessageTooLarge,
    Unreadable,
    NoLength,
    Busy,
    SentLater,
    PictureFails,
}
