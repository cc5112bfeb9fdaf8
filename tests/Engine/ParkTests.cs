using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>A parked task rests with its agent and comes back by itself.</summary>
public sealed class ParkTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_parked_task_stays_in_the_agents_list_and_comes_back_at_its_time_with_a_notice()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await ParkedAsync(rig, ParkKind.Later);
        Assert.Equal(TaskViewKind.Parked, rig.Desk.LastOf(Megan)!.Kind);
        Assert.Equal([key], (await rig.Workbench.ListAsync(Megan, default)).Select(view => view.Key));

        await rig.JumpAsync(Hour - TimeSpan.FromSeconds(1));
        Assert.Equal(TaskState.Parked, (await rig.TaskAsync(key)).State);
        await rig.JumpAsync(TimeSpan.FromSeconds(1));
        var back = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Accepted, Megan, "due"), (back.State, back.Holder!.Value, back.Timeline[^1].Reason));
        Assert.Equal(TaskViewKind.Mine, rig.Desk.LastOf(Megan)!.Kind);
        Assert.Equal((Megan, new Notice(NoticeKind.ParkedIsDue, Task: key)), Assert.Single(Notices(rig)));
    }

    [Fact]
    public async Task A_restart_does_not_forget_a_parked_task()
    {
        var rig = await EngineRig.StartAsync(Megan);
        var key = await ParkedAsync(rig, ParkKind.Later);
        await rig.DisposeAsync();
        await using var next = await EngineRig.StartAsync(null, [], rig);
        await next.JumpAsync(Hour);

        Assert.Equal(TaskState.Accepted, (await next.TaskAsync(key)).State);
    }

    [Theory]
    [InlineData(ParkKind.Later)]
    [InlineData(ParkKind.WaitingForCustomer)]
    public async Task The_customers_next_mail_brings_it_back_at_once(ParkKind kind)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await ParkedAsync(rig, kind);
        await rig.DeliverAsync("2", headers: new MailHeader("In-Reply-To", "<1@b.example>"));

        var back = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Accepted, 1, "mail"), (back.State, back.Joined.Count, back.Timeline[^1].Reason));
        Assert.Equal(NoticeKind.ParkedHasNews, Assert.Single(Notices(rig)).Notice.Kind);
        await rig.JumpAsync(2 * Hour);
        Assert.Equal(back.Version, (await rig.TaskAsync(key)).Version);
    }

    [Fact]
    public async Task Who_is_off_duty_when_it_comes_back_finds_it_in_the_queue_and_is_asked_first()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await ParkedAsync(rig, ParkKind.Later);
        await rig.Workbench.SetDutyAsync(Megan, false, default);
        await rig.JumpAsync(Hour);
        var waiting = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Queued, Megan, "off_duty"), (waiting.State, waiting.LastAgent!.Value, waiting.Timeline[^1].Reason));
        Assert.Equal(TaskViewKind.BackInQueue, rig.Desk.LastOf(Megan)!.Kind);
        Assert.Empty((await rig.Agents.FindAsync(Megan, default))!.Value.Holds);

        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.IdleAsync();
        Assert.Equal(Megan, (await rig.TaskAsync(key)).Offer!.Agent);
    }

    [Theory]
    [InlineData(ParkedPlace.WaitingForCustomer, ParkKind.WaitingForCustomer, true)]
    [InlineData(ParkedPlace.WaitingForCustomer, ParkKind.Later, false)]
    [InlineData(ParkedPlace.Never, ParkKind.WaitingForCustomer, false)]
    [InlineData(ParkedPlace.Always, ParkKind.Later, true)]
    public async Task Whether_a_parked_task_frees_its_place_is_for_the_service_to_say(ParkedPlace setting, ParkKind kind, bool isFree)
    {
        await using var rig = await EngineRig.StartAsync(Configured(new DistributionSettings { TasksPerAgent = 1, ParkedFreesPlace = setting }, agents: Megan), [Megan]);
        var key = await ParkedAsync(rig, kind);
        var second = await rig.DeliverAsync("2");

        Assert.Equal(isFree ? TaskState.Offered : TaskState.Queued, (await rig.TaskAsync(second)).State);
        Assert.Equal(TaskState.Parked, (await rig.TaskAsync(key)).State);
    }

    [Fact]
    public async Task The_place_freed_by_parking_is_given_to_a_task_that_waits_at_once()
    {
        await using var rig = await EngineRig.StartAsync(Configured(new DistributionSettings { TasksPerAgent = 1 }, agents: Megan), [Megan]);
        var key = await AcceptedAsync(rig);
        var second = await rig.DeliverAsync("2");
        Assert.Equal(TaskState.Queued, (await rig.TaskAsync(second)).State);
        await ParkAsync(rig, key, ParkKind.WaitingForCustomer);

        Assert.Equal(Megan, (await rig.TaskAsync(second)).Offer!.Agent);
    }

    [Fact]
    public async Task A_task_that_comes_back_may_exceed_the_limit_and_nothing_more_is_offered_then()
    {
        await using var rig = await EngineRig.StartAsync(Configured(new DistributionSettings { TasksPerAgent = 1 }, agents: Megan), [Megan]);
        var key = await ParkedAsync(rig, ParkKind.WaitingForCustomer);
        var second = await rig.DeliverAsync("2");
        await rig.AcceptAsync(Megan, second);
        await rig.JumpAsync(Hour);
        Assert.Equal((TaskState.Accepted, TaskState.Accepted), ((await rig.TaskAsync(key)).State, (await rig.TaskAsync(second)).State));
        Assert.Equal(2, (await rig.Agents.FindAsync(Megan, default))!.Value.Taken);

        var third = await rig.DeliverAsync("3");
        await rig.Workbench.FinishWithoutReplyAsync(Megan, key, (await rig.TaskAsync(key)).Version, default);
        await rig.IdleAsync();
        Assert.Equal(TaskState.Queued, (await rig.TaskAsync(third)).State);
        await rig.Workbench.FinishWithoutReplyAsync(Megan, second, (await rig.TaskAsync(second)).Version, default);
        await rig.IdleAsync();
        Assert.Equal(Megan, (await rig.TaskAsync(third)).Offer!.Agent);
    }

    [Fact]
    public async Task Taken_up_by_hand_it_is_worked_on_again_and_its_time_means_nothing_any_more()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await ParkedAsync(rig, ParkKind.WaitingForCustomer);
        var version = (await rig.TaskAsync(key)).Version;
        Assert.True((await rig.Workbench.TakeUpAsync(Megan, key, version, default)).Done);
        Assert.True((await rig.Workbench.TakeUpAsync(Megan, key, version, default)).Done);
        await rig.IdleAsync();
        Assert.Equal(1, (await rig.Agents.FindAsync(Megan, default))!.Value.Taken);
        var taken = await rig.TaskAsync(key);
        await rig.JumpAsync(2 * Hour);

        Assert.Equal(taken.Version, (await rig.TaskAsync(key)).Version);
        Assert.Empty(Notices(rig));
    }

    [Fact]
    public async Task Parked_again_for_longer_it_does_not_come_back_at_the_first_time()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await ParkedAsync(rig, ParkKind.Later);
        await rig.Workbench.TakeUpAsync(Megan, key, (await rig.TaskAsync(key)).Version, default);
        await ParkAsync(rig, key, ParkKind.Later, 3 * Hour);
        await rig.JumpAsync(2 * Hour);

        Assert.Equal(TaskState.Parked, (await rig.TaskAsync(key)).State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(367 * 24 * 60)]
    public async Task Nothing_is_parked_until_the_past_or_for_ever(int minutes)
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await AcceptedAsync(rig);
        var result = await rig.Workbench.ParkAsync(Megan, key, (await rig.TaskAsync(key)).Version, ParkKind.Later, rig.Clock.GetUtcNow().AddMinutes(minutes), default);

        Assert.Equal((Refusal.BadTime, TaskState.Accepted), (result.Refusal!.Value, (await rig.TaskAsync(key)).State));
    }

    [Fact]
    public async Task Nobody_parks_or_takes_up_the_task_of_somebody_else()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await AcceptedAsync(rig);
        var version = (await rig.TaskAsync(key)).Version;
        Assert.Equal(Refusal.UnknownTask, (await rig.Workbench.ParkAsync(Adele, key, version, ParkKind.Later, rig.Clock.GetUtcNow() + Hour, default)).Refusal);
        await ParkAsync(rig, key, ParkKind.Later);
        Assert.Equal(Refusal.UnknownTask, (await rig.Workbench.TakeUpAsync(Adele, key, version + 1, default)).Refusal);

        Assert.Equal((TaskState.Parked, Megan), ((await rig.TaskAsync(key)).State, (await rig.TaskAsync(key)).Holder!.Value));
    }

    [Fact]
    public async Task N056_what_a_service_had_given_out_when_it_was_suspended_comes_back_to_its_agent_and_is_finished()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var key = await ParkedAsync(rig, ParkKind.Later);
        rig.Current = rig.Current with { Services = [rig.Current.Services[0] with { Suspended = true }] };
        await rig.Workbench.SetDutyAsync(Megan, false, default);
        await rig.JumpAsync(Hour);

        Assert.Equal((TaskState.Accepted, Megan), ((await rig.TaskAsync(key)).State, (await rig.TaskAsync(key)).Holder!.Value));
    }

    private static IEnumerable<(AgentId Agent, Notice Notice)> Notices(EngineRig rig) => rig.Desk.Notices.Where(told => told.Notice.Kind != NoticeKind.Welcome);

    private static async Task<TaskKey> AcceptedAsync(EngineRig rig)
    {
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Megan, key);
        return key;
    }

    private static async Task<TaskKey> ParkedAsync(EngineRig rig, ParkKind kind)
    {
        var key = await AcceptedAsync(rig);
        await ParkAsync(rig, key, kind);
        return key;
    }

    private static async Task ParkAsync(EngineRig rig, TaskKey key, ParkKind kind, TimeSpan? time = null)
    {
        Assert.True((await rig.Workbench.ParkAsync(Megan, key, (await rig.TaskAsync(key)).Version, kind, rig.Clock.GetUtcNow() + (time ?? Hour), default)).Done);
        await rig.IdleAsync();
    }
}
