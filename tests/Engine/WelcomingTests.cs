using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>Who can get mail for the first time is told how it is worked on.</summary>
public sealed class WelcomingTests
{
    [Fact]
    public async Task N072_whoever_can_get_mail_of_a_live_service_for_the_first_time_is_told_once()
    {
        await using var rig = await EngineRig.StartAsync(Configured(agents: [Megan, Adele]) with { Services = [] }, []);
        await ReviewAsync(rig);
        Assert.Empty(Welcomes(rig));

        rig.Current = Next(rig, Configured(agents: [Megan, Adele]).Services[0] with { Agents = [new(Megan)] });
        await ReviewAsync(rig);
        Assert.Equal([(Megan, new Notice(NoticeKind.Welcome, ServiceName: "Help"))], Welcomes(rig));

        // Neither another change nor another process repeats it; who joins is told alone.
        rig.Current = Next(rig, rig.Current.Services[0] with { ReopenDays = 3 });
        await ReviewAsync(rig);
        await using var second = await EngineRig.StartAsync(Next(rig, rig.Current.Services[0] with { Agents = [new(Megan), new(Adele)] }), [], after: rig);
        await ReviewAsync(second);
        Assert.Equal([Megan, Adele], Welcomes(second).Select(told => told.Agent));
    }

    [Theory]
    [InlineData("suspended")]
    [InlineData("unlicensed")]
    [InlineData("tenant off")]
    [InlineData("guest")]
    [InlineData("no agent")]
    public async Task N072_who_gets_no_mail_is_not_told(string why)
    {
        var configuration = Configured(agents: Megan);
        var (tenant, user, service) = (configuration.Tenant, configuration.Users[0], configuration.Services[0]);
        await using var rig = await EngineRig.StartAsync(
            configuration with
            {
                Tenant = why == "tenant off" ? tenant with { EmailEnabled = false } : tenant,
                Users = [why switch { "unlicensed" => user with { HasEmailLicence = false }, "guest" => user with { IsGuest = true }, "no agent" => user with { Roles = Roles.Supervisor }, _ => user }],
                Services = [service with { Suspended = why == "suspended" }],
            },
            []);
        await ReviewAsync(rig);
        Assert.Empty(Welcomes(rig));
    }

    [Fact]
    public async Task N072_of_two_processes_one_tells()
    {
        await using var first = await EngineRig.StartAsync(Configured(agents: Megan) with { Services = [] }, [], isAlone: false);
        await using var second = await EngineRig.StartAsync(null, [], after: first, isAlone: false);
        first.Current = second.Current = Configured(agents: Megan);
        await Task.WhenAll(first.Welcoming.ReviewAsync(default), second.Welcoming.ReviewAsync(default));
        await first.IdleAsync();
        await second.IdleAsync();
        Assert.Single(Welcomes(first));
    }

    private static async Task ReviewAsync(EngineRig rig)
    {
        await rig.Welcoming.ReviewAsync(default);
        await rig.IdleAsync();
    }

    private static Configuration Next(EngineRig rig, Service service) => rig.Current with { Revision = rig.Current.Revision + 1, Services = [service] };

    private static List<(Core.Model.AgentId Agent, Notice Notice)> Welcomes(EngineRig rig) => [.. rig.Desk.Notices.Where(told => told.Notice.Kind == NoticeKind.Welcome)];
}
