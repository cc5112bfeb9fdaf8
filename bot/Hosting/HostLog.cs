namespace TeamsEmailBot.Bot.Hosting;

/// <summary>Log of the host: 6000–6099.</summary>
internal static partial class HostLog
{
    [LoggerMessage(6001, LogLevel.Information, "The set-up file was applied: configuration revision {Revision}, {Warnings} warnings.")]
    public static partial void SetupApplied(this ILogger log, long revision, int warnings);

    [LoggerMessage(6002, LogLevel.Warning, "Set-up file: {Warning}")]
    public static partial void SetupWarning(this ILogger log, string warning);

    [LoggerMessage(6003, LogLevel.Warning, "The set-up file waits, because the directory cannot be asked: {Failure}. It is tried again.")]
    public static partial void DirectoryUnreachable(this ILogger log, string failure);
}
