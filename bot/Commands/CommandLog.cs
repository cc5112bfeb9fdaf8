namespace TeamsEmailBot.Bot.Commands;

/// <summary>Log messages of commands: 11000–11999. Ids, codes and counts only.</summary>
internal static partial class CommandLog
{
    [LoggerMessage(11001, LogLevel.Warning, "What a person asked for was done, but the store failed before the answer was posted.")]
    public static partial void AnswerLost(ILogger logger, Exception failure);
}
