using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Edges.AzureTables;
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
    public async Task I8_a_store_in_an_account_is_shared_so_leases_of_others_hold()
    {
        var azurite = await AzuriteProcess.SharedAsync();
        await using var services = Services(
            ("Storage:Kind", "azuretables"), ("Storage:ConnectionString", azurite.ConnectionString), ("Storage:Table", AzuriteProcess.NewTable()));
        var store = services.GetRequiredService<IEntityStore>();
        var signals = new List<string>();
        services.GetRequiredService<JobSignal>().Added += (partition, _) => signals.Add(partition);

        await store.CommitAsync("p", [EntityWrite.Insert("r", "{}"u8.ToArray()), JobWrites.Add("k", DateTimeOffset.UnixEpoch)], default);

        Assert.Equal(["p"], signals);
        Assert.NotNull(await store.GetAsync("p", "r", default));
        Assert.False(services.GetRequiredService<IOptions<JobOptions>>().Value.SoleProcess);
    }

    [Theory]
    [InlineData("Storage:AccountUrl is missing", "Storage:Table is \"a-b\"", "Storage:Table", "a-b")]
    [InlineData("both set", "Storage:Path is set", "Storage:AccountUrl", "https://a.table.core.windows.net", "Storage:ConnectionString", "UseDevelopmentStorage=true", "Storage:Path", "x")]
    [InlineData("AccountKey is not Base64", "AccountKey needs AccountName", "Storage:ConnectionString", "TableEndpoint=https://a.example;AccountKey=???")]
    [InlineData("neither AccountKey nor SharedAccessSignature", "it names no account", "Storage:ConnectionString", "EndpointSuffix=core.windows.net")]
    [InlineData("not name=value", "not https", "Storage:ConnectionString", "nonsense;AccountName=a;AccountKey=AAAA;DefaultEndpointsProtocol=http")]
    [InlineData("is no http address", "Storage:Table", "Storage:AccountUrl", "ftp://a", "Storage:Table", "tables")]
    [InlineData("Storage:AccountUrl is not https", "over https only", "Storage:AccountUrl", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("not https", "Storage:AccountUrl", "Storage:AccountUrl", "http://a.table.core.windows.net")]
    public void All_mistakes_about_an_account_are_told_at_once_and_no_secret_with_them(string first, string second, params string[] settings)
    {
        var message = Assert.Throws<OptionsValidationException>(() =>
            Read([("Storage:Kind", "AzureTables"), .. settings.Chunk(2).Select(pair => (pair[0], pair[1]))])).Message;
        Assert.Contains(first, message, StringComparison.Ordinal);
        Assert.Contains(second, message, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAA", message, StringComparison.Ordinal);
        Assert.DoesNotContain("???", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Storage:ConnectionString", "DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=AAAA;EndpointSuffix=core.chinacloudapi.cn", "https://acc.table.core.chinacloudapi.cn/", "key")]
    [InlineData("Storage:ConnectionString", "TableEndpoint=https://acc.table.core.windows.net;SharedAccessSignature=?sv=1&sig=x%3D", "https://acc.table.core.windows.net/", "sv=1&sig=x%3D")]
    [InlineData("Storage:ConnectionString", "UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1/", "key")]
    [InlineData("Storage:AccountUrl", "https://acc.table.core.windows.net/?sv=1&sig=x", "https://acc.table.core.windows.net/", "sv=1&sig=x")]
    [InlineData("Storage:AccountUrl", "https://acc.table.core.windows.net", "https://acc.table.core.windows.net/", "token")]
    public void An_account_is_read_from_what_the_portal_shows(string key, string value, string endpoint, string proof)
    {
        var account = AzureTablesOptionsCheck.Settings(Read(("Storage:Kind", "AzureTables"), (key, value))).Account;
        Assert.Equal((endpoint, proof), (account.Endpoint.AbsoluteUri, account.Key is not null ? "key" : account.Signature ?? "token"));
    }

    [Fact]
    public void An_account_without_its_kind_is_a_mistake() => Assert.Contains(
        "Storage:Kind is not AzureTables",
        Assert.Throws<OptionsValidationException>(() => Read(("Storage:AccountUrl", "https://a.example"), ("Storage:Path", folder.File("bot.db")))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_folder_is_no_path_of_a_file() =>
        Assert.Contains("folder", Assert.Throws<OptionsValidationException>(() => Read(("Storage:Path", folder.Path))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_default_kind_is_the_one_file() => Assert.Equal("Sqlite", Read(("Storage:Path", folder.File("bot.db"))).Kind);

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))).Build())
            .AddLogging();
        return (settings.Any(setting => setting.Value.Equals("AzureTables", StringComparison.OrdinalIgnoreCase)) ? services.AddAzureTablesStore() : services.AddSqliteStore())
            .AddJobs()
            .BuildServiceProvider();
    }

    private static StorageOptions Read(params (string Key, string Value)[] settings)
    {
        using var services = Services(settings);
        return services.GetRequiredService<IOptions<StorageOptions>>().Value;
    }
}
