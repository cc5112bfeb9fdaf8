using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Core.Notifications;

/// <summary>Log of this room: 1100–1199.</summary>
internal static partial class NotificationLog
{
    [LoggerMessage(1101, LogLevel.Warning, "A notification could not be read and was dropped.")]
    public static partial void Unreadable(this ILogger log);

    [LoggerMessage(1102, LogLevel.Warning, "Dropped {Count} notifications of unknown subscriptions or without the right secret.")]
    public static partial void Dropped(this ILogger log, int count);
}
