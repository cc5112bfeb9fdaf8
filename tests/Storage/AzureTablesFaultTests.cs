using System.Text;
using TeamsEmailBot.Core.Edges.AzureTables;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Storage;

/// <summary>Trouble on the way to the account doubles nothing, loses nothing, and is told with a remedy. Decision 0009.</summary>
public sealed class AzureTablesFaultTests : IAsyncLifetime, IDisposable
{
    private readonly string partition = "p" + Guid.NewGuid().ToString("N");
    private readonly TablesLine line = new();
    private AzureTablesEntityStore? store;
    private AzureTablesEntityStore? other;

    private AzureTablesEntityStore Store => store!;

    /// <summary>Another process on the same table.</summary>
    private AzureTablesEntityStore Other => other!;

    public async Task InitializeAsync()
    {
        var azurite = await AzuriteProcess.SharedAsync();
        store = azurite.OpenStore("Faults", handler: line, adjust: Impatient);
        other = azurite.OpenStore("Faults");
        await other.CommitAsync(partition, [EntityWrite.Insert("old", Text("1")), EntityWrite.Insert("old2", Text("1"))], default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        store?.Dispose();
        other?.Dispose();
        line.Dispose();
    }

    [Fact]
    public async Task I7_an_insert_whose_answer_is_lost_is_applied_and_not_taken_for_a_conflict()
    {
        line.LoseAnswer();
        var result = await CommitAsync(EntityWrite.Insert("new", Text("2")));
        Assert.True(result.Applied);
        Assert.Equal(result.ETags["new"], (await GetAsync("new"))!.ETag);
        Assert.True((await CommitAsync(EntityWrite.Update("new", Text("3"), result.ETags["new"]))).Applied);
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("500")]
    [InlineData("cut")]
    public async Task I7_an_update_with_other_writes_whose_answer_is_lost_is_applied_once(string how)
    {
        _ = how switch { "lost" => line.LoseAnswer(), "500" => line.DoAndAnswer(500, "OperationTimedOut"), _ => line.CutAnswer(300) };
        var old = (await GetAsync("old"))!;
        var result = await CommitAsync(
            EntityWrite.Update("old", Text("2"), old.ETag), EntityWrite.Insert("new", Text("2")), EntityWrite.DeleteAny("old2"), EntityWrite.Put("put", Text("2")));
        Assert.True(result.Applied);
        Assert.Equal(["new", "old", "put"], result.ETags.Keys.Order(StringComparer.Ordinal));
        foreach (var (row, etag) in result.ETags)
            Assert.Equal(etag, (await GetAsync(row))!.ETag);
        Assert.Null(await GetAsync("old2"));
        Assert.Equal(3, (await Other.QueryAsync(partition, RowRange.All, 10, default)).Entities.Count);
    }

    [Theory]
    [InlineData(500, "InternalError")]
    [InlineData(500, "OperationTimedOut")]
    [InlineData(503, "ServerBusy")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(408, "RequestTimeout")]
    [InlineData(409, "TableBeingDeleted")]
    public async Task F24_a_busy_account_is_asked_again(int status, string code)
    {
        line.Answer(status, code).Answer(status, code);
        Assert.True((await CommitAsync(EntityWrite.Insert("new", Text("2")))).Applied);
        Assert.Equal(3, line.Commits);
    }

    [Fact]
    public async Task A_request_that_never_arrived_is_sent_again()
    {
        line.LoseRequest();
        Assert.True((await CommitAsync(EntityWrite.Insert("new", Text("2")))).Applied);
    }

    [Fact]
    public async Task A_conflict_after_a_lost_request_is_a_conflict_when_another_guard_is_untouched()
    {
        var (old, old2) = ((await GetAsync("old"))!.ETag, (await GetAsync("old2"))!.ETag);
        line.LoseRequest(() => Other.CommitAsync(partition, [EntityWrite.Put("old", Text("theirs"))], default).AsTask());
        var result = await CommitAsync(EntityWrite.Update("old2", Text("2"), old2), EntityWrite.Update("old", Text("2"), old));
        Assert.Equal("old", result.ConflictRow);
        Assert.Equal(["theirs", "1"], await ValuesAsync());
    }

    [Fact]
    public async Task I7_a_lost_answer_is_resolved_although_another_wrote_over_one_row_since()
    {
        var (old, old2) = ((await GetAsync("old"))!.ETag, (await GetAsync("old2"))!.ETag);
        line.LoseAnswer(() => Other.CommitAsync(partition, [EntityWrite.Put("old", Text("theirs"))], default).AsTask());
        var result = await CommitAsync(EntityWrite.Update("old", Text("2"), old), EntityWrite.Update("old2", Text("2"), old2));
        Assert.True(result.Applied);
        Assert.Equal(["theirs", "2"], await ValuesAsync());
        Assert.True((await CommitAsync(EntityWrite.Update("old2", Text("3"), result.ETags["old2"]))).Applied);
        Assert.Equal("old", (await CommitAsync(EntityWrite.Update("old", Text("3"), result.ETags["old"]))).ConflictRow);
    }

    [Fact]
    public async Task What_cannot_be_known_is_said_to_be_unknown()
    {
        var old = (await GetAsync("old"))!.ETag;
        line.LoseAnswer(() => Other.CommitAsync(partition, [EntityWrite.Put("old", Text("theirs"))], default).AsTask());
        var unknown = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await CommitAsync(EntityWrite.Update("old", Text("2"), old)));
        Assert.True(unknown.EffectUnknown);
    }

