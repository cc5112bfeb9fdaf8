using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>Megan holds a task of Help and asks Adele, of the same service, for advice.</summary>
public sealed class ConsultTests
{
    private const string Question = "Is this covered by the guarantee?";
    private const string Comment = "It is, for two years.";

    /// <summary>Everything that an agent can do with a task, as the person named.</summary>
    private static readonly Dictionary<string, Func<EngineRig, AgentId, TaskKey, long, Task<Refusal?>>> Acts = new(StringComparer.Ordinal)
    {
        ["accept"] = async (rig, who, key, version) => (await rig.Workbench.AcceptAsync(who, key, version, default)).Refusal,
        ["decline"] = async (rig, who, key, version) => (await rig.Workbench.DeclineAsync(who, key, version, default)).Refusal,
        ["return"] = async (rig, who, key, version) => (await rig.Workbench.ReturnToQueueAsync(who, key, version, ReturnReason.Other, default)).Refusal,
        ["park"] = async (rig, who, key, version) => (await rig.Workbench.ParkAsync(who, key, version, ParkKind.Later, rig.Clock.GetUtcNow().AddHours(1), default)).Refusal,
        ["take up"] = async (rig, who, key, version) => (await rig.Workbench.TakeUpAsync(who, key, version, default)).Refusal,
        ["transfer"] = async (rig, who, key, version) => (await rig.Workbench.TransferAsync(who, key, version, Isaiah, "", default)).Refusal,
        ["to a service"] = async (rig, who, key, version) => (await rig.Workbench.TransferAsync(who, key, version, Help, default)).Refusal,
        ["finish"] = async (rig, who, key, version) => (await rig.Workbench.FinishWithoutReplyAsync(who, key, version, default)).Refusal,
        ["reply"] = async (rig, who, key, version) => (await rig.Workbench.ReplyAsync(who, key, version, "Dear customer", false, null, default)).Refusal,
        ["files"] = async (rig, who, key, _) => (await rig.Workbench.RemoveFilesAsync(who, key, default)).Refusal,
        ["settle"] = async (rig, who, key, version) => (await rig.Workbench.SettleUnsureAsync(who, key, version, true, default)).Refusal,
        ["answer too"] = async (rig, who, key, version) => (await rig.Workbench.AnswerAllTheSameAsync(who, key, version, default)).Refusal,
        ["merge"] = async (rig, who, key, version) => (await rig.Workbench.MergeAsync(who, key, version, default)).Refusal,
        ["split"] = async (rig, who, key, version) => (await rig.Workbench.SplitAsync(who, key, version, default)).Refusal,
        ["reopen"] = async (rig, who, key, version) => (await rig.Workbench.ReopenAsync(who, key, version, default)).Refusal,
        ["consult"] = async (rig, who, key, version) => (await rig.Consults.AskAsync(who, key, version, Isaiah, "", default)).Refusal,
    };

    public static TheoryData<string> ActNames => [.. Acts.Keys];

    [Fact]
    public async Task The_colleague_reads_the_mail_and_the_task_stays_where_it_is_and_takes_no_place_of_his()
    {
        await using var rig = await StartAsync(new DistributionSettings { TasksPerAgent = 1 });
        var key = await ConsultedAsync(rig);

        var task = await rig.TaskAsync(key);
        Assert.Equal((TaskState.Accepted, Megan), (task.State, task.Holder!.Value));
        var card = rig.Desk.LastOf(Adele)!;
        Assert.Equal((TaskViewKind.Consulted, "megan", true), (card.Kind, card.OtherName, card.Mail?.Body is not null));
        Assert.Equal([(TaskEvent.Consulted, Adele, Megan)], task.Timeline.Where(entry => entry.Colleague is not null).Select(entry => (entry.Event, entry.Colleague!.Value, entry.By!.Value)));
        Assert.Equal(["adele"], (await rig.Workbench.ViewAsync(Megan, key, default)).View!.Consulted.Select(one => one.Name));
        Assert.Equal([TaskViewKind.Consulted], (await rig.Workbench.ListAsync(Adele, default)).Select(view => view.Kind));
        // Her only place is free.
        var next = await rig.DeliverAsync("2");
        Assert.True((await rig.TaskAsync(next)).IsOfferedTo(Adele));
    }

