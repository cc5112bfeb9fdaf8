namespace TeamsEmailBot.Bot.Channel;

/// <summary>Log messages of the channel: 10000–10999. Ids, codes and counts only.</summary>
internal static partial class ChannelLog
{
    [LoggerMessage(10001, LogLevel.Information, "Fetched {Count} signing keys.")]
    public static partial void KeysFetched(ILogger logger, int count);

    [LoggerMessage(10002, LogLevel.Error, "Signing keys cannot be fetched; {Count} older keys stay in use. With none, every activity is refused.")]
    public static partial void KeysUnavailable(ILogger logger, Exception failure, int count);

    [LoggerMessage(10003, LogLevel.Warning, "Refused a token of issuer {Issuer}; it is not in Bot:TokenIssuers.")]
    public static partial void IssuerRefused(ILogger logger, string issuer);

    [LoggerMessage(10004, LogLevel.Warning, "Refused a valid token without a service URL claim (teams.md 10, open point 1).")]
    public static partial void ServiceUrlClaimMissing(ILogger logger);

    [LoggerMessage(10005, LogLevel.Warning, "Refused an activity with {Status}: {Reason}.")]
    public static partial void ActivityRefused(ILogger logger, int status, string reason);

    [LoggerMessage(10006, LogLevel.Information, "Activity {Id} of type {Type} came again and was not run again.")]
    public static partial void ActivityRepeated(ILogger logger, string id, string type);

    [LoggerMessage(10007, LogLevel.Error, "Activity {Id} of type {Type} could not be handled; the service may deliver it again.")]
    public static partial void ActivityFailed(ILogger logger, Exception failure, string id, string type);

    [LoggerMessage(10008, LogLevel.Warning, "Old marks of seen activities could not be removed; tried again with the next activity.")]
    public static partial void SweepFailed(ILogger logger, Exception failure);

    [LoggerMessage(10009, LogLevel.Information, "Nobody handles the invoke {Name}; answered 501.")]
    public static partial void InvokeUnknown(ILogger logger, string name);

    [LoggerMessage(10020, LogLevel.Error, "No token for the Connector: nothing can be sent. Check Bot:AppId, Bot:AppTenantId and Bot:Credential.")]
    public static partial void TokenUnavailable(ILogger logger, Exception failure);

    [LoggerMessage(10021, LogLevel.Warning, "Connector call {Call} ended as {Outcome} ({Code}) after {Attempts} attempts.")]
    public static partial void CallFailed(ILogger logger, string call, string outcome, string code, int attempts);

    [LoggerMessage(10022, LogLevel.Error, "The Connector refuses our token ({Code}): answers are lost. Check Bot:AppTenantId and the bot's registration.")]
    public static partial void TokenRefused(ILogger logger, string code);
}
