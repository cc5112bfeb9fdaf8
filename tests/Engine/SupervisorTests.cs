using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>What supervisors do with tasks and agents: Lidia supervises the unit of the help service, Otto that of the sales service, Patti is administrator.</summary>
public sealed class SupervisorTests
{
    private static readonly AgentId Lidia = new("lidia");
    private static readonly AgentId Otto = new("otto");
    private static readonly AgentId Patti = new("patti");
    private static readonly ServiceId Sales = new("sales");

    public static TheoryData<string> Acts => ["assign", "move", "end", "take back"];

    public static TheoryData<string, string> ActsOfOthers
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var act in Acts)
                foreach (var other in (string[])["otto", "megan", "nobody"])
                    data.Add(act, other);
            return data;
        }
    }

    [Fact]
    public async Task X054_a_supervisor_sees_the_services_of_his_units_and_an_administrator_all()
    {
        await using var rig = await StartAsync(Office(), []);
        Assert.Equal(["Help"], (await rig.Supervisors.QueuesAsync(Lidia, default))!.Services.Select(service => service.Name));
        Assert.Equal(["Sales"], (await rig.Supervisors.QueuesAsync(new AgentId("OTTO"), default))!.Services.Select(service => service.Name));
        Assert.Equal(["Help", "Sales"], (await rig.Supervisors.QueuesAsync(Patti, default))!.Services.Select(service => service.Name));
        Assert.Null(await rig.Supervisors.QueuesAsync(Megan, default));
        rig.Desk.Administrators = [new AgentId("named")];
        Assert.Equal(2, (await rig.Supervisors.QueuesAsync(new AgentId("named"), default))!.Services.Count);
        Assert.Null(await rig.Supervisors.ServiceAsync(Lidia, Sales, default));
        Assert.NotNull(await rig.Supervisors.ServiceAsync(Lidia, Help, default));
    }

    [Theory]
    [MemberData(nameof(ActsOfOthers))]
    public async Task I9_who_does_not_supervise_the_service_does_nothing_with_its_tasks(string act, string who)
    {
        await using var rig = await StartAsync(Office(), [Adele]);
        var key = await rig.DeliverAsync("1");
        var before = await rig.TaskAsync(key);
        var result = await DoAsync(rig, new AgentId(who), act, before);
        Assert.Equal((SteerRefusal.NotAllowed, null), (result.Refusal, result.Task));
        Assert.Equal(before.Version, (await rig.TaskAsync(key)).Version);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task F74_of_a_task_that_changed_meanwhile_nothing_is_done(string act)
    {
        await using var rig = await StartAsync(Office(), [Adele]);
        var key = await rig.DeliverAsync("1");
        var before = await rig.TaskAsync(key);
        await rig.AcceptAsync(Adele, key);
        Assert.Equal(SteerRefusal.Stale, (await DoAsync(rig, Lidia, act, before)).Refusal);
        Assert.True((await rig.TaskAsync(key)).IsHeldBy(Adele));
        await rig.Workbench.FinishWithoutReplyAsync(Adele, key, (await rig.TaskAsync(key)).Version, default);
        Assert.Equal(SteerRefusal.AlreadyDone, (await DoAsync(rig, Lidia, act, await rig.TaskAsync(key))).Refusal);
        Assert.Equal(SteerRefusal.UnknownTask, (await DoAsync(rig, Lidia, act, before with { Key = new TaskKey(Help, new TaskId("none")) })).Refusal);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task An_answer_on_its_way_comes_first(string act)
    {
        await using var rig = await StartAsync(Office(), [Adele]);
        var key = await rig.DeliverAsync("1");
        var accepted = await rig.AcceptAsync(Adele, key);
        rig.Exchange.Fault = call => call == "send" ? (new Failure(FailureCategory.Transient, "busy"), false) : null;
        await rig.Workbench.ReplyAsync(Adele, key, accepted.Version, "Dear customer", false, null, default);
        await rig.IdleAsync();
        var sending = await rig.TaskAsync(key);
        Assert.Equal(TaskState.Sending, sending.State);
        Assert.Equal(SteerRefusal.AnswerOnItsWay, (await DoAsync(rig, Patti, act, sending)).Refusal);
        Assert.Equal(TaskState.Sending, (await rig.TaskAsync(key)).State);
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("offered")]
    [InlineData("held")]
    public async Task A_task_is_assigned_beyond_the_limit_and_the_agent_is_told_by_whom(string state)
    {
        await using var rig = await StartAsync(Office(new DistributionSettings { TasksPerAgent = 1, OfferSeconds = 600 }), [Megan, Isaiah]);
        // Isaiah and Megan get one each; what comes then waits.
        var first = await rig.DeliverAsync("1");
        var second = await rig.DeliverAsync("2");
        var waiting = await rig.DeliverAsync("3");
        var firstOf = (await rig.TaskAsync(first)).Offer!.Agent;
        var (busy, other) = (firstOf, firstOf == Megan ? Isaiah : Megan);
        await rig.AcceptAsync(busy, first);
        var key = state == "queued" ? waiting : second;
        if (state == "held")
            await rig.AcceptAsync(other, second);

        var result = await rig.Supervisors.AssignAsync(Lidia, key, (await rig.TaskAsync(key)).Version, busy, default);
        Assert.True(result.Done, result.Refusal.ToString());
        await rig.IdleAsync();

        var task = await rig.TaskAsync(key);
        Assert.True(task.IsHeldBy(busy));
        var entry = task.Timeline.Last(one => one.Event == TaskEvent.Assigned);
        Assert.Equal((busy, Lidia), (entry.Agent!.Value, entry.By!.Value));
        var card = rig.Desk.LastOf(busy)!;
        Assert.Equal((key, TaskViewKind.Mine, "lidia"), (card.Key, card.Kind, card.GivenByName));
        var agent = (await rig.Supervisors.QueuesAsync(Lidia, default))!.Services[0].Agents.Single(one => one.Agent == busy);
        Assert.Equal((2, 1, -1), (agent.Held, agent.Limit, agent.FreePlaces));
        if (state != "queued")
            Assert.Equal(TaskViewKind.Taken, rig.Desk.CardsOf(other).First(view => view.Key == key).Kind);
        // Who had it has his place back, and gets what waits.
        if (state != "queued")
            Assert.True((await rig.TaskAsync(waiting)).IsOfferedTo(other));
        await rig.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.True((await rig.TaskAsync(key)).IsHeldBy(busy));
    }

    [Theory]
    [InlineData("unlicensed", "no_licence")]
    [InlineData("no member", "not_member")]
    [InlineData("no agent", "not_agent")]
    [InlineData("unknown", "not_agent")]
    [InlineData("blocked", "unreachable_blocked")]
    public async Task N004_a_task_is_assigned_to_nobody_who_must_not_have_it_or_would_not_see_it(string why, string reason)
    {
        await using var rig = await StartAsync(Office(), [Adele]);
        if (why == "blocked")
        {
            rig.Desk.Fault = agent => agent == Megan ? new DeskDelivery(DeskResult.Blocked) : null;
            await rig.Workbench.SetDutyAsync(Adele, false, default);
            await rig.Workbench.SetDutyAsync(Megan, true, default);
        }

        var key = await rig.DeliverAsync("1");
        await Change(rig, current => current with
        {
            Users = [.. current.Users.Where(user => why != "unknown" || user.Id != Megan).Select(user => user.Id != Megan ? user
                : why == "unlicensed" ? user with { HasEmailLicence = false } : why == "no agent" ? user with { Roles = Roles.Supervisor } : user)],
            Services = [.. current.Services.Select(service => why == "no member" ? service with { Agents = [.. service.Agents.Where(member => member.Agent != Megan)] } : service)],
        });
        var before = await rig.TaskAsync(key);
        var result = await rig.Supervisors.AssignAsync(Lidia, key, before.Version, Megan, default);
        Assert.Equal(SteerRefusal.NotSuitable, result.Refusal);
        Assert.Equal(reason, result.Against[0].Code);
        Assert.Equal(before.Version, (await rig.TaskAsync(key)).Version);
        Assert.DoesNotContain((await rig.Agents.FindAsync(Megan, default))?.Value.Holds ?? [], hold => hold.Task == key);
    }

    [Fact]
    public async Task F66_a_task_assigned_to_somebody_whom_Teams_does_not_reach_goes_back_to_the_queue()
    {
        await using var rig = await StartAsync(Office(), []);
        var key = await rig.DeliverAsync("1");
        rig.Desk.Fault = agent => agent == Megan ? new DeskDelivery(DeskResult.NotInstalled) : null;
        Assert.True((await rig.Supervisors.AssignAsync(Lidia, key, (await rig.TaskAsync(key)).Version, Megan, default)).Done);
        await rig.IdleAsync();
        var task = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Queued, TaskEvent.TakenBack, "unreachable_not_installed"), (task.State, task.Timeline[^1].Event, task.Timeline[^1].Reason));
        var megan = (await rig.Agents.FindAsync(Megan, default))!.Value;
        Assert.Equal((0, "not_installed"), (megan.Holds.Count, megan.Unreachable));
    }

    [Fact]
    public async Task I7_an_assignment_that_breaks_off_leaves_the_task_where_it_was_and_gives_the_place_back()
    {
        await using var rig = await StartAsync(Office(), []);
        var key = await rig.DeliverAsync("1");
        var version = (await rig.TaskAsync(key)).Version;
        rig.Store.FailCommit(2, Tests.Support.CommitFault.BeforeEffect);
        await Assert.ThrowsAsync<Core.Storage.StoreUnavailableException>(() => rig.Supervisors.AssignAsync(Lidia, key, version, Megan, default));
        Assert.Equal(TaskState.Queued, (await rig.TaskAsync(key)).State);
        await rig.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Empty((await rig.Agents.FindAsync(Megan, default))!.Value.Holds);
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("offered")]
    [InlineData("held")]
    public async Task A_moved_task_waits_in_the_other_service_and_who_had_it_is_told(string state)
    {
        await using var rig = await StartAsync(Office(), state == "queued" ? [] : [Adele]);
        var key = await rig.DeliverAsync("1");
        if (state == "held")
            await rig.AcceptAsync(Adele, key);
        Assert.True((await rig.Supervisors.MoveAsync(Patti, key, (await rig.TaskAsync(key)).Version, Sales, default)).Done);
        await rig.IdleAsync();

        var task = await rig.TaskAsync(key);
        Assert.Equal((Sales, TaskState.Queued), (task.Service, task.State));
        Assert.Equal((TaskEvent.HandedOn, "moved", Patti), (task.Timeline[^1].Event, task.Timeline[^1].Reason, task.Timeline[^1].By!.Value));
        if (state != "queued")
        {
            Assert.Equal(TaskViewKind.TakenAway, rig.Desk.LastOf(Adele)!.Kind);
            Assert.Empty((await rig.Agents.FindAsync(Adele, default))!.Value.Holds);
        }

        await rig.Workbench.SetDutyAsync(Isaiah, true, default);
        await rig.IdleAsync();
        Assert.Equal(Isaiah, (await rig.TaskAsync(key)).Offer!.Agent);
        // And back, to the service whose mailbox it came to.
        Assert.True((await rig.Supervisors.MoveAsync(Patti, key, (await rig.TaskAsync(key)).Version, Help, default)).Done);
        Assert.Null((await rig.TaskAsync(key)).HandedTo);
    }

    [Fact]
    public async Task A_task_is_moved_only_where_the_supervisor_looks_and_mail_is_taken()
    {
        await using var rig = await StartAsync(Office(), []);
        var key = await rig.DeliverAsync("1");
        var version = (await rig.TaskAsync(key)).Version;
        Assert.Equal(SteerRefusal.NotAllowed, (await rig.Supervisors.MoveAsync(Lidia, key, version, Sales, default)).Refusal);
        Assert.Equal(SteerRefusal.NothingToDo, (await rig.Supervisors.MoveAsync(Lidia, key, version, Help, default)).Refusal);
        await Change(rig, current => current with { Services = [.. current.Services.Select(service => service.Id == Sales ? service with { Suspended = true } : service)] });
        Assert.Equal(SteerRefusal.ServiceNotLive, (await rig.Supervisors.MoveAsync(Patti, key, version, Sales, default)).Refusal);
        Assert.Equal(Help, (await rig.TaskAsync(key)).Service);
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("offered")]
    [InlineData("held")]
    public async Task An_ended_task_is_filed_as_handled_and_who_had_it_is_told(string state)
    {
        await using var rig = await StartAsync(Office(), state == "queued" ? [] : [Adele]);
        var key = await rig.DeliverAsync("1");
        if (state == "held")
            await rig.AcceptAsync(Adele, key);
        Assert.True((await rig.Supervisors.EndAsync(Lidia, key, (await rig.TaskAsync(key)).Version, default)).Done);
        await rig.IdleAsync();

        var task = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Done, TaskEnd.FinishedWithoutReply), (task.State, task.End));
        Assert.Equal(Lidia, task.Timeline.Last(entry => entry.Event == TaskEvent.EndedBySupervisor).By);
        Assert.Equal("handled", rig.Exchange.FolderOf("1"));
        Assert.Equal(0, (await rig.Supervisors.QueuesAsync(Lidia, default))!.OpenTasks);
        if (state == "queued")
            return;
        Assert.Equal(TaskViewKind.EndedByOther, rig.Desk.LastOf(Adele)!.Kind);
        Assert.Empty((await rig.Agents.FindAsync(Adele, default))!.Value.Holds);
    }

    [Fact]
    public async Task A_task_taken_from_an_absent_agent_goes_to_another_one()
    {
        await using var rig = await StartAsync(Office(), [Adele]);
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Adele, key);
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        Assert.True((await rig.Supervisors.TakeBackAsync(Lidia, key, (await rig.TaskAsync(key)).Version, default)).Done);
        await rig.IdleAsync();
        var task = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Offered, Megan), (task.State, task.Offer!.Agent));
        Assert.Equal((Adele, Lidia), (task.Timeline.Last(entry => entry.Event == TaskEvent.TakenBack).Agent!.Value, task.Timeline.Last(entry => entry.Event == TaskEvent.TakenBack).By!.Value));
        Assert.Equal(TaskViewKind.TakenAway, rig.Desk.CardsOf(Adele).First(view => view.Key == key).Kind);
    }

    [Fact]
    public async Task Those_off_duty_are_called_once_in_a_quarter_of_an_hour()
    {
        await using var rig = await StartAsync(Office(), [Adele]);
        // Nobody is offered anything, so that nobody lets anything pass and is set off duty.
        rig.Presence[Adele] = rig.Presence[Megan] = new PresenceReading("Busy", "InACall");
        await rig.JumpAsync(TimeSpan.FromSeconds(30));
        await rig.DeliverAsync("1");
        Assert.Equal(SteerRefusal.NotAllowed, (await rig.Supervisors.CallAsync(Otto, Help, default)).Refusal);
        var called = await rig.Supervisors.CallAsync(Lidia, Help, default);
        Assert.Equal((null, 1), (called.Refusal, called.Number));
        await rig.IdleAsync();
        var (agent, notice) = Assert.Single(rig.Desk.Notices, one => one.Notice.Kind == NoticeKind.CalledOnDuty);
        Assert.Equal((Megan, "Help", 1, "lidia"), (agent, notice.ServiceName, notice.Number, notice.ByName));
        await rig.JumpAsync(TimeSpan.FromMinutes(14));
        Assert.Equal(SteerRefusal.CalledAlready, (await rig.Supervisors.CallAsync(Patti, Help, default)).Refusal);
        await rig.JumpAsync(TimeSpan.FromMinutes(1));
        Assert.True((await rig.Supervisors.CallAsync(Patti, Help, default)).Done);
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.JumpAsync(TimeSpan.FromMinutes(15));
        Assert.Equal(SteerRefusal.NobodyToCall, (await rig.Supervisors.CallAsync(Patti, Help, default)).Refusal);
    }

    [Fact]
    public async Task An_agent_is_set_off_duty_by_who_supervises_him_and_keeps_what_he_holds()
    {
        await using var rig = await StartAsync(Office(), [Adele]);
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Adele, key);
        Assert.Equal(SteerRefusal.NotAllowed, (await rig.Supervisors.SetOffDutyAsync(Otto, Adele, default)).Refusal);
        Assert.True((await rig.Supervisors.SetOffDutyAsync(Lidia, Adele, default)).Done);
        Assert.Equal(SteerRefusal.NothingToDo, (await rig.Supervisors.SetOffDutyAsync(Lidia, Adele, default)).Refusal);
        await rig.IdleAsync();
        Assert.False((await rig.Agents.FindAsync(Adele, default))!.Value.OnDuty);
        Assert.True((await rig.TaskAsync(key)).IsHeldBy(Adele));
        var (by, action, change) = Assert.Single(rig.Audited);
        Assert.Equal(("lidia", "SetOffDuty", "adele", "onDuty"), (by, action, change.Id, Assert.Single(change.Fields)));
        Assert.Equal("lidia", Assert.Single(rig.Desk.Notices, one => one.Notice.Kind == NoticeKind.SetOffDutyByOther).Notice.ByName);
    }

    [Fact]
    public async Task I5_why_a_task_waits_and_how_the_hours_went_stand_in_the_detail()
    {
        await using var rig = await StartAsync(Office(), []);
        var key = await rig.DeliverAsync("1");
        await rig.IdleAsync();
        var detail = (await rig.Supervisors.ServiceAsync(Lidia, Help, default))!;
        Assert.All(detail.Why[key.Id], verdict => Assert.Contains(verdict.Against, reason => reason.Code == "off_duty"));
        Assert.Equal((1, 1), (detail.Trend[^1].Arrived, detail.Trend[^1].Waiting));
        Assert.Equal(detail.Trend, await rig.Supervisors.TrendAsync(detail.Desk, default));
    }

    [Fact]
    public async Task A_card_that_is_being_brought_up_to_date_does_not_take_the_place_of_the_new_one_for_what_was_assigned_meanwhile()
    {
        await using var rig = await StartAsync(Office(), [Adele]);
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Adele, key);
        await rig.IdleAsync();
        rig.Desk.WhileShowing = async view =>
        {
            rig.Desk.WhileShowing = null;
            Assert.True((await rig.Supervisors.AssignAsync(Patti, key, view.Version, Adele, default)).Done);
        };
        Assert.True((await rig.Workbench.ReturnToQueueAsync(Adele, key, (await rig.TaskAsync(key)).Version, ReturnReason.Other, default)).Done);
        await rig.IdleAsync();

        Assert.Equal([TaskViewKind.Returned, TaskViewKind.Mine], rig.Desk.CardsOf(Adele).Select(card => card.Kind));
    }

    [Fact]
    public async Task F66_what_agents_still_have_of_a_removed_service_is_seen_and_ended_by_its_supervisors()
    {
        await using var rig = await StartAsync(Office(), [Adele]);
        var (key, second) = (await rig.DeliverAsync("1"), await rig.DeliverAsync("2"));
        await rig.AcceptAsync(Adele, key);
        await rig.AcceptAsync(Adele, second);
        await Change(rig, now => now with
        {
            Mailboxes = [.. now.Mailboxes.Select(mailbox => mailbox.Id == EngineRig.Mailbox ? mailbox with { Unit = new UnitId("help-unit") } : mailbox)],
            Services = [.. now.Services.Where(service => service.Id != Help)],
        });
        Assert.Equal(TaskState.Accepted, (await rig.TaskAsync(key)).State);

        foreach (var who in new[] { Lidia, Patti })
        {
            var removed = Assert.Single((await rig.Supervisors.QueuesAsync(who, default))!.Services, service => service.IsRemoved);
            Assert.Equal(("Help", 2, false), (removed.Name, removed.InWork, removed.IsLive));
        }

        Assert.DoesNotContain((await rig.Supervisors.QueuesAsync(Otto, default))!.Services, service => service.IsRemoved);
        // Nor is it lost to who asks why, by its number or by its button: supervisor, administrator and the agent who has it.
        foreach (var (who, sees) in new[] { (Lidia, true), (Patti, true), (Adele, true), (Otto, false), (Megan, false) })
        {
            var onlooker = new Onlooker(who, rig.Current.User(who)?.Roles ?? Roles.Administrator, rig.Current.User(who));
            Assert.Equal(sees ? [key] : [], await rig.Whys.FindAsync(onlooker, task => task == key.Id, default));
            Assert.Equal(sees, await rig.Whys.OfTaskAsync(onlooker, key, default) is not null);
        }

        var (version, other) = ((await rig.TaskAsync(key)).Version, (await rig.TaskAsync(second)).Version);
        Assert.Equal(SteerRefusal.NotAllowed, (await rig.Supervisors.EndAsync(Otto, key, version, default)).Refusal);
        Assert.Equal(SteerRefusal.ServiceNotLive, (await rig.Supervisors.MoveAsync(Patti, key, version, Sales, default)).Refusal);
        Assert.Equal(SteerRefusal.NotSuitable, (await rig.Supervisors.AssignAsync(Lidia, key, version, Megan, default)).Refusal);
        Assert.True((await rig.Supervisors.EndAsync(Lidia, key, version, default)).Done);
        Assert.True((await rig.Supervisors.TakeBackAsync(Lidia, second, other, default)).Done);
        await rig.IdleAsync();
        Assert.Equal((TaskEnd.FinishedWithoutReply, TaskEnd.Withdrawn), ((await rig.TaskAsync(key)).End!.Value, (await rig.TaskAsync(second)).End!.Value));
        Assert.DoesNotContain((await rig.Supervisors.QueuesAsync(Patti, default))!.Services, service => service.IsRemoved);
    }

    [Fact]
    public async Task F66_what_was_handed_to_a_removed_service_stays_with_its_agent_and_is_seen_in_its_own()
    {
        await using var rig = await StartAsync(Office(), [Isaiah]);
        var key = await rig.DeliverAsync("1");
        Assert.True((await rig.Supervisors.MoveAsync(Patti, key, (await rig.TaskAsync(key)).Version, Sales, default)).Done);
        await rig.IdleAsync();
        var held = await rig.AcceptAsync(Isaiah, key);
        await Change(rig, now => now with { Services = [.. now.Services.Where(service => service.Id != Sales)] });

        var task = await rig.TaskAsync(key);
        Assert.Equal((Help, held.Version, TaskEvent.CameHome), (task.Service, task.Version, task.Timeline[^1].Event));
        Assert.True(task.IsHeldBy(Isaiah));
        Assert.Contains(Assert.Single((await rig.Supervisors.QueuesAsync(Lidia, default))!.Services).Open, one => one.Key == key);
    }

    private static Task<SteerResult> DoAsync(EngineRig rig, AgentId who, string act, EmailTask task) => act switch
    {
        "assign" => rig.Supervisors.AssignAsync(who, task.Key, task.Version, Megan, default),
        "move" => rig.Supervisors.MoveAsync(who, task.Key, task.Version, Sales, default),
        "end" => rig.Supervisors.EndAsync(who, task.Key, task.Version, default),
        _ => rig.Supervisors.TakeBackAsync(who, task.Key, task.Version, default),
    };

    private static async Task Change(EngineRig rig, Func<Configuration, Configuration> change)
    {
        rig.Current = change(rig.Current) with { Revision = rig.Current.Revision + 1 };
        await rig.IdleAsync();
    }

    // Megan and Adele (in some tests Isaiah) work for the help service, Isaiah for sales.
    private static Configuration Office(DistributionSettings? distribution = null)
    {
        var configuration = Configured(distribution ?? new DistributionSettings { OfferSeconds = 600 });
        var (help, box, top) = (configuration.Services[0], new MailboxId("mailbox-sales"), configuration.Units[0].Id);
        var (helpUnit, salesUnit) = (new UnitId("help-unit"), new UnitId("sales-unit"));
        return configuration with
        {
            Units = [.. configuration.Units, new(helpUnit, "Help", top), new(salesUnit, "Sales", top)],
            Users =
            [
                .. configuration.Users,
                Person(Lidia, Roles.Supervisor) with { SupervisedUnits = [helpUnit] },
                Person(Otto, Roles.Supervisor) with { SupervisedServices = [Sales] },
                Person(Patti, Roles.Administrator),
            ],
            Mailboxes = [configuration.Mailboxes[0], new Mailbox { Id = box, Name = "Sales", Unit = top, UserPrincipalName = "sales@own.example", Addresses = [] }],
            Workflows = [configuration.Workflows[0], new Workflow(new("plain"), "Plain", top, [new(ActivityKind.Queue)])],
            Services =
            [
                help with { Unit = helpUnit, Agents = distribution is null ? [new(Megan), new(Adele)] : [new(Megan), new(Isaiah)] },
                help with { Id = Sales, Name = "Sales", Unit = salesUnit, Mailbox = box, Workflow = new("plain"), Agents = [new ServiceAgent(Isaiah)] },
            ],
        };
    }

    private static User Person(AgentId id, Roles roles) => new() { Id = id, DisplayName = id.Value, UserPrincipalName = $"{id}@own.example", Roles = roles };
}