    [Fact]
    public async Task Question_and_comment_go_from_person_to_person_and_are_stored_nowhere_but_that_there_were_some_is_told()
    {
        await using var rig = await StartAsync();
        var key = await ConsultedAsync(rig, Question);
        Assert.True((await rig.Consults.CommentAsync(Adele, key, Comment, default)).Done);
        await rig.IdleAsync();

        Assert.Contains((Adele, new Notice(NoticeKind.Comment, Task: key) { ByName = "megan", Text = Question }), rig.Desk.Notices);
        Assert.Contains((Megan, new Notice(NoticeKind.Comment, Task: key) { ByName = "adele", Text = Comment }), rig.Desk.Notices);
        Assert.Equal([TaskEvent.Consulted, TaskEvent.Commented], (await rig.TaskAsync(key)).Timeline.Where(entry => entry.Colleague == Adele).Select(entry => entry.Event));
        Assert.DoesNotContain(rig.Store.Dump(), entity => System.Text.Encoding.UTF8.GetString(entity.Value.Span) is var row && (row.Contains("guarantee", StringComparison.Ordinal) || row.Contains("two years", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(ActNames))]
    public async Task I9_who_is_asked_for_advice_can_do_nothing_else_with_the_task(string act)
    {
        await using var rig = await StartAsync();
        var key = await ConsultedAsync(rig);
        var before = await rig.TaskAsync(key);

        Assert.NotNull(await Acts[act](rig, Adele, key, before.Version));
        await rig.IdleAsync();
        var after = await rig.TaskAsync(key);
        Assert.Equal((before.Version, TaskState.Accepted, Megan, before.Timeline.Count), (after.Version, after.State, after.Holder!.Value, after.Timeline.Count));
        Assert.Empty(rig.Exchange.Sent);
    }

    [Theory]
    [MemberData(nameof(ActNames))]
    public async Task I9_for_an_agent_who_has_nothing_to_do_with_it_there_is_no_such_task(string act)
    {
        await using var rig = await StartAsync();
        var key = await HeldAsync(rig);

        Assert.Equal(Refusal.UnknownTask, await Acts[act](rig, Isaiah, key, (await rig.TaskAsync(key)).Version));
        Assert.True((await rig.TaskAsync(key)).IsHeldBy(Megan));
    }

    [Fact]
    public async Task I9_nobody_but_holder_and_colleague_learns_of_it_or_takes_part()
    {
        await using var rig = await StartAsync();
        var key = await ConsultedAsync(rig);
        var version = (await rig.TaskAsync(key)).Version;

        foreach (var stranger in new[] { Isaiah, new AgentId("nobody") })
        {
            Assert.Equal(Refusal.UnknownTask, (await rig.Consults.AskAsync(stranger, key, version, Adele, "", default)).Refusal);
            Assert.Equal(Refusal.UnknownTask, (await rig.Consults.CommentAsync(stranger, key, Comment, default)).Refusal);
            Assert.Equal(Refusal.UnknownTask, (await rig.Consults.EndAsync(stranger, key, default)).Refusal);
        }

        // The holder is not asked, so he does not comment.
        Assert.Equal(Refusal.NotConsulted, (await rig.Consults.CommentAsync(Megan, key, Comment, default)).Refusal);
        Assert.DoesNotContain(rig.Desk.Notices, told => told.Notice.Kind == NoticeKind.Comment);
        Assert.True((await rig.TaskAsync(key)).IsConsulted(Adele));
    }

    [Theory]
    [InlineData("holder")]
    [InlineData("himself")]
    [InlineData("time")]
    [InlineData("answered")]
    [InlineData("finished")]
    [InlineData("returned")]
    [InlineData("transferred")]
    [InlineData("to the colleague")]
    [InlineData("assigned to another")]
    [InlineData("licence")]
    [InlineData("membership")]
    [InlineData("role")]
    [InlineData("agent")]
    [InlineData("blocked")]
    [InlineData("holder gone")]
    public async Task I9_when_it_has_ended_in_any_way_the_colleagues_card_shows_nothing_and_he_sees_the_task_no_more(string how)
    {
        await using var rig = await StartAsync();
        var key = await ConsultedAsync(rig);
        var isToldBy = await EndAsync(rig, key, how);
        await rig.JumpAsync(TimeSpan.FromSeconds(30));

        var task = await rig.TaskAsync(key);
        Assert.False(task.IsConsulted(Adele));
        var card = rig.Desk.CardsOf(Adele)[0];
        Assert.Equal((TaskViewKind.ConsultOver, null, null, null), (card.Kind, card.Mail, card.OtherName, card.Deadline));
        Assert.Empty(card.Attachments);
        Assert.Empty((await rig.Agents.FindAsync(Adele, default))!.Value.Consults);
        Assert.Equal(isToldBy, rig.Desk.Notices.Any(told => told == (Megan, new Notice(NoticeKind.ConsultOver, Task: key) { ByName = how == "agent" ? null : "adele" })));
        if (how == "to the colleague")
            return;
        Assert.DoesNotContain(await rig.Workbench.ListAsync(Adele, default), view => view.Key == key);
        Assert.Null((await rig.Workbench.ViewAsync(Adele, key, default)).View?.Mail);
        Assert.Null(await rig.Whys.OfTaskAsync(new Onlooker(Adele, Roles.Agent, rig.Current.User(Adele)), key, default));
        Assert.NotNull((await rig.Consults.CommentAsync(Adele, key, Comment, default)).Refusal);
        Assert.DoesNotContain(rig.Desk.Notices, told => told.Notice.Kind == NoticeKind.Comment);
    }

    [Fact]
    public async Task Why_and_history_are_for_the_colleague_while_he_is_asked()
    {
        await using var rig = await StartAsync();
        var key = await ConsultedAsync(rig);
        Assert.NotNull(await rig.Whys.OfTaskAsync(new Onlooker(Adele, Roles.Agent, rig.Current.User(Adele)), key, default));
    }

    [Fact]
    public async Task Parking_the_task_leaves_the_question_open()
    {
        await using var rig = await StartAsync();
        var key = await ConsultedAsync(rig);
        Assert.True((await rig.Workbench.ParkAsync(Megan, key, (await rig.TaskAsync(key)).Version, ParkKind.Later, rig.Clock.GetUtcNow().AddHours(1), default)).Done);
        await rig.IdleAsync();
        Assert.True((await rig.Consults.CommentAsync(Adele, key, Comment, default)).Done);
        Assert.True((await rig.Consults.EndAsync(Megan, key, default)).Done);
        await rig.IdleAsync();
        Assert.Equal(TaskViewKind.ConsultOver, rig.Desk.LastOf(Adele)!.Kind);
    }

    [Fact]
    public async Task An_answer_that_is_being_written_stays_good_whatever_the_colleague_does()
    {
        await using var rig = await StartAsync();
        var key = await ConsultedAsync(rig);
        var version = (await rig.TaskAsync(key)).Version;
        await rig.Consults.CommentAsync(Adele, key, Comment, default);
        await rig.Consults.EndAsync(Adele, key, default);
        await rig.IdleAsync();
        Assert.True((await rig.Workbench.ReplyAsync(Megan, key, version, "Dear customer", false, null, default)).Done);
    }

    [Fact]
    public async Task Asked_twice_with_one_press_he_is_asked_once_and_asked_again_he_keeps_his_card()
    {
        await using var rig = await StartAsync();
        var key = await HeldAsync(rig);
        var version = (await rig.TaskAsync(key)).Version;
        Assert.True((await rig.Consults.AskAsync(Megan, key, version, Adele, Question, default)).Done);
        Assert.True((await rig.Consults.AskAsync(Megan, key, version, Adele, Question, default)).Done);
        await rig.IdleAsync();
        Assert.Single(rig.Desk.Notices, told => told.Notice.Kind == NoticeKind.Comment);
        await rig.JumpAsync(TimeSpan.FromDays(2));
        Assert.True((await rig.Consults.AskAsync(Megan, key, (await rig.TaskAsync(key)).Version, Adele, "And abroad?", default)).Done);
        await rig.IdleAsync();

        Assert.Single(rig.Desk.CardsOf(Adele));
        Assert.Single((await rig.TaskAsync(key)).Consults);
        // The first time is over, the second is not.
        await rig.JumpAsync(TimeSpan.FromDays(2));
        Assert.True((await rig.TaskAsync(key)).IsConsulted(Adele));
        await rig.JumpAsync(TimeSpan.FromDays(1));
        Assert.False((await rig.TaskAsync(key)).IsConsulted(Adele));
    }

    [Theory]
    [InlineData("visibility", "not_member")]
    [InlineData("licence", "no_licence")]
    [InlineData("membership", "not_member")]
    [InlineData("blocked", "unreachable_blocked")]
    [InlineData("himself", "not_member")]
    public async Task I9_who_may_not_be_asked_is_not_and_the_reason_is_given(string what, string reason)
    {
        await using var rig = await StartAsync();
        var key = await HeldAsync(rig);
        if (what == "visibility")
            rig.Current = rig.Current with { Tenant = rig.Current.Tenant with { TeamVisibility = TeamVisibility.NoMembers } };
        else if (what != "himself")
            await VanishAsync(rig, what);
        var result = await rig.Consults.AskAsync(Megan, key, (await rig.TaskAsync(key)).Version, what == "himself" ? Megan : Adele, Question, default);

        Assert.Equal((Refusal.ColleagueNotThere, reason), (result.Refusal!.Value, result.Code));
        Assert.Empty((await rig.TaskAsync(key)).Consults);
        Assert.DoesNotContain(rig.Desk.Notices, told => told.Notice.Kind == NoticeKind.Comment);
    }

    [Fact]
    public async Task Who_is_off_duty_can_be_asked_all_the_same()
    {
        await using var rig = await StartAsync();
        var key = await HeldAsync(rig);
        Assert.True((await rig.Consults.AskAsync(Megan, key, (await rig.TaskAsync(key)).Version, Isaiah, "", default)).Done);
        await rig.IdleAsync();
        Assert.Equal(TaskViewKind.Consulted, rig.Desk.LastOf(Isaiah)!.Kind);
    }

    [Fact]
    public async Task Without_question_or_comment_arriving_nothing_is_done()
    {
        await using var rig = await StartAsync();
        var key = await HeldAsync(rig);
        var version = (await rig.TaskAsync(key)).Version;
        rig.Desk.Fault = agent => agent == Adele ? new DeskDelivery(DeskResult.Unknown) : null;
        Assert.Equal(Refusal.CommentNotDelivered, (await rig.Consults.AskAsync(Megan, key, version, Adele, Question, default)).Refusal);
        Assert.Equal(Refusal.CommentTooLong, (await rig.Consults.AskAsync(Megan, key, version, Adele, new('x', 1_001), default)).Refusal);
        Assert.Empty((await rig.TaskAsync(key)).Consults);

        rig.Desk.Fault = null;
        Assert.True((await rig.Consults.AskAsync(Megan, key, version, Adele, "", default)).Done);
        await rig.IdleAsync();
        rig.Desk.Fault = agent => agent == Megan ? new DeskDelivery(DeskResult.Later) : null;
        Assert.Equal(Refusal.CommentNotDelivered, (await rig.Consults.CommentAsync(Adele, key, Comment, default)).Refusal);
        Assert.Equal(Refusal.TextMissing, (await rig.Consults.CommentAsync(Adele, key, " ", default)).Refusal);
        Assert.Equal(Refusal.CommentTooLong, (await rig.Consults.CommentAsync(Adele, key, new('x', 1_001), default)).Refusal);
        Assert.DoesNotContain((await rig.TaskAsync(key)).Timeline, entry => entry.Event == TaskEvent.Commented);
    }

    [Theory]
    [InlineData(DeskResult.Blocked, "unreachable_blocked")]
    [InlineData(DeskResult.NotInstalled, "unreachable_not_installed")]
    public async Task F71_whom_Teams_does_not_reach_is_asked_no_more_and_the_holder_is_told(DeskResult result, string reason)
    {
        await using var rig = await StartAsync();
        var key = await HeldAsync(rig);
        rig.Desk.Fault = agent => agent == Adele ? new DeskDelivery(result) : null;
        Assert.True((await rig.Consults.AskAsync(Megan, key, (await rig.TaskAsync(key)).Version, Adele, "", default)).Done);
        await rig.IdleAsync();

        Assert.Equal((TaskEvent.ConsultEnded, reason), ((await rig.TaskAsync(key)).Timeline[^1].Event, (await rig.TaskAsync(key)).Timeline[^1].Reason));
        Assert.Contains((Megan, new Notice(NoticeKind.ConsultOver, Task: key) { ByName = "adele" }), rig.Desk.Notices);
    }

    [Fact]
    public async Task A_card_that_is_on_its_way_when_it_ends_is_closed_as_soon_as_it_is_there()
    {
        await using var rig = await StartAsync();
        var key = await HeldAsync(rig);
        rig.Desk.WhileShowing = async view =>
        {
            if (view is { Kind: TaskViewKind.Consulted })
                await rig.Consults.EndAsync(Megan, key, default);
        };
        Assert.True((await rig.Consults.AskAsync(Megan, key, (await rig.TaskAsync(key)).Version, Adele, "", default)).Done);
        await rig.IdleAsync();

        Assert.Equal(TaskViewKind.ConsultOver, Assert.Single(rig.Desk.CardsOf(Adele)).Kind);
    }

    [Fact]
    public async Task More_than_a_few_are_not_asked_at_the_same_time()
    {
        var many = Enumerable.Range(1, Consult.Most + 1).Select(number => new AgentId($"agent-{number}")).ToArray();
        await using var rig = await EngineRig.StartAsync(Configured(null, 100, [Megan, .. many]), [Megan]);
        var key = await HeldAsync(rig);
        foreach (var one in many[..^1])
            Assert.True((await rig.Consults.AskAsync(Megan, key, (await rig.TaskAsync(key)).Version, one, "", default)).Done);
        await rig.IdleAsync();
        Assert.Equal(Refusal.ConsultsFull, (await rig.Consults.AskAsync(Megan, key, (await rig.TaskAsync(key)).Version, many[^1], "", default)).Refusal);
        Assert.True((await rig.Consults.EndAsync(Megan, key, default)).Done);
        await rig.IdleAsync();
        Assert.All(many[..^1], one => Assert.Equal(TaskViewKind.ConsultOver, rig.Desk.LastOf(one)!.Kind));
    }

    [Fact]
    public async Task A_colleague_who_passed_the_task_by_keeps_his_pause()
    {
        await using var rig = await EngineRig.StartAsync(Adele);
        var key = await rig.DeliverAsync("1");
        await rig.Workbench.DeclineAsync(Adele, key, rig.Desk.LastOf(Adele)!.Version, default);
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.IdleAsync();
        var task = await rig.AcceptAsync(Megan, key);
        Assert.True((await rig.Consults.AskAsync(Megan, key, task.Version, Adele, "", default)).Done);
        await rig.Workbench.ReturnToQueueAsync(Megan, key, (await rig.TaskAsync(key)).Version, ReturnReason.NoTime, default);
        await rig.IdleAsync();

        Assert.Equal(TaskState.Queued, (await rig.TaskAsync(key)).State);
        Assert.NotNull(Eligibility.PassedBy(await rig.TaskAsync(key), Adele, rig.Clock.GetUtcNow()));
    }

    // Ends it, and says whether the holder is told.
    private static async Task<bool> EndAsync(EngineRig rig, TaskKey key, string how)
    {
        var version = (await rig.TaskAsync(key)).Version;
        switch (how)
        {
            case "holder":
                Assert.True((await rig.Consults.EndAsync(Megan, key, default)).Done);
                Assert.Equal(Refusal.NotConsulted, (await rig.Consults.EndAsync(Megan, key, default)).Refusal);
                return false;
            case "himself":
                Assert.True((await rig.Consults.EndAsync(Adele, key, default)).Done);
                Assert.True((await rig.Consults.EndAsync(Adele, key, default)).Done);
                return true;
            case "time":
                await rig.JumpAsync(Consult.Length - TimeSpan.FromSeconds(1));
                Assert.True((await rig.TaskAsync(key)).IsConsulted(Adele));
                await rig.JumpAsync(TimeSpan.FromSeconds(1));
                return true;
            case "answered":
                Assert.True((await rig.Workbench.ReplyAsync(Megan, key, version, "Dear customer", false, null, default)).Done);
                break;
            case "finished":
                Assert.True((await rig.Workbench.FinishWithoutReplyAsync(Megan, key, version, default)).Done);
                break;
            case "returned":
                await rig.Workbench.SetDutyAsync(Adele, false, default);
                Assert.True((await rig.Workbench.ReturnToQueueAsync(Megan, key, version, ReturnReason.Other, default)).Done);
                break;
            case "transferred":
                await rig.Workbench.SetDutyAsync(Isaiah, true, default);
                Assert.True((await rig.Workbench.TransferAsync(Megan, key, version, Isaiah, "", default)).Done);
                break;
            case "to the colleague":
                Assert.True((await rig.Workbench.TransferAsync(Megan, key, version, Adele, "", default)).Done);
                break;
            case "assigned to another":
                rig.Desk.Administrators = [Isaiah];
                Assert.True((await rig.Supervisors.AssignAsync(Isaiah, key, version, Isaiah, default)).Done);
                break;
            case "holder gone":
                await rig.Workbench.SetDutyAsync(Adele, false, default);
                rig.Current = rig.Current with { Users = [.. rig.Current.Users.Where(user => user.Id != Megan)], Revision = rig.Current.Revision + 1 };
                break;
            default:
                await VanishAsync(rig, how);
                await rig.IdleAsync();
                return true;
        }

        return false;
    }

    private static async Task VanishAsync(EngineRig rig, string what)
    {
        var current = rig.Current;
        Configuration OfAdele(Func<User, User?> change) => current with { Users = [.. current.Users.Select(user => user.Id == Adele ? change(user) : user).OfType<User>()] };
        rig.Current = what switch
        {
            "licence" => OfAdele(user => user with { HasEmailLicence = false }),
            "role" => OfAdele(user => user with { Roles = Roles.Supervisor }),
            "agent" => OfAdele(_ => null),
            "membership" => current with { Services = [.. current.Services.Select(service => service with { Agents = [.. service.Agents.Where(member => member.Agent != Adele)] })] },
            _ => current,
        } with { Revision = current.Revision + 1 };
        if (what == "blocked")
            rig.Desk.Unreachable[Adele] = DeskResult.Blocked;
        await rig.IdleAsync();
    }

    private static async Task<TaskKey> ConsultedAsync(EngineRig rig, string question = "")
    {
        var key = await HeldAsync(rig);
        Assert.True((await rig.Consults.AskAsync(Megan, key, (await rig.TaskAsync(key)).Version, Adele, question, default)).Done);
        await rig.IdleAsync();
        return key;
    }

    private static async Task<TaskKey> HeldAsync(EngineRig rig)
    {
        var key = await rig.DeliverAsync("1");
        await rig.AcceptAsync(Megan, key);
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.IdleAsync();
        return key;
    }

    private static Task<EngineRig> StartAsync(DistributionSettings? distribution = null) => EngineRig.StartAsync(Configured(distribution), [Megan]);
}
