using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Core.Access;

/// <summary>Numbers 8300 to 8399.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(8300, LogLevel.Warning, "The credential for {Use} ({Kind}) ends in {Days} days")]
    public static partial void ExpiryAnnounced(this ILogger logger, CredentialUse use, CredentialKind kind, int days);

    [LoggerMessage(8301, LogLevel.Warning, "The ends of the credentials could not be looked after now; again in some hours")]
    public static partial void ReviewFailed(this ILogger logger, Exception exception);
}
