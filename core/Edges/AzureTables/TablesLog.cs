using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>9300–9399. Never an address with its query: that may be a shared access signature.</summary>
internal static partial class TablesLog
{
    [LoggerMessage(9300, LogLevel.Information, "Using the table {Table} of {Account}")]
    public static partial void Using(ILogger log, string table, string account);

    [LoggerMessage(9301, LogLevel.Information, "Created the table {Table}")]
    public static partial void Created(ILogger log, string table);

    [LoggerMessage(9302, LogLevel.Warning, "Azure Tables: attempt {Attempt} failed: {Message} Again after {Milliseconds} ms (request {RequestId})")]
    public static partial void Repeating(ILogger log, int attempt, string message, long milliseconds, string? requestId);

    [LoggerMessage(9303, LogLevel.Error, "Azure Tables: {Message} {Remedy} Effect unknown: {EffectUnknown} (request {RequestId})")]
    public static partial void Failed(ILogger log, string message, string remedy, bool effectUnknown, string? requestId);

    [LoggerMessage(9304, LogLevel.Information, "A commit whose answer was lost turned out to be applied: {Applied}")]
    public static partial void Resolved(ILogger log, bool applied);
}
