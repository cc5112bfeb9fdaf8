using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Core.Edges.Sqlite;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>Where the bots of a run keep what they know.</summary>
/// <param name="Settings">What the bots are told.</param>
/// <param name="Open">Opens it for the audit, when no bot runs any more; the caller disposes what can be disposed.</param>
/// <param name="Process">The store's process, when it has one that can be paused.</param>
internal sealed record ChaosStore(IReadOnlyDictionary<string, string?> Settings, Func<IEntityStore> Open, AzuriteProcess? Process = null)
{
    /// <summary>A file on disk, for one process.</summary>
    public static ChaosStore Sqlite(string file) => new(
        new Dictionary<string, string?> { ["Storage:Kind"] = "Sqlite", ["Storage:Path"] = file },
        () => SqliteEntityStore.Open(new(file), NullLogger<SqliteEntityStore>.Instance));

    /// <summary>A table of an Azure storage account, for any number of processes.</summary>
    public static ChaosStore Azurite(AzuriteProcess azurite, string table) => new(
        new Dictionary<string, string?>
        {
            ["Storage:Kind"] = "AzureTables", ["Storage:ConnectionString"] = azurite.ConnectionString, ["Storage:Table"] = table,
        },
        () => azurite.OpenStore(table),
        azurite);

    /// <summary>Stops the store's process for a while: connections stay open, nothing is answered.</summary>
    public async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        if (Process is null || OperatingSystem.IsWindows())
            return;
        await Process.PauseAsync();
        try
        {
            await Task.Delay(pause, TimeProvider.System, cancellation);
        }
        finally
        {
            await Process.ResumeAsync();
        }
    }
}
