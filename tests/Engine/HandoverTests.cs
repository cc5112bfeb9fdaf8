using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>Mail handed from service to service: Megan works for the one whose mailbox it came to, Adele for the second.</summary>
public sealed class HandoverTests
{
    private static readonly ServiceId Second = new("second");

    [Fact]
    public async Task I1_a_forwarded_mail_is_one_task_that_the_other_services_agents_answer()
    {
        await using var rig = await StartAsync([Megan, Adele], new WorkflowActivity(ActivityKind.Forward) { Service = Second });
        var key = await rig.DeliverAsync("1");

        var task = await rig.TaskAsync(key);
        Assert.Equal((Second, Help, Adele), (task.Service, task.Key.Service, task.Offer!.Agent));
        Assert.Equal("Second", rig.Desk.LastOf(Adele)!.ServiceName);
        await rig.AnswerAsync(Adele, key);
        Assert.Equal("handled", rig.Exchange.FolderOf("1"));
        await rig.DeliverAsync("2", headers: [new MailHeader("In-Reply-To", rig.Exchange.LastSentMessageId)]);
        Assert.Equal((TaskState.Offered, Adele), ((await rig.TaskAsync(key)).State, (await rig.TaskAsync(key)).Offer!.Agent));
        var ledger = Assert.Single(await rig.Ledger.BalanceAsync(rig.Current.Services, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default), one => one.Service.Id == Help).Balance.Value;
        Assert.Equal((2, true), (ledger.Received, ledger.Balances));
    }

    [Fact]
    public async Task What_was_handed_over_takes_its_place_in_the_other_services_queue()
    {
        var toSecond = new WorkflowActivity(ActivityKind.Forward, Condition.With(ConditionKind.Subject, "second")) { Service = Second };
        await using var rig = await StartAsync([], new(ActivityKind.Priority, Condition.With(ConditionKind.Subject, "urgent")) { Priority = TaskPriority.High }, toSecond);
        await rig.DeliverAsync("1", subject: "second");
        var urgent = await rig.DeliverAsync("2", subject: "second, urgent");
        var own = await rig.DeliverAsync("3");
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.IdleAsync();

        Assert.Equal(Adele, (await rig.TaskAsync(urgent)).Offer!.Agent);
        Assert.Equal(Megan, (await rig.TaskAsync(own)).Offer!.Agent);
    }

    [Fact]
    public async Task F66_a_mail_for_a_service_that_takes_none_stays_with_its_own_and_administrators_are_told_once_a_day()
    {
        await using var rig = await StartAsync([Megan, Adele], new WorkflowActivity(ActivityKind.Forward) { Service = Second });
        rig.Desk.Administrators = [Isaiah];
        await SuspendAsync(rig, Second);
        var key = await rig.DeliverAsync("1");
        await rig.DeliverAsync("2");

        var task = await rig.TaskAsync(key);
        Assert.Equal((Help, Megan, WorkflowTrouble.ServiceNotLive), (task.Service, task.Offer!.Agent, task.Workflow!.Trouble!.Value));
        Assert.Single(Told());
        var yesterday = new WorkflowAlarm(rig.Clock.GetUtcNow().AddDays(-1));
        await rig.Store.CommitAsync(TaskRows.Partition(Help), [EntityWrite.Put(TaskRows.LastWorkflowAlarm, yesterday, TaskJson.Default.WorkflowAlarm)], default);
        await rig.DeliverAsync("3");
        Assert.Equal(2, Told().Count());

        IEnumerable<(AgentId, AdminNotice)> Told() => rig.Desk.AdminNotices.Where(told => told.Notice.Kind == AdminNoticeKind.WorkflowTrouble);
    }

    [Fact]
    public async Task A_task_that_waits_too_long_goes_on_to_the_other_service()
    {
        await using var rig = await StartAsync([Adele], Overflow(5));
        var key = await rig.DeliverAsync("1");
        await rig.JumpAsync(TimeSpan.FromMinutes(4));
        Assert.Equal((TaskState.Queued, Help), ((await rig.TaskAsync(key)).State, (await rig.TaskAsync(key)).Service));

        await rig.JumpAsync(TimeSpan.FromMinutes(1));

        var task = await rig.TaskAsync(key);
        Assert.Equal((Second, Adele), (task.Service, task.Offer!.Agent));
        Assert.Contains(task.Timeline, entry => entry is { Event: TaskEvent.HandedOn, Reason: "overflow" });
    }

    [Fact]
    public async Task A_task_that_is_offered_when_the_time_is_up_goes_on_when_the_offer_comes_to_nothing()
    {
        await using var rig = await StartAsync([], Overflow(1));
        var key = await rig.DeliverAsync("1");
        await rig.JumpAsync(TimeSpan.FromSeconds(50));
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.IdleAsync();
        await rig.JumpAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((TaskState.Offered, Help), ((await rig.TaskAsync(key)).State, (await rig.TaskAsync(key)).Service));

        await rig.Workbench.DeclineAsync(Megan, key, (await rig.TaskAsync(key)).Version, default);
        await rig.IdleAsync();

        Assert.Equal((Second, Adele), ((await rig.TaskAsync(key)).Service, (await rig.TaskAsync(key)).Offer!.Agent));
    }

    [Fact]
    public async Task A_task_that_somebody_has_accepted_goes_nowhere()
    {
        await using var rig = await StartAsync([Megan, Adele], Overflow(1));
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Megan, key);
        await rig.JumpAsync(TimeSpan.FromMinutes(5));

