using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Core.Edges.Sqlite;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Storage;

/// <summary>A broken surrounding is told with a remedy, loses nothing, and is got over without a restart.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private static readonly byte[] Large = new byte[200_000];
    private readonly TempFolder folder = new();
    private readonly SqliteSettings settings;

    public SqliteFaultTests() => settings = new(folder.File("bot.db")) { BusyTimeout = TimeSpan.FromSeconds(1) };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_written_is_there_after_a_restart_in_one_file_and_etags_go_on()
    {
        string etag;
        using (var store = Open())
            etag = await PutAsync(store, "r");
        Assert.Equal(["bot.db", "bot.db.lock"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        using var again = Open();
        Assert.Equal(etag, (await again.GetAsync("p", "r", default))!.ETag);
        await again.CommitAsync("p", [EntityWrite.Delete("r", etag)], default);
        Assert.NotEqual(etag, await PutAsync(again, "r"));
    }

    [Fact]
    public async Task Commits_that_wait_share_one_fsync()
    {
        using var store = Open();
        var before = store.Groups;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
                await PutAsync(store, $"r{worker}-{i}");
        })));
        // G8 asks for less than 0.1 at 64 in flight; a test machine under load may be further from it.
        Assert.InRange(store.Groups - before, 1, 64 * 50 / 4);
    }

    [Fact]
    public void The_writer_waits_for_the_disk_and_keeps_readers_apart_by_the_write_ahead_log()
    {
        using var writer = SqliteConnections.OpenWriter(settings);
        Assert.Equal(2L, Ask(writer, "PRAGMA synchronous"));
        Assert.Equal("wal", Ask(writer, "PRAGMA journal_mode"));
        Assert.Equal(0L, Ask(writer, "PRAGMA trusted_schema"));
    }

    [Fact]
    public async Task A_full_disk_refuses_the_commit_keeps_the_rest_and_is_got_over_when_space_is_freed()
    {
        using var store = Open(settings with { MaxPages = 170 });
        await PutAsync(store, "small");
        await PutAsync(store, "r1", Large);
        await PutAsync(store, "r2", Large);
        await PutAsync(store, "r3", Large);
        var refused = await UnavailableAsync(() => PutAsync(store, "r4", Large));
        Assert.False(refused.EffectUnknown);
        Assert.Contains("space", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Free space", refused.Remedy, StringComparison.Ordinal);
        Assert.Null(await store.GetAsync("p", "r4", default));
        Assert.NotNull(await store.GetAsync("p", "r3", default));

        await PutAsync(store, "small");
        await store.CommitAsync("p", [EntityWrite.DeleteAny("r1")], default);
        await PutAsync(store, "r4", Large);
    }

    [Fact]
    public async Task On_a_nearly_full_disk_one_large_commit_does_not_fail_the_small_ones_of_its_group()
    {
        using var store = Open(settings with { MaxPages = 120 });
        await PutAsync(store, "r1", Large);
        using var blocker = Raw();
        Ask(blocker, "BEGIN IMMEDIATE");
        // While another holds the lock, all of these wait and so become one group behind the first.
        var first = PutAsync(store, "s0");
        var commits = Enumerable.Range(1, 20).Select(i => i == 10 ? PutAsync(store, "large", new byte[400_000]) : PutAsync(store, $"s{i}")).ToList();
        Ask(blocker, "COMMIT");
        await first;
        await UnavailableAsync(() => commits[9]);
        commits.RemoveAt(9);
        await Task.WhenAll(commits);
        Assert.Equal(21, (await store.QueryAsync("p", RowRange.All, 100, default)).Entities.Count);
    }

    [Fact]
    public async Task A_locked_database_is_told_and_works_again_when_it_is_free()
    {
        using var store = Open();
        await PutAsync(store, "r1");
        using var other = Raw();
        Ask(other, "BEGIN IMMEDIATE");
        var refused = await UnavailableAsync(() => PutAsync(store, "r2"));
        Assert.False(refused.EffectUnknown);
        Assert.Contains("locked by another program", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await store.GetAsync("p", "r1", default));

        Ask(other, "ROLLBACK");
        Assert.Null(await store.GetAsync("p", "r2", default));
        await PutAsync(store, "r2");
    }

    [Fact]
    public void A_second_bot_on_the_same_file_is_told_so()
    {
        using (Open())
            Assert.Contains("in use by another running bot", Refused().Message, StringComparison.Ordinal);
        Open().Dispose();
    }

    [Fact]
    public void A_database_of_a_newer_version_is_refused_and_not_touched()
    {
        Open().Dispose();
        RunRaw("PRAGMA user_version = 99");
        var before = File.ReadAllBytes(settings.Path);
        var refused = Refused();
        Assert.Contains("schema 99", refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", refused.Remedy, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(settings.Path));
    }

    [Theory]
    [InlineData("CREATE TABLE customers(name)")]
    [InlineData("PRAGMA user_version = 3")]
    [InlineData("PRAGMA application_id = 7")]
    public void A_database_of_another_program_is_refused_and_not_touched(string theirs)
    {
        RunRaw(theirs);
        var before = File.ReadAllBytes(settings.Path);
        Assert.Contains("another program", Refused().Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(settings.Path));
    }

    [Fact]
    public async Task A_database_that_a_crash_left_empty_is_finished()
    {
        RunRaw("PRAGMA journal_mode = WAL");
        using var store = Open();
        await PutAsync(store, "r");
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_not_touched()
    {
        File.WriteAllText(settings.Path, new string('x', 5000));
        var refused = Refused();
        Assert.Contains("not a SQLite database", refused.Message, StringComparison.Ordinal);
        Assert.Contains("backup", refused.Remedy, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), File.ReadAllText(settings.Path));
    }

    [Fact]
    public async Task A_damaged_database_is_told_when_the_damage_is_met()
    {
        using (var store = Open())
            for (var i = 0; i < 50; i++)
                await PutAsync(store, $"r{i:D2}", Large.AsMemory(0, 3000));
        using (var file = File.OpenWrite(settings.Path))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray());
        }

        var refused = Refused();
        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Assert.Contains("backup", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_page_fails_the_read_that_meets_it_and_no_other()
    {
        using (var store = Open())
            for (var i = 0; i < 50; i++)
                await PutAsync(store, $"r{i:D2}", Large.AsMemory(0, 700));
        using (var file = File.OpenWrite(settings.Path))
        {
            // The last page holds the rows written last.
            file.Position = file.Length - 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, 4096).ToArray());
        }

        using var damaged = Open();
        var failures = 0;
        for (var i = 0; i < 50; i++)
        {
            try
            {
                await damaged.GetAsync("p", $"r{i:D2}", default);
            }
            catch (StoreUnavailableException exception)
            {
                Assert.Contains("damaged", exception.Message, StringComparison.Ordinal);
                failures++;
            }
        }

        Assert.InRange(failures, 1, 49);
    }

    [Fact]
    public async Task A_database_that_may_not_be_written_is_told_at_start()
    {
        using (var store = Open())
            await PutAsync(store, "r");
        // A write version that SQLite does not know makes it open the file read-only, for every account (a permission would not stop root).
        using (var file = File.OpenWrite(settings.Path))
        {
            file.Position = 18;
            file.WriteByte(3);
        }

        var refused = Refused();
        Assert.Contains("cannot be written", refused.Message, StringComparison.Ordinal);
        Assert.Contains("right to write", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_told_and_not_made()
    {
        var refused = Refused(new(Path.Combine(folder.Path, "absent", "bot.db")));
        Assert.Contains("does not exist", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:Path", refused.Remedy, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "absent")));
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_told()
    {
        Directory.CreateDirectory(settings.Path);
        Assert.Contains("cannot be opened", Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_store_writes_what_waits_and_takes_no_more()
    {
        var store = Open();
        var waiting = Enumerable.Range(0, 200).Select(i => PutAsync(store, $"r{i}")).ToList();
        store.Dispose();
        await Task.WhenAll(waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => PutAsync(store, "late"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.GetAsync("p", "r1", default));
        using var again = Open();
        Assert.Equal(200, (await again.QueryAsync("p", RowRange.All, 1000, default)).Entities.Count);
    }

    private static async Task<string> PutAsync(SqliteEntityStore store, string row, ReadOnlyMemory<byte>? value = null)
    {
        var result = await store.CommitAsync("p", [EntityWrite.Put(row, value ?? "{}"u8.ToArray())], default);
        Assert.True(result.Applied);
        return result.ETags[row];
    }

    private static Task<StoreUnavailableException> UnavailableAsync(Func<Task> act) => Assert.ThrowsAsync<StoreUnavailableException>(act);

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private SqliteEntityStore Open(SqliteSettings? other = null) => SqliteEntityStore.Open(other ?? settings, NullLogger<SqliteEntityStore>.Instance);

    private StoreUnavailableException Refused(SqliteSettings? other = null) =>
        Assert.Throws<StoreUnavailableException>(() => Open(other).Dispose());

    private SqliteConnection Raw()
    {
        var connection = new SqliteConnection($"Data Source={settings.Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private object? RunRaw(string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = Raw();
        return Ask(connection, sql);
    }
}
