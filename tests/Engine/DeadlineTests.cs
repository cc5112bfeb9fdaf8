using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>What customers are promised, and what is done so that it is kept.</summary>
public sealed class DeadlineTests
{
    private static readonly ServiceTargets Hours = new() { Normal = new(60, 120), Highest = new(10) };

    [Fact]
    public async Task The_holder_is_reminded_once_before_the_deadline_and_a_missed_one_is_noted_once()
    {
        await using var rig = await EngineRig.StartAsync(Promising(Hours), [Megan]);
        var key = await rig.DeliverAsync("1");
        var begin = (await rig.TaskAsync(key)).ReceivedAt;
        Assert.Equal(
            [new Deadline(TargetKind.FirstAnswer, begin.AddMinutes(60), begin.AddMinutes(51)), new Deadline(TargetKind.Finish, begin.AddMinutes(120), begin.AddMinutes(102))],
            (await rig.TaskAsync(key)).Deadlines);
        var version = (await rig.AcceptAsync(Megan, key)).Version;

        await rig.JumpAsync(TimeSpan.FromMinutes(50));
        Assert.Empty(Reminders(rig));
        await rig.JumpAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([new NearDeadline(key, version, TargetKind.FirstAnswer, begin.AddMinutes(60), begin.AddMinutes(51))], Reminders(rig));
        await rig.JumpAsync(TimeSpan.FromMinutes(9));
        await rig.JumpAsync(TimeSpan.FromMinutes(1));
        var task = await rig.TaskAsync(key);
        Assert.Single(Reminders(rig));
        Assert.Equal([TaskEvent.Reminded, TaskEvent.TargetMissed], Promises(task));
        Assert.True(task.NextDeadline()!.IsOverdue);

        // The agent was writing all the time: what he has open stays valid.
        Assert.True((await rig.Workbench.ReplyAsync(Megan, key, version, "Dear customer", false, null, default)).Done);
        await rig.IdleAsync();
        task = await rig.TaskAsync(key);
        Assert.Equal([TaskEvent.Reminded, TaskEvent.TargetMissed, TaskEvent.TargetMet], Promises(task));
        Assert.Null(task.NextDeadline());
        await rig.JumpAsync(TimeSpan.FromHours(3));
        Assert.Equal(task.Timeline.Count(entry => entry.Event != TaskEvent.Filed), (await rig.TaskAsync(key)).Timeline.Count(entry => entry.Event != TaskEvent.Filed));
        Assert.Single(Reminders(rig));
    }

