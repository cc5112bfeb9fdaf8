using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Core.Jobs;

/// <summary>4000–4099. An exception of a handler is logged by type and place only: its message may hold what came from a mail.</summary>
internal static partial class JobLog
{
    [LoggerMessage(4000, LogLevel.Information, "Job {Id} ({Kind}) in {Partition}: attempt {Attempt} failed, {Category} ({Code}); again at {Due:O}")]
    public static partial void Retrying(
        ILogger log, string id, string kind, string partition, int attempt, FailureCategory category, string code, DateTimeOffset due);

    [LoggerMessage(4001, LogLevel.Error, "Job {Id} ({Kind}) in {Partition} was given up after {Attempts} attempts: {Reason}. It is kept and can be replayed.")]
    public static partial void Dead(ILogger log, string id, string kind, string partition, int attempts, string reason);

    [LoggerMessage(4002, LogLevel.Error, "Job {Id} ({Kind}) in {Partition}: attempt {Attempt} ended with {Exception}\n{Place}")]
    public static partial void Threw(ILogger log, string id, string kind, string partition, int attempt, string exception, string? place);

    [LoggerMessage(4003, LogLevel.Error, "Job {Id} ({Kind}) in {Partition} has no handler in this version")]
    public static partial void NoHandler(ILogger log, string id, string kind, string partition);

    [LoggerMessage(4004, LogLevel.Information, "Job {Id} ({Kind}) in {Partition}: the lease was lost to another worker, which does it again")]
    public static partial void LeaseLost(ILogger log, string id, string kind, string partition);

    [LoggerMessage(4005, LogLevel.Warning, "Job {Id} ({Kind}) in {Partition} ran, but the store could not note it; it will run again")]
    public static partial void NotSettled(ILogger log, string id, string kind, string partition, Exception exception);

    [LoggerMessage(4006, LogLevel.Warning, "The jobs of {Partition} could not be read; looking again at {Next:O}")]
    public static partial void LookFailed(ILogger log, string partition, DateTimeOffset next, Exception exception);

    [LoggerMessage(4007, LogLevel.Warning, "The list of job partitions could not be read; trying again soon")]
    public static partial void ListFailed(ILogger log, Exception exception);

    [LoggerMessage(4008, LogLevel.Warning, "Stopping although {Count} jobs are still running; they will run again")]
    public static partial void StoppedEarly(ILogger log, int count);
}
