using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TeamsEmailBot.Core.Edges.Sqlite;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Journeys.Support;
using TeamsEmailBot.Tests.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>The running bot and a database that cannot be written: it says so, takes nothing for done, and goes on by itself (I7, I11).</summary>
public sealed class BadInputStoreTests : IDisposable
{
    private readonly RecordedLog log = new();

    [Fact]
    public async Task A_full_disk_delays_the_mail_and_loses_nothing()
    {
        await using var office = await OpenAsync(settings => settings with { MaxPages = 150 });
        await FillAsync(office.Store);
        office.Tenant.Mail.Deliver(Help, Alex, "Question", "Hello?");
        await ToldAsync("no space left", "Free space");
        Assert.False(office.Sees(Megan, "Question"));

        await EmptyAsync(office.Store);
        await office.PassUntilAsync(() => office.Sees(Megan, "Question"), TimeSpan.FromMinutes(16));
        await GoesOnAsync(office);
    }

    [Fact]
    public async Task A_locked_database_delays_the_mail_and_loses_nothing()
    {
        await using var office = await OpenAsync(settings => settings with { BusyTimeout = TimeSpan.FromSeconds(1) });
        await using (var other = new SqliteConnection($"Data Source={office.Database};Pooling=False"))
        {
            await other.OpenAsync();
            Run(other, "BEGIN IMMEDIATE");
            office.Tenant.Mail.Deliver(Help, Alex, "Question", "Hello?");
            await ToldAsync("locked by another program", "the bot then goes on by itself");
            Assert.False(office.Sees(Megan, "Question"));
            Run(other, "ROLLBACK");
        }

        await office.PassUntilAsync(() => office.Sees(Megan, "Question"), TimeSpan.FromMinutes(16));
        await GoesOnAsync(office);
    }

    [Fact]
    public async Task What_an_agent_does_while_the_disk_is_full_is_not_taken_for_done_and_can_be_done_again()
    {
        await using var office = await OpenAsync(settings => settings with { MaxPages = 150 });
        await office.WriteAsync("Question", "Hello?");
        await FillAsync(office.Store);
        var answer = await office.PressAsync(Megan, "accept");
        Assert.True(answer.Status >= 500, $"{answer.Status}");
        Assert.Contains(office.Card(Megan).Actions, action => action.Verb == "accept");

        await EmptyAsync(office.Store);
        await GoesOnAsync(office);
    }

    public void Dispose() => log.Dispose();

    private Task<Office> OpenAsync(Func<SqliteSettings, SqliteSettings> change) => Office.OpenAsync(
        new OfficeOptions
        {
            Customize = builder =>
            {
                builder.Logging.AddProvider(log);
                builder.Services.AddSingleton(provider => SqliteEntityStore.Open(
                    change(new(provider.GetRequiredService<IOptions<StorageOptions>>().Value.Path!)), provider.GetRequiredService<ILogger<SqliteEntityStore>>()));
            },
        },
        Megan);

    private Task ToldAsync(string what, string remedy) => TestWait.UntilAsync(() => log.From(LogLevel.Error).Any(
        line => line.Contains(what, StringComparison.Ordinal) && line.Contains(remedy, StringComparison.Ordinal)));

    private static async Task GoesOnAsync(Office office)
    {
        await office.AnswerAsync(Megan, "Here I am.");
        await office.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Equal(["Question"], office.In("Handled"));
        await office.WriteAsync("Next question", "Hello?");
        Assert.Single(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Next question"));
    }

    // Somebody else fills the disk, down to the last row that fits.
    private static async Task FillAsync(IEntityStore store)
    {
        for (var (row, size) = (0, 100_000); size >= 1; row++)
        {
            try
            {
                await store.CommitAsync("filler", [EntityWrite.Put($"r{row}", new byte[size])], default);
            }
            catch (StoreUnavailableException)
            {
                size /= 2;
            }
        }
    }

    private static async Task EmptyAsync(IEntityStore store)
    {
        foreach (var row in (await store.QueryAsync("filler", RowRange.All, 1000, default)).Entities)
            await store.CommitAsync("filler", [EntityWrite.DeleteAny(row.Row)], default);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
