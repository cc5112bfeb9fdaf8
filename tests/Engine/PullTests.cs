using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Core.Workflows;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>Agents help themselves where the service allows it. Presence keeps them from being offered anything, so that what they get they took.</summary>
public sealed class PullTests
{
    [Fact]
    public async Task The_task_that_comes_first_in_the_queue_is_his_with_its_card()
    {
        await using var rig = await StartAsync(new DistributionSettings { Pull = true });
        var first = await rig.DeliverAsync("1");
        await rig.JumpAsync(TimeSpan.FromMinutes(1));
        await rig.DeliverAsync("2");

        var pulled = await rig.Pulls.PullAsync(Megan, default);
        Assert.Equal((first, null), (pulled.Task!.Value, pulled.Refusal));
        await rig.IdleAsync();
        var task = await rig.TaskAsync(first);
        Assert.True(task.IsHeldBy(Megan));
        Assert.Equal((TaskEvent.Pulled, Megan), (task.Timeline[^1].Event, task.Timeline[^1].Agent!.Value));
        Assert.Equal((first, TaskViewKind.Mine, null), (rig.Desk.LastOf(Megan)!.Key, rig.Desk.LastOf(Megan)!.Kind, rig.Desk.LastOf(Megan)!.GivenByName));
        await rig.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Single((await rig.Agents.FindAsync(Megan, default))!.Value.Holds);
        await rig.Workbench.FinishWithoutReplyAsync(Megan, first, task.Version, default);
        await rig.IdleAsync();
        Assert.Empty((await rig.Agents.FindAsync(Megan, default))!.Value.Holds);
    }

    [Fact]
    public async Task I3_two_who_help_themselves_at_once_get_two_tasks()
    {
        await using var rig = await StartAsync(new DistributionSettings { Pull = true });
        await rig.DeliverAsync("1");
        await rig.DeliverAsync("2");
        var pulled = await Task.WhenAll(rig.Pulls.PullAsync(Megan, default), rig.Pulls.PullAsync(Adele, default));
        Assert.Equal(2, pulled.Select(result => result.Task).Distinct().Count(task => task is not null));
        Assert.Equal(PullRefusal.NothingWaits, (await rig.Pulls.PullAsync(Megan, default)).Refusal);
    }

    [Theory]
    [InlineData("off", PullRefusal.NoService, null)]
    [InlineData("off duty", PullRefusal.NotNow, "off_duty")]
    [InlineData("full", PullRefusal.NotNow, "at_limit")]
    [InlineData("unlicensed", PullRefusal.NotNow, "no_licence")]
    [InlineData("suspended", PullRefusal.NoService, null)]
    [InlineData("stranger", PullRefusal.NotAllowed, null)]
    [InlineData("no member", PullRefusal.NoService, null)]
    public async Task Nobody_takes_what_he_could_not_be_offered(string why, PullRefusal refusal, string? reason)
    {
        await using var rig = await StartAsync(new DistributionSettings { Pull = why != "off", TasksPerAgent = 1 });
        await rig.DeliverAsync("1");
        if (why == "full")
            Assert.NotNull((await rig.Pulls.PullAsync(Megan, default)).Task);
        await rig.DeliverAsync("2");
        if (why == "off duty")
            await rig.Workbench.SetDutyAsync(Megan, false, default);
        rig.Current = rig.Current with
        {
            Revision = 2,
            Users = [.. rig.Current.Users.Select(user => user.Id == Megan && why == "unlicensed" ? user with { HasEmailLicence = false } : user)],
            Services = [.. rig.Current.Services.Select(service => service with
            {
                Suspended = why == "suspended", Agents = [.. service.Agents.Where(member => why != "no member" || member.Agent != Megan)],
            })],
        };
        var result = await rig.Pulls.PullAsync(why == "stranger" ? new AgentId("stranger") : Megan, default);
        Assert.Equal((refusal, reason), (result.Refusal, result.Against is [var against, ..] ? against.Code : null));
        Assert.Null(result.Task);
    }

    [Fact]
    public async Task Skills_and_what_is_kept_for_somebody_else_are_respected()
    {
        await using var rig = await StartAsync(new DistributionSettings { Pull = true }, new WorkflowActivity(ActivityKind.Skill) { Name = "French", Level = 2 });
        var key = await rig.DeliverAsync("1");
        Assert.Equal(PullRefusal.NothingWaits, (await rig.Pulls.PullAsync(Megan, default)).Refusal);
        await rig.JumpAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(key, (await rig.Pulls.PullAsync(Megan, default)).Task);
    }

    private static async Task<EngineRig> StartAsync(DistributionSettings settings, params WorkflowActivity[] activities)
    {
        var configuration = Configured(settings);
        var rig = await EngineRig.StartAsync(configuration with { Workflows = [configuration.Workflows[0] with { Activities = [.. activities, new WorkflowActivity(ActivityKind.Queue)] }] }, []);
        foreach (var agent in (AgentId[])[Megan, Adele])
        {
            rig.Presence[agent] = new PresenceReading("Busy", "InACall");
            await rig.Workbench.SetDutyAsync(agent, true, default);
        }

        await rig.IdleAsync();
        return rig;
    }
}
