using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>Who asks why gets what was recorded (I5), and nothing about what is none of his business (I9).</summary>
public sealed class WhyTests
{
    private static readonly AgentId Sue = new("sue"), Sam = new("sam"), Ann = new("ann");

    [Fact]
    public async Task I5_a_decision_tells_who_was_asked_and_what_spoke_against_the_others()
    {
        await using var rig = await StartAsync(Megan, Adele);
        rig.Presence[Adele] = new PresenceReading("Busy", "InACall");
        await rig.JumpAsync(TimeSpan.FromSeconds(15));
        var key = await rig.DeliverAsync("1");

        var story = (await rig.Whys.OfTaskAsync(Supervisor(rig), key, default))!;

        var decision = Assert.Single(story.Decisions);
        Assert.Equal((Megan, "only_candidate"), (decision.OfferedTo!.Value, Assert.Single(decision.Because).Code));
        Assert.Equal(["megan: ", "adele: presence_busy", "isaiah: off_duty"], decision.Candidates.Select(one => $"{one.Agent}: {string.Join(',', one.Against.Select(reason => reason.Code))}"));
        Assert.True(story.IsSupervised);
    }

    [Fact]
    public async Task The_newest_decisions_come_first_and_the_others_are_counted()
    {
        await using var rig = await StartAsync(Megan);
        var key = await rig.DeliverAsync("1");
        for (var i = 0; i < 4; i++)
        {
            await rig.JumpAsync(TimeSpan.FromSeconds(1));
            await rig.Workbench.DeclineAsync(Megan, key, (await rig.TaskAsync(key)).Version, default);
            await rig.IdleAsync();
            await rig.JumpAsync(TimeSpan.FromMinutes(6));
        }

        var story = (await rig.Whys.OfTaskAsync(Supervisor(rig), key, default))!;

        Assert.Equal(story.Decisions.Select(decision => decision.At).OrderDescending(), story.Decisions.Select(decision => decision.At));
        Assert.Equal((5, 9), (story.Decisions.Count, story.Decisions.Count + story.Earlier));
        Assert.Equal("declined", story.Decisions[1].Candidates[0].Against.Single().Code);
    }

    [Fact]
    public async Task I9_an_agent_sees_what_was_offered_to_him_and_a_supervisor_what_is_of_his_services_and_nobody_else_anything()
    {
        await using var rig = await StartAsync(Megan);
        var key = await rig.DeliverAsync("1");

        Assert.False((await rig.Whys.OfTaskAsync(Of(rig, Megan), key, default))!.IsSupervised);
        Assert.NotNull(await rig.Whys.OfTaskAsync(Of(rig, Sue), key, default));
        Assert.NotNull(await rig.Whys.OfTaskAsync(Of(rig, Ann), key, default));
        Assert.NotNull(await rig.Whys.OfTaskAsync(new(new("named"), Roles.Administrator, null), key, default));
        foreach (var stranger in new[] { Of(rig, Adele), Of(rig, Sam), new Onlooker(new("x"), Roles.Supervisor, null) })
        {
            Assert.Null(await rig.Whys.OfTaskAsync(stranger, key, default));
            Assert.Empty(await rig.Whys.FindAsync(stranger, _ => true, default));
        }

        Assert.Null(await rig.Whys.OfTaskAsync(Of(rig, Ann), key with { Id = new("other") }, default));
    }

    [Fact]
    public async Task A_task_is_found_by_its_number_while_it_is_open_and_a_week_after_it_ended()
    {
        await using var rig = await StartAsync(Megan);
        var (first, second) = (await rig.DeliverAsync("1"), await rig.DeliverAsync("2", subject: "Other"));
        await rig.AcceptAsync(Megan, first);
        await rig.Workbench.FinishWithoutReplyAsync(Megan, first, (await rig.TaskAsync(first)).Version, default);
        await rig.IdleAsync();

        foreach (var onlooker in new[] { Of(rig, Megan), Of(rig, Sue) })
        {
            Assert.Equal([second, first], await rig.Whys.FindAsync(onlooker, _ => true, default));
            Assert.Equal([first], await rig.Whys.FindAsync(onlooker, task => task == first.Id, default));
        }

        await rig.JumpAsync(TimeSpan.FromDays(8));
        Assert.Equal([second], await rig.Whys.FindAsync(Of(rig, Sue), _ => true, default));
    }

    [Fact]
    public async Task An_agent_learns_what_speaks_against_mail_to_him_and_what_was_recorded_about_the_tasks_that_wait()
    {
        await using var rig = await StartAsync(Megan);
        Assert.Equal("off_duty", Assert.Single(Assert.Single((await rig.Whys.OfAgentAsync(Of(rig, Adele), Adele, default))!.Services).Against).Code);

        var key = await rig.DeliverAsync("1");
        await rig.Workbench.DeclineAsync(Megan, key, (await rig.TaskAsync(key)).Version, default);
        await rig.IdleAsync();

        var service = Assert.Single((await rig.Whys.OfAgentAsync(Of(rig, Sue), Megan, default))!.Services);
        Assert.Empty(service.Against);
        Assert.Equal((1, 0), (service.Waiting, service.Others));
        Assert.Equal((key, "declined"), (Assert.Single(service.Tasks).Task, Assert.Single(service.Tasks[0].Against).Code));
    }

    [Fact]
    public async Task I9_of_an_agent_learns_who_supervises_a_service_of_his_or_he_himself()
    {
        await using var rig = await StartAsync(Megan);

        foreach (var onlooker in new[] { Of(rig, Megan), Of(rig, Sue), Of(rig, Ann) })
            Assert.NotNull(await rig.Whys.OfAgentAsync(onlooker, Megan, default));
        foreach (var onlooker in new[] { Of(rig, Adele), Of(rig, Sam) })
            Assert.Null(await rig.Whys.OfAgentAsync(onlooker, Megan, default));
        Assert.Null(await rig.Whys.OfAgentAsync(Of(rig, Ann), Sue, default));
    }

    private static async Task<EngineRig> StartAsync(params AgentId[] onDuty)
    {
        var configuration = Configured();
        var people = new[] { (Sue, Roles.Supervisor, "all"), (Sam, Roles.Supervisor, "elsewhere"), (Ann, Roles.Administrator, "elsewhere") };
        return await EngineRig.StartAsync(
            configuration with
            {
                Users =
                [
                    .. configuration.Users,
                    .. people.Select(one => new User { Id = one.Item1, DisplayName = one.Item1.Value, UserPrincipalName = $"{one.Item1}@own.example", Roles = one.Item2, SupervisedUnits = [new(one.Item3)] }),
                ],
            },
            onDuty);
    }

    private static Onlooker Supervisor(EngineRig rig) => Of(rig, Sue);

    private static Onlooker Of(EngineRig rig, AgentId who) => new(who, rig.Current.User(who)!.Roles, rig.Current.User(who));
}
