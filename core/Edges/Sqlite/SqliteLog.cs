using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Core.Edges.Sqlite;

/// <summary>9200–9299.</summary>
internal static partial class SqliteLog
{
    [LoggerMessage(9200, LogLevel.Information, "Opened the database {Path} (schema {Schema})")]
    public static partial void Opened(ILogger log, string path, int schema);

    [LoggerMessage(9201, LogLevel.Error, "{Count} commits failed: {Message} {Remedy} Effect unknown: {EffectUnknown}")]
    public static partial void Failed(ILogger log, int count, string message, string remedy, bool effectUnknown);

    [LoggerMessage(9202, LogLevel.Critical, "The writer failed unexpectedly and goes on with a new connection")]
    public static partial void WriterFailed(ILogger log, Exception exception);
}
