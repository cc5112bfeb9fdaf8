using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Core.Edges.Sqlite;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Storage;

/// <summary>A process that writes as fast as it can is killed again and again. One subclass per adapter.</summary>
public abstract class StoreCrashTests
{
    private readonly HashSet<(string Worker, string ETag)> etags = [];
    private readonly int[] acknowledged = new int[StoreWriter.Workers];

    /// <summary>What the process is told about its store.</summary>
    protected abstract string[] Settings { get; }

    /// <summary>How often it is killed, and after how many acknowledgements at most.</summary>
    protected abstract (int Kills, int Acknowledgements) Plan { get; }

    /// <summary>Opens the same store; disposed by the caller when it can be.</summary>
    private protected abstract IEntityStore Open();

    [Fact]
    public async Task I7_no_acknowledged_commit_is_lost_and_none_is_torn_however_often_the_process_is_killed()
    {
        var chance = new Random(20261121);
        for (var kill = 0; kill < Plan.Kills; kill++)
        {
            await WriteUntilKilledAsync(chance.Next(1, Plan.Acknowledgements));
            await VerifyAsync();
        }
    }

    /// <summary>Kills by SIGKILL (TerminateProcess on Windows) in the middle of the work, after that many acknowledgements.</summary>
    private async Task WriteUntilKilledAsync(int acknowledgements)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, ["exec", typeof(StoreWriter).Assembly.Location, "store-writer", .. Settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var told = 0;
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                Note(line);
                if (++told == acknowledgements)
                    process.Kill();
            }

            Assert.True(told >= acknowledgements, $"The writer ended by itself: {await errors}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private void Note(string line)
    {
        // The last line may be cut off by the kill; without all its parts it promises nothing.
        if (line.Split(' ') is not [var worker, var number, var counter, "."])
            return;
        acknowledged[int.Parse(worker, CultureInfo.InvariantCulture)] = int.Parse(number, CultureInfo.InvariantCulture);
        Assert.True(etags.Add((worker, counter)), $"An etag was given twice: {line}");
    }

    private async Task VerifyAsync()
    {
        var store = Open();
        using var disposable = store as IDisposable;
        for (var worker = 0; worker < StoreWriter.Workers; worker++)
        {
            var partition = StoreWriter.Partition(worker);
            var counter = await store.GetAsync(partition, StoreWriter.Counter, default);
            var written = counter is null ? 0 : int.Parse(counter.Value.Span, CultureInfo.InvariantCulture);
            // One more than acknowledged may be there: durable, but killed before it could be told.
            Assert.InRange(written, acknowledged[worker], acknowledged[worker] + 1);
            var rows = await store.ScanAsync(partition, RowRange.Prefix("row"), Contracts.ContractJson.Default.Int32, default).ToListAsync();
            Assert.Equal(Enumerable.Range(1, written), rows.Select(row => row.Value));
            acknowledged[worker] = written;
        }
    }
}

public sealed class SqliteCrashTests : StoreCrashTests, IDisposable
{
    private readonly TempFolder folder = new();

    protected override string[] Settings => [$"Storage:Path={folder.File("bot.db")}"];

    protected override (int Kills, int Acknowledgements) Plan => (20, 3000);

    public void Dispose() => folder.Dispose();

    private protected override IEntityStore Open() => SqliteEntityStore.Open(new(folder.File("bot.db")), NullLogger<SqliteEntityStore>.Instance);
}

public sealed class AzureTablesCrashTests : StoreCrashTests, IAsyncLifetime
{
    private readonly string table = AzuriteProcess.NewTable();
    private AzuriteProcess? azurite;

    protected override string[] Settings => ["Storage:Kind=AzureTables", $"Storage:ConnectionString={azurite!.ConnectionString}", $"Storage:Table={table}"];

    protected override (int Kills, int Acknowledgements) Plan => (6, 400);

    public async Task InitializeAsync() => azurite = await AzuriteProcess.SharedAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private protected override IEntityStore Open() => azurite!.OpenStore(table);
}
