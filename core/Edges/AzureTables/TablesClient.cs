using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Identity;
using Microsoft.Extensions.Logging;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Core.Edges.AzureTables;

/// <summary>Sends requests, waits between repetitions, and creates the table when it is missing.</summary>
internal sealed class TablesClient(TablesSettings settings, TablesPipeline pipeline, TimeProvider clock, Random chance, ILogger<AzureTablesEntityStore> log)
{
    // An answer may ask for more patience than a caller has; jobs come again anyway.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();

    public string Table => settings.Table;

    /// <summary>Sends once; whatever comes of it is an answer.</summary>
    public async Task<TablesAnswer> SendAsync(TablesCall call, CancellationToken cancellation)
    {
        try
        {
            return await pipeline.SendAsync(call, cancellation);
        }
        catch (Exception exception) when (exception is RequestFailedException or HttpRequestException or IOException or AuthenticationFailedException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(0) { Cause = exception };
        }
    }

    /// <summary>Sends a request that may be repeated, until it is answered clearly.</summary>
    /// <exception cref="StoreUnavailableException">It never was.</exception>
    public async Task<TablesAnswer> AskAsync(TablesCall call, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await SendAsync(call, cancellation);
            if (TablesTrouble.Of(answer) is not { } trouble)
                return answer;
            await RecoverAsync(answer, trouble, attempt, effectUnknown: false, cancellation);
        }
    }

    /// <summary>The row as it lies in the table, graves included; null when there is none.</summary>
    public async Task<TablesRow?> FindAsync(string partition, string row, CancellationToken cancellation)
    {
        var answer = await AskAsync(TablesCall.Get(settings.Table, partition, row), cancellation);
        if (answer.IsRowMissing)
            return null;
        using var document = JsonDocument.Parse(answer.Body);
        return TablesRow.Read(document.RootElement);
    }

    /// <summary>Waits until the next attempt makes sense, or throws because it never will.</summary>
    public async Task RecoverAsync(TablesAnswer answer, TablesTrouble trouble, int attempt, bool effectUnknown, CancellationToken cancellation)
    {
        if (!trouble.MayRepeat || attempt >= settings.Attempts)
        {
            TablesLog.Failed(log, trouble.Message, trouble.Remedy, effectUnknown, answer.RequestId);
            throw trouble.ToException(effectUnknown, answer.Cause);
        }

        if (answer.IsTableMissing && await TryCreateTableAsync(effectUnknown, cancellation))
            return;
        var pause = Pause(attempt, answer.RetryAfter);
        TablesLog.Repeating(log, attempt, trouble.Message, (long)pause.TotalMilliseconds, answer.RequestId);
        await Task.Delay(pause, clock, cancellation);
    }

    private async Task<bool> TryCreateTableAsync(bool effectUnknown, CancellationToken cancellation)
    {
        var answer = await SendAsync(TablesCall.CreateTable(settings.Table), cancellation);
        if (answer.IsSuccess)
            TablesLog.Created(log, settings.Table);
        // Another instance may have been faster.
        if (answer.IsSuccess || answer.Code == "TableAlreadyExists")
            return true;
        if (TablesTrouble.Of(answer) is { MayRepeat: false } trouble)
            throw trouble.ToException(effectUnknown, answer.Cause);
        return false;
    }

    private TimeSpan Pause(int attempt, string? asked)
    {
        if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0)
            return seconds < LongestPause.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestPause;
        var ceiling = settings.FirstPause * Math.Pow(2, attempt - 1);
        // A seeded Random is not safe for use by several threads. At least half, so that what failed together comes back spread, and never at once.
        lock (gate)
            return ceiling * (0.5 + (chance.NextDouble() / 2));
    }
}
