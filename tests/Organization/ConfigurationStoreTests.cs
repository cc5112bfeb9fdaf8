using System.Text.Json;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Organization;

public sealed class ConfigurationStoreTests : IDisposable
{
    private readonly InMemoryEntityStore entities = new();
    private readonly ManualClock clock = new();
    private readonly ConfigurationStore store;

    public ConfigurationStoreTests() => store = Open();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task Nothing_stored_is_the_empty_configuration_of_revision_0()
    {
        var loaded = await store.LoadAsync(default);

        AssertSame(Configuration.Empty, loaded);
        Assert.Empty(entities.Dump());
    }

    [Fact]
    public async Task What_was_committed_is_what_a_restart_loads()
    {
        var commit = await CommitAsync(store, 0, Sample.Configuration);

        using var restarted = Open();
        await restarted.LoadAsync(default);

        Assert.Equal(CommitOutcome.Written, commit.Outcome);
        AssertSame(Sample.Configuration with { Revision = 1 }, restarted.Current);
        AssertSame(restarted.Current, store.Current);
    }

    [Fact]
    public async Task Committing_the_same_again_writes_nothing_and_keeps_the_revision()
    {
        await CommitAsync(store, 0, Sample.Configuration);
        var commits = entities.Commits;

        var again = await CommitAsync(store, 1, Sample.Configuration);

        Assert.Equal((CommitOutcome.Unchanged, 1L), (again.Outcome, again.Configuration.Revision));
        Assert.Equal(commits, entities.Commits);
    }

    [Fact]
    public async Task A_small_change_touches_only_its_row_the_head_and_the_audit_trail()
    {
        await CommitAsync(store, 0, Sample.Configuration);
        var writes = entities.RowWrites;

        await CommitAsync(store, 1, Renamed("Contoso Ltd"));

        // Head, unit and audit note in one commit; then the note moves: one put, one delete.
        Assert.Equal(5, entities.RowWrites - writes);
    }

    [Fact]
    public async Task Of_two_administrators_the_second_sees_a_conflict_and_the_newer_configuration()
    {
        await CommitAsync(store, 0, Sample.Configuration);
        using var other = Open();
        await other.LoadAsync(default);
        await CommitAsync(other, 1, Renamed("First"));

        var second = await CommitAsync(store, 1, Renamed("Second"));

        Assert.Equal(CommitOutcome.Conflict, second.Outcome);
        Assert.Equal((2L, "First"), (store.Current.Revision, store.Current.Units[0].Name));
    }

    [Fact]
    public async Task Two_instances_that_commit_between_each_others_reads_cannot_both_win()
    {
        await CommitAsync(store, 0, Sample.Configuration);
        using var other = Open();
        await other.LoadAsync(default);
        var interrupted = false;
        entities.Fault = (_, _) =>
        {
            if (!interrupted)
            {
                interrupted = true;
                // Between the first's read of the head and its write, the second commits completely.
                CommitAsync(other, 1, Renamed("Second")).GetAwaiter().GetResult();
            }

            return null;
        };

        var first = await CommitAsync(store, 1, Renamed("First"));

        Assert.Equal((CommitOutcome.Conflict, "Second"), (first.Outcome, store.Current.Units[0].Name));
    }

    [Fact]
    public async Task A_change_is_told_with_old_and_new_to_the_instance_that_made_it_and_to_the_one_that_notices()
    {
        using var other = Open();
        await other.LoadAsync(default);
        var told = new List<(string, long, long)>();
        store.Changed += change => told.Add(("own", change.Old.Revision, change.New.Revision));
        other.Changed += change => told.Add(("other", change.Old.Revision, change.New.Revision));

        await CommitAsync(store, 0, Sample.Configuration);
        await other.RefreshAsync(default);
        await other.RefreshAsync(default);

        Assert.Equal([("own", 0, 1), ("other", 0, 1)], told);
    }

    [Fact]
    public async Task Removed_records_are_gone_after_a_restart()
    {
        await CommitAsync(store, 0, Sample.Configuration);
        await CommitAsync(store, 1, Sample.Configuration with { Services = [], Mailboxes = [] });

        using var restarted = Open();

        AssertSame(Sample.Configuration with { Revision = 2, Services = [], Mailboxes = [] }, await restarted.LoadAsync(default));
    }

