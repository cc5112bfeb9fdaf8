using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Core.Organization;

/// <summary>Log lines of the room, numbers 1000–1049. Revisions and counts only.</summary>
internal static partial class OrganizationLog
{
    [LoggerMessage(1000, LogLevel.Information, "Another instance changed the configuration: revision {Revision} holds now")]
    public static partial void Refreshed(ILogger log, long revision);

    [LoggerMessage(1001, LogLevel.Warning, "Could not look for a newer configuration; the present one stays in force and the next look comes soon")]
    public static partial void StoreUnavailable(ILogger log, Exception exception);

    [LoggerMessage(1002, LogLevel.Error, "The stored configuration cannot be read; the present one stays in force")]
    public static partial void Unreadable(ILogger log, Exception exception);
}
