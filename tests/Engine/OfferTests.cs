using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using TeamsEmailBot.Tests.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

public sealed class OfferTests
{
    [Fact]
    public async Task The_longest_idle_agent_is_offered_first()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        rig.Clock.Skip(TimeSpan.FromMinutes(1));
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.DeliverAsync("1");
        await rig.DeliverAsync("2");

        Assert.Single(rig.Desk.CardsOf(Megan));
        Assert.Single(rig.Desk.CardsOf(Adele));
    }

    [Fact]
    public async Task N004_an_agent_without_licence_is_never_offered_a_task()
    {
        var configuration = Configured(agents: Megan);
        await using var rig = await EngineRig.StartAsync(configuration with { Users = [configuration.Users[0] with { HasEmailLicence = false }] }, [Megan]);
        var key = await rig.DeliverAsync("1");

        Assert.Null(rig.Desk.LastOf(Megan));
        Assert.Equal(TaskState.Queued, (await rig.TaskAsync(key)).State);
        Assert.Equal(["no_licence"], await WhyNotAsync(rig, key, Megan));
    }

    [Fact]
    public async Task An_agent_never_holds_more_than_his_limit_and_gets_the_next_when_a_place_is_free()
    {
        await using var rig = await EngineRig.StartAsync(Configured(new DistributionSettings { TasksPerAgent = 2 }, agents: Megan), [Megan]);
        var first = await rig.DeliverAsync("1");
        await rig.DeliverAsync("2");
        var third = await rig.DeliverAsync("3");

        Assert.Equal(2, rig.Desk.CardsOf(Megan).Count);
        Assert.Contains("at_limit", await WhyNotAsync(rig, third, Megan));

        await rig.Workbench.AcceptAsync(Megan, first, rig.Desk.CardsOf(Megan)[0].Version, default);
        await rig.Workbench.FinishWithoutReplyAsync(Megan, first, (await rig.TaskAsync(first)).Version, default);
        await rig.IdleAsync();
        Assert.Equal(Megan, (await rig.TaskAsync(third)).Offer!.Agent);
    }

    [Fact]
    public async Task A_declined_offer_goes_to_the_next_agent()
    {
        await using var rig = await EngineRig.StartAsync(Megan, Adele);
        var key = await rig.DeliverAsync("1");
        var first = (await rig.TaskAsync(key)).Offer!.Agent;
        var next = first == Megan ? Adele : Megan;
        await rig.Workbench.DeclineAsync(first, key, rig.Desk.LastOf(first)!.Version, default);
        await rig.IdleAsync();

        Assert.Equal(TaskViewKind.Declined, rig.Desk.LastOf(first)!.Kind);
        Assert.Equal(TaskViewKind.Offer, rig.Desk.LastOf(next)!.Kind);
    }

    [Fact]
    public async Task F72_an_offer_nobody_answers_goes_on_and_whoever_misses_twice_is_set_off_duty_and_told_so()
    {
        await using var rig = await EngineRig.StartAsync(Configured(agents: Megan), [Megan]);
        await rig.DeliverAsync("1");
        await rig.PassAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(TaskViewKind.TimedOut, rig.Desk.CardsOf(Megan)[0].Kind);
        Assert.True((await rig.Agents.FindAsync(Megan, default))!.Value.OnDuty);

        await rig.PassAsync(TimeSpan.FromSeconds(125));
        Assert.False((await rig.Agents.FindAsync(Megan, default))!.Value.OnDuty);
        Assert.Equal((Megan, new Notice(NoticeKind.SetOffDuty, 2)), Assert.Single(rig.Desk.Notices, told => told.Notice.Kind != NoticeKind.Welcome));
    }

    [Fact]
    public async Task Accepting_an_offer_forgets_earlier_misses()
    {
        await using var rig = await EngineRig.StartAsync(Configured(agents: Megan), [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.PassAsync(TimeSpan.FromSeconds(125));
        var again = rig.Desk.LastOf(Megan)!;
        Assert.Equal(TaskViewKind.Offer, again.Kind);
        await rig.Workbench.AcceptAsync(Megan, key, again.Version, default);
        await rig.IdleAsync();

        Assert.Equal(0, (await rig.Agents.FindAsync(Megan, default))!.Value.Misses);
    }

    [Fact]
    public async Task A_task_that_found_nobody_is_offered_the_moment_somebody_goes_on_duty()
    {
        await using var rig = await EngineRig.StartAsync();
        await rig.DeliverAsync("1");
        Assert.Null(rig.Desk.LastOf(Isaiah));
        await rig.Workbench.SetDutyAsync(Isaiah, true, default);
        await rig.IdleAsync();

        Assert.Equal(TaskViewKind.Offer, rig.Desk.LastOf(Isaiah)!.Kind);
    }

    [Fact]
    public async Task A_task_that_found_nobody_is_offered_when_presence_allows_it()
    {
        await using var rig = await EngineRig.StartAsync(Configured(agents: Megan), []);
        rig.Presence[Megan] = new PresenceReading("Busy", "InACall");
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        var key = await rig.DeliverAsync("1");
        Assert.Equal(["presence_busy"], await WhyNotAsync(rig, key, Megan));

        rig.Presence[Megan] = new PresenceReading("Available", "Available");
        await rig.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(TaskViewKind.Offer, rig.Desk.LastOf(Megan)!.Kind);
    }

    [Fact]
    public async Task F65_of_fifty_parallel_accepts_one_wins_and_the_others_learn_who_has_it()
    {
        await using var rig = await EngineRig.StartAsync(Megan, Adele);
        var key = await rig.DeliverAsync("1");
        var first = (await rig.TaskAsync(key)).Offer!.Agent;
        await rig.Workbench.DeclineAsync(first, key, rig.Desk.LastOf(first)!.Version, default);
        await rig.IdleAsync();
        var second = (await rig.TaskAsync(key)).Offer!.Agent;
        var version = (await rig.TaskAsync(key)).Version;

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => rig.Workbench.AcceptAsync(i % 2 == 0 ? first : second, key, version, default))));
        await rig.IdleAsync();

        Assert.Equal(second, (await rig.TaskAsync(key)).Holder);
        Assert.Single((await rig.TaskAsync(key)).Timeline, entry => entry.Event == TaskEvent.Accepted);
        Assert.All(results.Where((_, i) => i % 2 == 1), result => Assert.Equal(TaskViewKind.Mine, result.View!.Kind));
        Assert.All(results.Where((_, i) => i % 2 == 0), result => Assert.NotNull(result.Refusal));
        var loser = rig.Desk.LastOf(first)!;
        Assert.Equal((TaskViewKind.Taken, second.Value), (loser.Kind, loser.OtherName));
    }

    [Theory]
    [InlineData(DeskResult.NotInstalled, "not_installed")]
    [InlineData(DeskResult.Blocked, "blocked")]
    public async Task F70_F71_an_unreachable_agent_loses_the_offer_at_once_and_gets_none_until_he_is_back(DeskResult result, string code)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        rig.Clock.Skip(TimeSpan.FromMinutes(1));
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        rig.Desk.Fault = agent => agent == Megan ? new DeskDelivery(result) : null;
        await rig.DeliverAsync("1");
        await rig.DeliverAsync("2");

        Assert.Equal(2, rig.Desk.CardsOf(Adele).Count);
        Assert.Equal(code, (await rig.Agents.FindAsync(Megan, default))!.Value.Unreachable);

        rig.Desk.Fault = null;
        await rig.DeliverAsync("3");
        await rig.DeliverAsync("4");
        Assert.Null(rig.Desk.LastOf(Megan));
        await rig.Workbench.ReachableAsync(Megan, default);
        await rig.IdleAsync();
        Assert.NotNull(rig.Desk.LastOf(Megan));
    }

    [Fact]
    public async Task While_Teams_is_down_no_offer_counts_as_missed()
    {
        await using var rig = await EngineRig.StartAsync(Configured(agents: Megan), [Megan]);
        rig.Desk.Fault = _ => new DeskDelivery(DeskResult.Later, NotBefore: rig.Clock.GetUtcNow().AddSeconds(20));
        var key = await rig.DeliverAsync("1");
        await rig.PassAsync(TimeSpan.FromMinutes(5));
        Assert.True((await rig.Agents.FindAsync(Megan, default))!.Value.OnDuty);
        Assert.DoesNotContain((await rig.TaskAsync(key)).Timeline, entry => entry.Event == TaskEvent.TimedOut);

        rig.Desk.Fault = null;
        await rig.PassAsync(TimeSpan.FromMinutes(2));
        Assert.NotNull(rig.Desk.LastOf(Megan));
    }

    [Fact]
    public async Task F74_a_button_of_an_old_card_acts_on_nothing_and_the_present_view_comes_back()
    {
        await using var rig = await EngineRig.StartAsync(Configured(agents: Megan), [Megan]);
        var key = await rig.DeliverAsync("1");
        var old = rig.Desk.LastOf(Megan)!.Version;
        await rig.PassAsync(TimeSpan.FromSeconds(125));

        var result = await rig.Workbench.AcceptAsync(Megan, key, old, default);
        Assert.Equal((Refusal.Stale, TaskViewKind.Offer), (result.Refusal!.Value, result.View!.Kind));
        Assert.Equal(TaskState.Offered, (await rig.TaskAsync(key)).State);
    }

    [Fact]
    public async Task Nobody_sees_or_takes_a_task_that_was_never_offered_to_him()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        var version = (await rig.TaskAsync(key)).Version;

        Assert.Equal(new ActionResult(null, Refusal.UnknownTask), await rig.Workbench.AcceptAsync(Adele, key, version, default));
        Assert.Equal(new ActionResult(null, Refusal.UnknownTask), await rig.Workbench.ViewAsync(Adele, key, default));
        Assert.Equal(new ActionResult(null, Refusal.NotAllowed), await rig.Workbench.AcceptAsync(new AgentId("stranger"), key, version, default));
        Assert.Equal(TaskState.Offered, (await rig.TaskAsync(key)).State);
    }

    [Fact]
    public async Task I3_a_place_taken_for_an_offer_that_was_never_made_is_given_back()
    {
        await using var rig = await EngineRig.StartAsync(Configured(new DistributionSettings { MissesUntilOffDuty = 10, TasksPerAgent = 2 }, agents: Megan), [Megan]);
        rig.Store.Fault = (partition, writes) => partition.StartsWith("svc~", StringComparison.Ordinal) && writes.Any(write => write.Row.StartsWith("why~", StringComparison.Ordinal))
            ? CommitFault.BeforeEffect
            : null;
        var key = await rig.DeliverAsync("1");
        await rig.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, (await rig.Agents.FindAsync(Megan, default))!.Value.Holds.Count);
        Assert.Equal(TaskState.Queued, (await rig.TaskAsync(key)).State);

        rig.Store.Fault = null;
        await rig.PassAsync(TimeSpan.FromSeconds(150));
        var hold = Assert.Single((await rig.Agents.FindAsync(Megan, default))!.Value.Holds);
        Assert.Equal((await rig.TaskAsync(key)).Offer!.Id, hold.Offer);
    }

    private static async Task<IReadOnlyList<string>> WhyNotAsync(EngineRig rig, TaskKey key, AgentId agent)
    {
        DistributionRecord? last = null;
        await foreach (var record in rig.Tasks.WhyAsync(key, default))
            last = record.Value;
        return [.. last!.Candidates.Single(candidate => candidate.Agent == agent).Against.Select(reason => reason.Code)];
    }
}
