using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Core.Edges.Graph;

/// <summary>Numbers 9100 to 9199. Ids, codes and times only; URLs never, because some hold addresses.</summary>
internal static partial class GraphLog
{
    [LoggerMessage(9100, LogLevel.Debug, "Graph {Operation} for {Scope}: {Status} in {Milliseconds} ms (request {RequestId}, ours {ClientRequestId})")]
    public static partial void Answered(
        ILogger logger, string operation, string scope, int status, long milliseconds, string? requestId, string clientRequestId);

    [LoggerMessage(9101, LogLevel.Information,
        "Graph {Operation} for {Scope} failed: {Status} {Category} {Code} in {Milliseconds} ms, not before {NotBefore} (request {RequestId}, ours {ClientRequestId})")]
    public static partial void Failed(
        ILogger logger, string operation, string scope, int status, Model.FailureCategory category, string code, long milliseconds,
        DateTimeOffset? notBefore, string? requestId, string clientRequestId);

    [LoggerMessage(9102, LogLevel.Warning, "Graph {Operation} for {Scope} needs an administrator: {Status} {Category} {Code} (request {RequestId}, ours {ClientRequestId})")]
    public static partial void NeedsAdministrator(
        ILogger logger, string operation, string scope, int status, Model.FailureCategory category, string code, string? requestId, string clientRequestId);

    [LoggerMessage(9103, LogLevel.Debug, "Graph {Operation} for {Scope} was held back: {Code}, not before {NotBefore}")]
    public static partial void HeldBack(ILogger logger, string operation, string scope, string code, DateTimeOffset? notBefore);

    [LoggerMessage(9104, LogLevel.Warning, "Mailbox {Scope}: {Count} entries of a page had no readable id and were left out")]
    public static partial void UnreadableEntries(ILogger logger, string scope, int count);

    [LoggerMessage(9105, LogLevel.Warning, "Mailbox {Scope}: draft {Draft} did not keep the answer as it was given; corrected: {Corrected}")]
    public static partial void DraftDiffered(ILogger logger, string scope, string draft, bool corrected);
}