        Assert.Equal((TaskState.Accepted, Help), ((await rig.TaskAsync(key)).State, (await rig.TaskAsync(key)).Service));
    }

    [Fact]
    public async Task A_task_waits_where_it_is_until_the_other_service_takes_mail()
    {
        await using var rig = await StartAsync([Adele], Overflow(1));
        var key = await rig.DeliverAsync("1");
        await SuspendAsync(rig, Second);
        await rig.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(Help, (await rig.TaskAsync(key)).Service);

        await SuspendAsync(rig, Second, suspended: false);
        await rig.JumpAsync(TimeSpan.FromMinutes(6));

        var task = await rig.TaskAsync(key);
        Assert.Equal((Second, TaskState.Offered), (task.Service, task.State));
    }

    [Fact]
    public async Task F66_I10_what_waits_with_a_service_that_is_suspended_comes_back_and_what_was_accepted_is_finished()
    {
        await using var rig = await StartAsync([Adele], new WorkflowActivity(ActivityKind.Forward) { Service = Second });
        var accepted = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Adele, accepted);
        var offered = await rig.DeliverAsync("2");
        Assert.Equal(TaskState.Offered, (await rig.TaskAsync(offered)).State);
        await rig.Workbench.SetDutyAsync(Megan, true, default);

        await SuspendAsync(rig, Second);

        var back = await rig.TaskAsync(offered);
        Assert.Equal((Help, Megan), (back.Service, back.Offer!.Agent));
        Assert.Equal(TaskViewKind.Withdrawn, rig.Desk.CardsOf(Adele)[^1].Kind);
        await rig.Workbench.FinishWithoutReplyAsync(Adele, accepted, (await rig.TaskAsync(accepted)).Version, default);
        Assert.Equal(TaskState.Done, (await rig.TaskAsync(accepted)).State);
        Assert.DoesNotContain((await rig.Agents.FindAsync(Adele, default))!.Value.Holds, hold => hold.Task == offered);
    }

    [Fact]
    public async Task F66_what_waits_with_a_service_that_is_removed_comes_back()
    {
        await using var rig = await StartAsync([Megan], new WorkflowActivity(ActivityKind.Forward) { Service = Second });
        var key = await rig.DeliverAsync("1");
        rig.Current = rig.Current with { Revision = rig.Current.Revision + 1, Services = [rig.Current.Services[0]] };
        await rig.IdleAsync();

        Assert.Equal((Help, Megan), ((await rig.TaskAsync(key)).Service, (await rig.TaskAsync(key)).Offer!.Agent));
    }

    [Fact]
    public async Task N056_what_was_handed_over_is_withdrawn_when_the_service_of_its_mailbox_is_suspended()
    {
        await using var rig = await StartAsync([Adele], new WorkflowActivity(ActivityKind.Forward) { Service = Second });
        var key = await rig.DeliverAsync("1");

        await SuspendAsync(rig, Help);

        Assert.Equal(TaskEnd.Withdrawn, (await rig.TaskAsync(key)).End);
        Assert.Equal("inbox", rig.Exchange.FolderOf("1"));
    }

    [Fact]
    public async Task A_queue_that_is_too_long_overflows_to_the_other_service()
    {
        await using var rig = await StartAsync([], new WorkflowActivity(ActivityKind.Queue) { Service = Second, Length = 2 });
        TaskKey[] keys = [await rig.DeliverAsync("1"), await rig.DeliverAsync("2"), await rig.DeliverAsync("3"), await rig.DeliverAsync("4")];

        // What was handed on does not count: the fourth finds two waiting, as the third did.
        Assert.Equal([Help, Help, Second, Second], await Task.WhenAll(keys.Select(async key => (await rig.TaskAsync(key)).Service)));
    }

    private static WorkflowActivity Overflow(int minutes) => new(ActivityKind.Queue) { Service = Second, Minutes = minutes };

    private static async Task SuspendAsync(EngineRig rig, ServiceId id, bool suspended = true)
    {
        rig.Current = rig.Current with
        {
            Revision = rig.Current.Revision + 1,
            Services = [.. rig.Current.Services.Select(service => service.Id == id ? service with { Suspended = suspended, WatchedSince = suspended ? null : rig.Clock.GetUtcNow() } : service)],
        };
        await rig.IdleAsync();
    }

    private static async Task<EngineRig> StartAsync(AgentId[] onDuty, params WorkflowActivity[] activities)
    {
        // Offers stand for so long that none ends while the clock jumps.
        var configuration = Configured(new DistributionSettings { OfferSeconds = 600 });
        var (help, box) = (configuration.Services[0], new MailboxId("mailbox-second"));
        return await EngineRig.StartAsync(
            configuration with
            {
                Mailboxes = [configuration.Mailboxes[0], new Mailbox { Id = box, Name = "Second", Unit = help.Unit, UserPrincipalName = "second@own.example", Addresses = [] }],
                Workflows = [configuration.Workflows[0] with { Activities = activities }, new Workflow(new("plain"), "Plain", help.Unit, [new(ActivityKind.Queue)])],
                Services =
                [
                    help with { Agents = [new ServiceAgent(Megan)] },
                    help with { Id = Second, Name = "Second", Mailbox = box, Workflow = new("plain"), Agents = [new ServiceAgent(Adele)] },
                ],
            },
            onDuty);
    }
}
