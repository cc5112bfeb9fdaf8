using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>What a supervisor sees is what is.</summary>
public sealed class LiveFiguresTests
{
    private static readonly ServiceId Night = new("night");

    [Fact]
    public async Task A_service_is_told_by_its_tasks_and_agents()
    {
        await using var rig = await StartAsync(Configured(new DistributionSettings { TasksPerAgent = 1 }), [Megan, Adele]);
        rig.Presence[Isaiah] = new PresenceReading("Busy", "InACall");
        var first = await rig.DeliverAsync("first");
        await rig.AcceptAsync((await rig.TaskAsync(first)).Offer!.Agent, first);
        await rig.JumpAsync(TimeSpan.FromMinutes(1));
        var second = await rig.DeliverAsync("second");
        await rig.DeliverAsync("third");
        await rig.DeliverAsync("fourth");

        var desk = await rig.Figures.OfAsync(rig.Current.Services, default);
        var help = Assert.Single(desk.Services);
        Assert.Equal((2, 1, 1), (help.Waiting, help.Offered, help.InWork));
        Assert.Equal((await rig.TaskAsync(second)).ReceivedAt, help.OldestWaiting);
        Assert.Equal((4, 100), (desk.OpenTasks, desk.OpenLimit));
        Assert.Equal((2, 0, 1), (help.Count(AgentCondition.Busy), help.Count(AgentCondition.Free), help.Count(AgentCondition.OffDuty)));
        Assert.Equal(0, help.FreePlaces);

        await rig.Workbench.SetDutyAsync(Isaiah, true, default);
        await rig.JumpAsync(TimeSpan.FromSeconds(30));
        help = (await rig.Figures.OfAsync(rig.Current.Services, default)).Services[0];
        Assert.Equal((1, 1), (help.Count(AgentCondition.Away), help.FreePlaces));
    }

    [Fact]
    public async Task N008_mail_that_waits_in_the_inbox_for_the_limit_is_told()
    {
        await using var rig = await StartAsync(Configured(maxTasks: 1), []);
        await rig.DeliverAsync("first");
        await rig.DeliverAsync("second");
        await rig.DeliverAsync("third");
        var desk = await rig.Figures.OfAsync(rig.Current.Services, default);
        Assert.Equal((1, 2), (desk.Services[0].Waiting, desk.Services[0].MailsInInbox));
        Assert.Equal((1, 1), (desk.OpenTasks, desk.OpenLimit));
    }

    [Fact]
    public async Task What_was_handed_on_counts_where_people_work_on_it()
    {
        await using var rig = await StartAsync(WithNight(), [Isaiah]);
        var key = await rig.DeliverAsync("first");
        var desk = await rig.Figures.OfAsync(rig.Current.Services, default);
        Assert.Equal([0, 1], desk.Services.Select(service => service.Open.Count));

        await rig.AnswerAsync(Isaiah, key);
        desk = await rig.Figures.OfAsync(rig.Current.Services, default);
        Assert.Equal(1, (await rig.Figures.TrendAsync(desk.Services[1], default))[^1].Finished);
        Assert.Equal(0, (await rig.Figures.TrendAsync(desk.Services[0], default))[^1].Finished);
    }

    [Fact]
    public async Task The_last_hours_are_those_of_the_tasks()
    {
        await using var rig = await StartAsync(Megan);
        var begin = rig.Clock.GetUtcNow();
        var first = await rig.DeliverAsync("first");
        await rig.AnswerAsync(Megan, first);
        await rig.Workbench.SetDutyAsync(Megan, false, default);
        await rig.DeliverAsync("second");
        await rig.JumpAsync(TimeSpan.FromHours(1));
        await rig.DeliverAsync("third");

        var hours = await rig.Figures.TrendAsync((await rig.Figures.OfAsync(rig.Current.Services, default)).Services[0], default);
        var then = hours[^2];
        Assert.True(then.From <= begin && begin < then.From.AddHours(1));
        Assert.Equal((2, 1, 1), (then.Arrived, then.Finished, then.Waiting));
        Assert.Equal((1, 0, 2), (hours[^1].Arrived, hours[^1].Finished, hours[^1].Waiting));
    }

    [Fact]
    public async Task What_was_finished_long_ago_is_not_read()
    {
        await using var rig = await StartAsync(Megan);
        await rig.AnswerAsync(Megan, await rig.DeliverAsync("first"));
        var reads = await ReadsAsync(rig);
        var sample = rig.Store.Dump().Single(entity => entity.Row.StartsWith("closed~", StringComparison.Ordinal));
        var old = Enumerable.Range(0, 5000).Select(n => EntityWrite.Put(TaskRows.Round(new TaskId($"old-{n}"), rig.Clock.GetUtcNow().AddDays(-1).AddSeconds(n)), sample.Value));
        foreach (var hundred in old.Chunk(100))
            await rig.Store.CommitAsync(TaskRows.Partition(Help), hundred, default);
        Assert.Equal(reads, await ReadsAsync(rig));
    }

    // Mail of the help service is handed to the night service, where Isaiah works.
    private static Configuration WithNight()
    {
        var configuration = Configured(new DistributionSettings { OfferSeconds = 600 });
        var (help, box) = (configuration.Services[0], new MailboxId("mailbox-night"));
        return configuration with
        {
            Mailboxes = [configuration.Mailboxes[0], new Mailbox { Id = box, Name = "Night", Unit = help.Unit, UserPrincipalName = "night@own.example", Addresses = [] }],
            Workflows =
            [
                configuration.Workflows[0] with { Activities = [new WorkflowActivity(ActivityKind.Forward) { Service = Night }] },
                new Workflow(new("plain"), "Plain", help.Unit, [new(ActivityKind.Queue)]),
            ],
            Services =
            [
                help with { Agents = [new ServiceAgent(Megan)] },
                help with { Id = Night, Name = "Night", Mailbox = box, Workflow = new("plain"), Agents = [new ServiceAgent(Isaiah)] },
            ],
        };
    }

    private static async Task<long> ReadsAsync(EngineRig rig)
    {
        var desk = await rig.Figures.OfAsync(rig.Current.Services, default);
        await rig.Figures.TrendAsync(desk.Services[0], default);
        var before = rig.Store.RowsRead;
        desk = await rig.Figures.OfAsync(rig.Current.Services, default);
        await rig.Figures.TrendAsync(desk.Services[0], default);
        return rig.Store.RowsRead - before;
    }
}
