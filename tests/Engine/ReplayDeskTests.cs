using TeamsEmailBot.Core.Distribution.Replay;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

public sealed class ReplayDeskTests
{
    [Fact]
    public async Task What_was_recorded_passes_again_as_it_was()
    {
        var settings = new DistributionSettings { TasksPerAgent = 1, OfferSeconds = 60, MissesUntilOffDuty = 5 };
        await using var rig = await StartAsync(Configured(settings, 100, Megan, Adele), [Megan]);

        // Megan takes the first, and Adele comes when two more wait.
        var first = await rig.DeliverAsync("one");
        await rig.PassAsync(TimeSpan.FromSeconds(20));
        await rig.AcceptAsync(Megan, first);
        var second = await rig.DeliverAsync("two");
        await rig.PassAsync(TimeSpan.FromMinutes(1));
        var third = await rig.DeliverAsync("three");
        await rig.PassAsync(TimeSpan.FromMinutes(2));
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.IdleAsync();
        // She lets the second pass; Megan gets it when she is done with the first.
        await rig.Workbench.DeclineAsync(Adele, second, (await rig.TaskAsync(second)).Version, default);
        await rig.IdleAsync();
        await rig.AcceptAsync(Adele, third);
        await rig.PassAsync(TimeSpan.FromMinutes(1));
        await rig.Workbench.FinishWithoutReplyAsync(Megan, first, (await rig.TaskAsync(first)).Version, default);
        await rig.IdleAsync();
        await rig.AcceptAsync(Megan, second);
        await rig.PassAsync(TimeSpan.FromMinutes(1));

        var day = (await rig.Replay.RecordAsync(Help, 0, default))!;
        var replayed = Replayer.Run(day, settings);

        Assert.Equal([first.Id, second.Id, third.Id], day.Tasks.Select(task => task.Id));
        Assert.All(day.Tasks, task => Assert.NotNull(task.TakenAt));
        Assert.Equal([Adele], day.Tasks[1].Passes.Select(pass => pass.Agent));
        Assert.Equal([Megan, Megan, Adele], replayed.Select(task => task.By!.Value));
        foreach (var (was, again) in day.Tasks.Zip(replayed))
            Assert.Equal(was.TakenAt!.Value, again.TakenAt!.Value, TimeSpan.FromSeconds(1));

        // The record knows nothing of yesterday, and of no other service.
        Assert.Empty((await rig.Replay.RecordAsync(Help, 1, default))!.Tasks);
        Assert.Null(await rig.Replay.RecordAsync(new ServiceId("sales"), 0, default));
    }

    [Fact]
    public async Task A_day_begins_by_the_clock_of_the_service()
    {
        var configured = Configured();
        await using var rig = await StartAsync(configured with { Services = [configured.Services[0] with { OpeningHours = new Calendar { TimeZone = "America/New_York" } }] }, [Megan]);

        // The clock shows 8:00 UTC, which is 3:00 there.
        var today = (await rig.Replay.RecordAsync(Help, 0, default))!;
        var yesterday = (await rig.Replay.RecordAsync(Help, 1, default))!;

        Assert.Equal((rig.Clock.GetUtcNow().AddHours(-3), rig.Clock.GetUtcNow()), (today.From, today.Before));
        Assert.Equal((today.From.AddDays(-1), today.From), (yesterday.From, yesterday.Before));
    }
}