    [Fact]
    public async Task Two_thousand_users_and_two_hundred_services_are_one_change()
    {
        var large = Sample.Large(2000, 200);

        var commit = await CommitAsync(store, 0, large);
        using var restarted = Open();
        await restarted.LoadAsync(default);

        Assert.Equal(CommitOutcome.Written, commit.Outcome);
        AssertSame(large with { Revision = 1 }, restarted.Current);
        Assert.DoesNotContain(entities.Dump(), entity => entity.Row.StartsWith("staged~", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CommitFault.BeforeEffect)]
    [InlineData(CommitFault.AfterEffect)]
    public async Task I7_a_large_change_that_crashes_at_any_commit_holds_completely_or_not_at_all(CommitFault fault)
    {
        var seen = new HashSet<long>();
        for (var crashAt = 1; ; crashAt++)
        {
            var world = new InMemoryEntityStore();
            using var first = new ConfigurationStore(world, clock);
            await CommitAsync(first, 0, Sample.Configuration);
            var before = world.Commits;
            var fired = false;
            world.Fault = (_, _) => world.Commits == before + crashAt && (fired = true) ? fault : null;
            var large = Sample.Large(250, 10);
            try
            {
                await CommitAsync(first, 1, large);
            }
            catch (StoreUnavailableException)
            {
                Assert.True(fired);
            }

            world.Fault = null;
            using var restarted = new ConfigurationStore(world, clock);
            var loaded = await restarted.LoadAsync(default);
            AssertSame(loaded.Revision == 1 ? Sample.Configuration with { Revision = 1 } : large with { Revision = 2 }, loaded);
            Assert.Equal(loaded.Revision, (await new AuditTrail(world).ReadAsync(10, null, default)).Count);
            seen.Add(loaded.Revision);

            // The next change works, whatever the crash left.
            Assert.Equal(CommitOutcome.Written, (await CommitAsync(restarted, loaded.Revision, Renamed("Afterwards"))).Outcome);
            if (!fired)
                break;
        }

        Assert.Equal([1, 2], seen.Order());
    }

    [Fact]
    public async Task A_slow_copier_of_a_large_change_cannot_overwrite_a_later_change()
    {
        await CommitAsync(store, 0, Sample.Configuration);
        using var other = Open();
        await other.LoadAsync(default);
        var heads = 0;
        entities.Fault = (_, writes) =>
        {
            // The third write of the head is a copy batch: meanwhile the other instance finishes the copying and changes a record.
            if (writes.Any(write => write.Row == "revision") && ++heads == 3)
            {
                entities.Fault = null;
                other.RefreshAsync(default).GetAwaiter().GetResult();
                var later = other.Current with { Users = [other.Current.Users[0] with { DisplayName = "Later" }, .. other.Current.Users.Skip(1)] };
                Assert.Equal(CommitOutcome.Written, CommitAsync(other, 2, later).GetAwaiter().GetResult().Outcome);
            }

            return null;
        };

        await CommitAsync(store, 1, Sample.Large(500, 5));

        using var restarted = Open();
        await restarted.LoadAsync(default);
        Assert.Equal((3L, "Later"), (restarted.Current.Revision, restarted.Current.Users[0].DisplayName));
        Assert.Null(entities.Fault);
    }

    [Fact]
    public async Task Rows_of_a_large_change_that_never_held_are_swept_after_hours_and_not_before()
    {
        await CommitAsync(store, 0, Sample.Configuration);
        entities.FailCommit(2, CommitFault.BeforeEffect);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(store, 1, Sample.Large(500, 5)));

        using var soon = Open();
        await soon.LoadAsync(default);
        var afterMinutes = Staged();
        clock.Advance(TimeSpan.FromHours(3));
        using var later = Open();
        await later.LoadAsync(default);

        Assert.Equal((99, 0), (afterMinutes, Staged()));

        int Staged() => entities.Dump().Count(entity => entity.Row.StartsWith("staged~", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_audit_trail_tells_who_when_and_which_fields_newest_first_and_no_texts_or_addresses()
    {
        await CommitAsync(store, 0, Sample.Configuration);
        clock.Advance(TimeSpan.FromMinutes(5));
        var service = Sample.Configuration.Services[0];
        await store.CommitAsync(
            1, Sample.Configuration with { Services = [service with { Signature = "geheim", Distribution = service.Distribution with { OfferSeconds = 30 } }] }, "patti", "ChangeService", default);

        var trail = await new AuditTrail(entities).ReadAsync(10, null, default);

        Assert.Equal([2L, 1L], trail.Select(entry => entry.Revision));
        Assert.Equal(("patti", "ChangeService", clock.GetUtcNow()), (trail[0].By, trail[0].Action, trail[0].At));
        var change = Assert.Single(trail[0].Changes);
        Assert.Equal(("service", "customer-help", AuditedEffect.Changed), (change.Kind, change.Id, change.Effect));
        Assert.Equal(["distribution.offerSeconds", "signature"], change.Fields.Order());
        Assert.Equal([new AuditedValue("distribution.offerSeconds", "60", "30")], change.Values);
        Assert.DoesNotContain(
            entities.Dump(), entity => entity.Partition == "audit" && System.Text.Encoding.UTF8.GetString(entity.Value.Span) is var text && (text.Contains("geheim", StringComparison.Ordinal) || text.Contains('@')));
        Assert.Equal([1L], (await new AuditTrail(entities).ReadAsync(10, 2, default)).Select(entry => entry.Revision));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_named()
    {
        await CommitAsync(store, 0, Sample.Configuration);
        await entities.CommitAsync("config", [EntityWrite.Put("unit~contoso", "[1]"u8.ToArray())], default);

        using var restarted = Open();
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => restarted.LoadAsync(default));

        Assert.Contains("unit~contoso", exception.Message, StringComparison.Ordinal);
    }

    internal static void AssertSame(Configuration expected, Configuration actual)
    {
        Assert.Equal(expected.Revision, actual.Revision);
        Assert.Equal(Text(expected), Text(actual));

        // Since when a mailbox is watched and the versions of workflows are written by the store itself; WatchTimesTests and WorkflowVersionTests see to it.
        static string Text(Configuration configuration) => string.Join("\n", ConfigurationRows.Of(Plain(configuration)).Select(row => $"{row.Key} {JsonDocument.Parse(row.Value).RootElement}"));

        static Configuration Plain(Configuration configuration) => configuration with
        {
            Workflows = [.. configuration.Workflows.Select(workflow => workflow with { Version = 0 })],
            Services = [.. configuration.Services.Select(service => service with { WatchedSince = null })],
        };
    }

    private static Configuration Renamed(string name) =>
        Sample.Configuration with { Units = [Sample.Configuration.Units[0] with { Name = name }, Sample.Configuration.Units[1]] };

    private static Task<ConfigurationCommit> CommitAsync(ConfigurationStore store, long basis, Configuration next) =>
        store.CommitAsync(basis, next, "setup", "Test", default);

    private ConfigurationStore Open() => new(entities, clock);
}
