using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

public sealed class StormTests
{
    private static readonly MailHeader Generated = new("Auto-Submitted", "auto-generated");

    [Fact]
    public async Task F42_a_storm_becomes_one_task_and_one_alert_and_a_customers_mail_passes_it()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Desk.Administrators = [Adele];
        for (var number = 1; number <= 200; number++)
            rig.Exchange.Deliver($"alarm{number:D3}", "nagios@monitor.example", $"PROBLEM web{number}/HTTP is CRITICAL (#{number})", Generated);
        await rig.NotifyAsync();
        var customer = await rig.DeliverAsync("customer");
        await rig.PassAsync(TimeSpan.FromMinutes(1));

        var open = await rig.OpenTasksAsync();
        var storm = Assert.Single(open, task => task.Key != customer);
        Assert.Equal((true, 199), (storm.IsStorm, storm.Attached));
        Assert.Equal(199, Enumerable.Range(1, 200).Count(number => rig.Exchange.FolderOf($"alarm{number:D3}") == "handled"));
        Assert.Single(rig.Desk.AdminNotices, told => told.Notice.Kind == AdminNoticeKind.Storm);
        Assert.Equal(TaskState.Queued, (await rig.TaskAsync(customer)).State);
    }

    [Fact]
    public async Task F42_fewer_similar_mails_are_tasks_of_their_own()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Desk.Administrators = [Adele];
        for (var number = 1; number < Storm.Limit; number++)
            await rig.DeliverAsync($"alarm{number}", "nagios@monitor.example", $"Disk {number} is full", Generated);

        Assert.Equal(Storm.Limit - 1, (await rig.OpenTasksAsync()).Count);
        Assert.Empty(rig.Desk.AdminNotices);
    }

    [Theory]
    [InlineData("nagios@monitor.example", "Fan of rack is broken", true)]
    [InlineData("other@monitor.example", "Disk is full", true)]
    [InlineData("nagios@monitor.example", "Disk is full", false)]
    public async Task F42_mail_that_is_not_similar_or_not_a_machines_is_not_gathered(string from, string subject, bool isMachines)
    {
        await using var rig = await EngineRig.StartAsync();
        for (var number = 1; number <= Storm.Limit; number++)
            await rig.DeliverAsync($"alarm{number}", "nagios@monitor.example", "Disk is full", Generated);
        var other = await rig.DeliverAsync("other", from, subject, isMachines ? [Generated] : []);

        Assert.False((await rig.TaskAsync(other)).IsStorm);
    }

    [Fact]
    public async Task F42_a_task_that_somebody_holds_stays_with_him()
    {
        await using var rig = await EngineRig.StartAsync(Megan);
        var held = await rig.DeliverAsync("alarm0", "nagios@monitor.example", "Disk is full", Generated);
        await rig.Workbench.AcceptAsync(Megan, held, rig.Desk.LastOf(Megan)!.Version, default);
        await rig.Workbench.SetDutyAsync(Megan, false, default);
        for (var number = 1; number <= 20; number++)
            await rig.DeliverAsync($"alarm{number}", "nagios@monitor.example", "Disk is full", Generated);

        var task = Assert.Single(await rig.OpenTasksAsync());
        Assert.Equal((held, TaskState.Accepted, Megan, true), (task.Key, task.State, task.Holder!.Value, task.IsStorm));
    }

    [Fact]
    public async Task F42_when_the_storm_goes_on_after_its_task_ended_there_is_one_new_task_and_no_new_alert()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Desk.Administrators = [Adele];
        for (var number = 1; number <= 10; number++)
            await rig.DeliverAsync($"alarm{number}", "nagios@monitor.example", "Disk is full", Generated);
        var key = Assert.Single(await rig.OpenTasksAsync()).Key;
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.IdleAsync();
        await rig.Workbench.AcceptAsync(Megan, key, (await rig.TaskAsync(key)).Version, default);
        await rig.Workbench.FinishWithoutReplyAsync(Megan, key, (await rig.TaskAsync(key)).Version, default);
        await rig.IdleAsync();
        for (var number = 11; number <= 20; number++)
            await rig.DeliverAsync($"alarm{number}", "nagios@monitor.example", "Disk is full", Generated);

        Assert.NotEqual(key, Assert.Single(await rig.OpenTasksAsync()).Key);
        Assert.Single(rig.Desk.AdminNotices);
    }

    [Fact]
    public async Task F42_after_a_pause_the_storm_is_over()
    {
        await using var rig = await EngineRig.StartAsync();
        for (var number = 1; number <= 10; number++)
            await rig.DeliverAsync($"alarm{number}", "nagios@monitor.example", "Disk is full", Generated);
        await rig.PassAsync(Storm.Pause + TimeSpan.FromSeconds(5));
        await rig.DeliverAsync("late", "nagios@monitor.example", "Disk is full", Generated);

        Assert.Equal(2, (await rig.OpenTasksAsync()).Count);
    }
}
