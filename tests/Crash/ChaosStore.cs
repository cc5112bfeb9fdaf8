using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Core.Edges.Sqlite;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Tests.Crash;

/// <summary>Where the bots of a run keep what they know.</summary>
/// <param name="Settings">What the bots are told.</param>
/// <param name="Open">Opens it for the audit, when no bot runs any more; the caller disposes what can be disposed.</param>
internal sealed record ChaosStore(IReadOnlyDictionary<string, string?> Settings, Func<IEntityStore> Open)
{
    /// <summary>A file on disk, for one process.</summary>
    public static ChaosStore Sqlite(string file) => new(
        new Dictionary<string, string?> { ["Storage:Kind"] = "Sqlite", ["Storage:Path"] = file },
        () => SqliteEntityStore.Open(new(file), NullLogger<SqliteEntityStore>.Instance));
}