    [Fact]
    public async Task Who_was_faster_hears_nothing_and_neither_does_a_task_that_nobody_holds()
    {
        await using var rig = await EngineRig.StartAsync(Promising(Hours), [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.AnswerAsync(Megan, key);
        await rig.Workbench.SetDutyAsync(Megan, false, default);
        var waiting = await rig.DeliverAsync("2");
        await rig.JumpAsync(TimeSpan.FromMinutes(51));
        await rig.JumpAsync(TimeSpan.FromHours(3));

        Assert.Empty(Reminders(rig));
        Assert.Equal([TaskEvent.TargetMet, TaskEvent.TargetMet], Promises(await rig.TaskAsync(key)));
        Assert.Equal([TaskEvent.TargetMissed, TaskEvent.TargetMissed], Promises(await rig.TaskAsync(waiting)));
    }

    [Fact]
    public async Task A_reminder_that_Teams_takes_too_late_is_not_sent_any_more()
    {
        await using var rig = await EngineRig.StartAsync(Promising(Hours), [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Megan, key);
        await rig.IdleAsync();
        rig.Desk.Fault = agent => new DeskDelivery(DeskResult.Later, NotBefore: rig.Clock.GetUtcNow().AddMinutes(2));
        await rig.JumpAsync(TimeSpan.FromMinutes(51));
        Assert.Empty(Reminders(rig));
        await rig.Workbench.FinishWithoutReplyAsync(Megan, key, (await rig.TaskAsync(key)).Version, default);
        rig.Desk.Fault = null;
        await rig.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Empty(Reminders(rig));
    }

    [Fact]
    public async Task Deadlines_count_in_opening_hours_and_hold_when_settings_change()
    {
        var office = new Calendar { TimeZone = "UTC", Hours = [new(DayOfWeek.Saturday, new(8, 0), new(8, 30)), new(DayOfWeek.Monday, new(9, 0), new(17, 0))] };
        await using var rig = await EngineRig.StartAsync(Promising(Hours, office), [Megan]);
        var key = await rig.DeliverAsync("1");
        var monday = new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);
        Assert.Equal([monday, monday.AddHours(1)], (await rig.TaskAsync(key)).Deadlines.Select(deadline => deadline.At));

        rig.Current = Promising(new ServiceTargets { Normal = new(5) }) with { Revision = 2 };
        await rig.IdleAsync();
        Assert.Equal([monday, monday.AddHours(1)], (await rig.TaskAsync(key)).Deadlines.Select(deadline => deadline.At));
        var next = await rig.DeliverAsync("2");
        Assert.Equal([rig.Clock.GetUtcNow().AddMinutes(5)], (await rig.TaskAsync(next)).Deadlines.Select(deadline => deadline.At));
    }

    [Fact]
    public async Task A_customer_who_writes_again_after_the_end_is_promised_anew()
    {
        await using var rig = await EngineRig.StartAsync(Promising(Hours), [Megan]);
        var key = await rig.DeliverAsync("1");
        await rig.AnswerAsync(Megan, key);
        await rig.JumpAsync(TimeSpan.FromMinutes(30));
        await rig.DeliverAsync("2", headers: new MailHeader("In-Reply-To", rig.Exchange.LastSentMessageId));
        var again = await rig.TaskAsync(key);
        Assert.Equal([rig.Clock.GetUtcNow().AddMinutes(60), rig.Clock.GetUtcNow().AddMinutes(120)], again.Deadlines.Select(deadline => deadline.At));
        Assert.All(again.Deadlines, deadline => Assert.True(deadline.IsOpen));
    }

    [Theory]
    [InlineData(ParkKind.WaitingForCustomer, 7)]
    [InlineData(ParkKind.Later, 2)]
    public async Task While_it_waits_for_the_customer_the_time_until_the_finish_does_not_pass(ParkKind kind, int hours)
    {
        await using var rig = await EngineRig.StartAsync(Promising(new ServiceTargets { Normal = new(null, 120) }), [Megan]);
        var key = await rig.DeliverAsync("1");
        var begin = (await rig.TaskAsync(key)).ReceivedAt;
        var accepted = await rig.AcceptAsync(Megan, key);
        Assert.True((await rig.Workbench.ParkAsync(Megan, key, accepted.Version, kind, begin.AddDays(2), default)).Done);
        // Not at one stroke: of two jobs that fall due together either may run first, and nobody is reminded of what is missed already.
        await rig.JumpAsync(TimeSpan.FromMinutes(102));
        await rig.JumpAsync(TimeSpan.FromMinutes(198));
        Assert.Equal(kind == ParkKind.Later, Promises(await rig.TaskAsync(key)).Contains(TaskEvent.TargetMissed));

        await rig.DeliverAsync("2", headers: new MailHeader("In-Reply-To", "<1@b.example>"));
        Assert.Equal(begin.AddHours(hours), (await rig.TaskAsync(key)).Deadlines[0].At);
        await rig.JumpAsync(TimeSpan.FromMinutes(102));
        Assert.Single(Reminders(rig));
        await rig.JumpAsync(TimeSpan.FromMinutes(18));
        Assert.Contains(TaskEvent.TargetMissed, Promises(await rig.TaskAsync(key)));
    }

    [Fact]
    public async Task Without_targets_nothing_is_promised()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        Assert.Empty((await rig.TaskAsync(await rig.DeliverAsync("1"))).Deadlines);
    }

    private static Configuration Promising(ServiceTargets targets, Calendar? hours = null) => Configured() is var plain
        ? plain with { Services = [plain.Services[0] with { Targets = targets, OpeningHours = hours ?? Calendar.AlwaysOpen }] }
        : null!;

    private static List<TaskEvent> Promises(EmailTask task) =>
        [.. task.Timeline.Select(entry => entry.Event).Where(what => what is TaskEvent.Reminded or TaskEvent.TargetMet or TaskEvent.TargetMissed)];

    private static List<NearDeadline> Reminders(EngineRig rig) => [.. rig.Desk.Notices.Where(told => told.Notice.Kind == NoticeKind.DeadlineNear).Select(told => told.Notice.Near!)];
}