    [Fact]
    public async Task A_lost_answer_that_cannot_be_looked_up_remains_unknown()
    {
        line.LoseAnswer(() =>
        {
            line.LosesReads = true;
            return Task.CompletedTask;
        });
        var unknown = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await CommitAsync(EntityWrite.Insert("new", Text("2"))));
        Assert.True(unknown.EffectUnknown);
        Assert.NotNull(await GetAsync("new"));
    }

    [Fact]
    public async Task A_single_row_that_is_not_there_is_deleted_by_one_request()
    {
        Assert.True((await CommitAsync(EntityWrite.DeleteAny("absent"))).Applied);
        Assert.Equal(1, line.Commits);
    }

    [Fact]
    public async Task An_account_that_stays_silent_is_told_and_the_effect_is_not_known()
    {
        for (var i = 0; i < 4; i++)
            line.LoseAnswer();
        var silent = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await CommitAsync(EntityWrite.Put("new", Text("2"))));
        Assert.True(silent.EffectUnknown);
        Assert.Contains("did not answer", silent.Message, StringComparison.Ordinal);
        Assert.Contains("network", silent.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_stays_busy_is_told_and_surely_wrote_nothing()
    {
        for (var i = 0; i < 4; i++)
            line.Answer(429, "TooManyRequests");
        var busy = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await CommitAsync(EntityWrite.Put("new", Text("2"))));
        Assert.False(busy.EffectUnknown);
        Assert.Null(await GetAsync("new"));
    }

    [Fact]
    public async Task F24_the_time_that_the_account_asks_for_is_waited_and_a_cancellation_ends_the_wait()
    {
        var clock = new ManualClock();
        using var patient = (await AzuriteProcess.SharedAsync()).OpenStore("Faults", clock, line);
        line.Answer(429, "TooManyRequests", retryAfter: 7).Answer(429, "TooManyRequests", retryAfter: 3600);
        using var source = new CancellationTokenSource();
        var commit = patient.CommitAsync(partition, [EntityWrite.Put("new", Text("2"))], source.Token).AsTask();
        await TestWait.UntilAsync(() => clock.WaitingTimers == 1);
        clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Equal(1, line.Commits);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await TestWait.UntilAsync(() => line.Commits == 2 && clock.WaitingTimers == 1);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => commit);
        Assert.Null(await GetAsync("new"));
    }

    [Fact]
    public async Task A_missing_table_is_made_by_whoever_comes_first()
    {
        var azurite = await AzuriteProcess.SharedAsync();
        var table = AzuriteProcess.NewTable();
        var stores = Enumerable.Range(0, 8).Select(_ => azurite.OpenStore(table)).ToList();
        Assert.Empty((await stores[0].QueryAsync("p", RowRange.All, 10, default)).Entities);
        var second = AzuriteProcess.NewTable();
        stores.AddRange(Enumerable.Range(0, 8).Select(_ => azurite.OpenStore(second)));
        var results = await Task.WhenAll(stores.Select(one => one.CommitAsync("p", [EntityWrite.Insert("r", Text("1"))], default).AsTask()));
        Assert.Equal(2, results.Count(result => result.Applied));
        stores.ForEach(one => one.Dispose());
    }

    [Fact]
    public async Task A_wrong_key_is_told_with_what_to_do()
    {
        var azurite = await AzuriteProcess.SharedAsync();
        using var stranger = azurite.OpenStore("Faults", adjust: settings => settings with { Account = settings.Account with { Key = new byte[64] } });
        foreach (var act in new Func<Task>[] { () => stranger.GetAsync(partition, "old", default).AsTask(), () => stranger.CommitAsync(partition, [EntityWrite.DeleteAny("old")], default).AsTask() })
        {
            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(act);
            Assert.Contains("refuses us (403", refused.Message, StringComparison.Ordinal);
            Assert.Contains("role Storage Table Data Contributor", refused.Remedy, StringComparison.Ordinal);
            Assert.False(refused.EffectUnknown);
        }

        Assert.NotNull(await GetAsync("old"));
    }

    [Fact]
    public async Task An_account_that_is_not_there_is_told_and_surely_wrote_nothing()
    {
        await using var gone = await AzuriteProcess.StartAsync();
        using var lonely = gone.OpenStore("Faults", adjust: Impatient);
        await lonely.CommitAsync("p", [EntityWrite.Put("r", Text("1"))], default);
        await gone.StopAsync();
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await lonely.GetAsync("p", "r", default));
        Assert.Contains("section Storage", refused.Remedy, StringComparison.Ordinal);
        refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await lonely.CommitAsync("p", [EntityWrite.Put("r", Text("1"))], default));
        Assert.Contains("cannot be reached", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.EffectUnknown);
    }

    [Fact]
    public async Task I7_commits_sent_again_and_again_while_the_account_stands_still_are_applied_once()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        using var hurried = azurite.OpenStore(
            "Faults", handler: line, adjust: settings => settings with { RequestLimit = TimeSpan.FromSeconds(1), FirstPause = TimeSpan.FromMilliseconds(1), Attempts = 14 });
        using var calm = azurite.OpenStore("Faults");
        var first = (await calm.CommitAsync("p", [EntityWrite.Insert("count", Text("1"))], default)).ETags["count"];
        await azurite.PauseAsync();
        var update = hurried.CommitAsync("p", [EntityWrite.Update("count", Text("2"), first), EntityWrite.Insert("once", Text("1"))], default).AsTask();
        await TestWait.UntilAsync(() => line.Commits >= 3);
        await azurite.ResumeAsync();
        var result = await update;
        Assert.True(result.Applied);
        Assert.Equal(result.ETags["count"], (await calm.GetAsync("p", "count", default))!.ETag);
        Assert.True((await hurried.CommitAsync("p", [EntityWrite.Update("count", Text("3"), result.ETags["count"])], default)).Applied);
    }

    private static TablesSettings Impatient(TablesSettings settings) => settings with { FirstPause = TimeSpan.FromMilliseconds(1) };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private ValueTask<CommitResult> CommitAsync(params EntityWrite[] writes) => Store.CommitAsync(partition, writes, default);

    private ValueTask<Entity?> GetAsync(string row) => Other.GetAsync(partition, row, default);

    private async Task<List<string>> ValuesAsync() =>
        [.. (await Other.QueryAsync(partition, RowRange.All, 10, default)).Entities.Select(entity => Encoding.UTF8.GetString(entity.Value.Span))];
}
