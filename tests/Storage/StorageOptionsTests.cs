using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Edges.Sqlite;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Storage;

public sealed class StorageOptionsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_registered_store_keeps_what_is_committed_and_signals_the_jobs_it_adds()
    {
        await using var services = Services(("Storage:Path", folder.File("bot.db")));
        var store = services.GetRequiredService<IEntityStore>();
        var signals = new List<(string, DateTimeOffset)>();
        services.GetRequiredService<JobSignal>().Added += (partition, due) => signals.Add((partition, due));
        var due = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(1));

        await store.CommitAsync("p", [EntityWrite.Insert("r", "{}"u8.ToArray()), JobWrites.Add("k", due)], default);
        await store.CommitAsync("p", [EntityWrite.Insert("r", "{}"u8.ToArray()), JobWrites.Add("k", due.AddHours(1))], default);

        Assert.Equal([("p", due)], signals);
        Assert.Equal(2, (await store.QueryAsync("p", RowRange.All, 10, default)).Entities.Count);
        Assert.True(services.GetRequiredService<IOptions<JobOptions>>().Value.SoleProcess);
    }

    [Fact]
    public void All_mistakes_of_the_section_are_told_at_once()
    {
        var mistakes = Assert.Throws<OptionsValidationException>(() => Read(("Storage:Kind", "Oracle"))).Failures;
        Assert.Contains(mistakes, mistake => mistake.Contains("Storage:Kind is \"Oracle\"", StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.Contains("Storage:Path is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_is_no_path_of_a_file() =>
        Assert.Contains("folder", Assert.Throws<OptionsValidationException>(() => Read(("Storage:Path", folder.Path))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_default_kind_is_the_one_file() => Assert.Equal("Sqlite", Read(("Storage:Path", folder.File("bot.db"))).Kind);

    private static ServiceProvider Services(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))).Build())
        .AddLogging()
        .AddSqliteStore()
        .AddJobs()
        .BuildServiceProvider();

    private static StorageOptions Read(params (string Key, string Value)[] settings)
    {
        using var services = Services(settings);
        return services.GetRequiredService<IOptions<StorageOptions>>().Value;
    }
}
