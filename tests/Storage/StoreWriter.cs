using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Edges.AzureTables;
using TeamsEmailBot.Core.Edges.Sqlite;
using TeamsEmailBot.Core.Storage;

namespace TeamsEmailBot.Tests.Storage;

/// <summary>
/// The process that is killed: several workers commit as fast as they can, each commit a new row and the worker's counter, and every acknowledged commit is told
/// on standard output as <c>worker number etag .</c>. It ends only by being killed.
/// </summary>
internal static class StoreWriter
{
    public const int Workers = 12;
    public const string Counter = "counter";

    public static string Partition(int worker) => $"worker{worker}";

    public static string Row(int number) => $"row{number:D8}";

    public static async Task<int> RunAsync(string[] settings)
    {
        var collection = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddCommandLine(settings).Build())
            .AddLogging();
        await using var services = (settings.Contains("Storage:Kind=AzureTables") ? collection.AddAzureTablesStore() : collection.AddSqliteStore()).BuildServiceProvider();
        var store = services.GetRequiredService<IEntityStore>();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WriteAsync(store, worker))));
        return 0;
    }

    private static async Task WriteAsync(IEntityStore store, int worker)
    {
        var counter = await store.GetAsync(Partition(worker), Counter, default);
        var number = counter is null ? 0 : int.Parse(counter.Value.Span, CultureInfo.InvariantCulture);
        var etag = counter?.ETag;
        while (true)
        {
            number++;
            var value = Encoding.UTF8.GetBytes($"{number}");
            var result = await store.CommitAsync(
                Partition(worker),
                [
                    etag is null ? EntityWrite.Insert(Counter, value) : EntityWrite.Update(Counter, value, etag),
                    EntityWrite.Insert(Row(number), value),
                ],
                default);
            if (!result.Applied)
                throw new InvalidOperationException($"Nobody else writes here, and yet {result.ConflictRow} was in the way.");
            etag = result.ETags[Counter];
            Console.Out.WriteLine($"{worker} {number} {etag} .");
        }
    }
}
