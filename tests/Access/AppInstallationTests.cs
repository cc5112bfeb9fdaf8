using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Access;

/// <summary>The app is put into people's Teams by real calls to the simulated tenant, which refuses what the real one refuses (teams.md 3.5).</summary>
public sealed class AppInstallationTests
{
    private static readonly string[] Allowed = [.. AccessRig.Everything, "TeamsAppInstallation.ReadWriteSelfForUser.All"];

    [Fact]
    public async Task Who_lacks_the_app_gets_it_once()
    {
        await using var rig = await StartAsync(Allowed);
        var app = (await rig.Apps.FindAppAsync(Id(rig, "Megan Bowen"), AccessRig.Never)).Value;

        Assert.Equal(AppInstallation.Installed, (await rig.Apps.InstallAsync(Id(rig, "Adele Vance"), app, AccessRig.Never)).Value);
        Assert.Equal(AppInstallation.WasThere, (await rig.Apps.InstallAsync(Id(rig, "Adele Vance"), app, AccessRig.Never)).Value);
        Assert.True(rig.Tenant.Teams.Person("Adele Vance").Installed);
    }

    [Fact]
    public async Task Without_the_permission_nothing_is_told_and_nobody_gets_it()
    {
        await using var rig = await StartAsync(AccessRig.Everything);
        Assert.Equal(FailureCategory.Refused, (await rig.Apps.FindAppAsync(Id(rig, "Megan Bowen"), AccessRig.Never)).Failure?.Category);
        Assert.Equal(FailureCategory.Refused, (await rig.Apps.InstallAsync(Id(rig, "Adele Vance"), "x", AccessRig.Never)).Failure?.Category);
        Assert.False(rig.Tenant.Teams.Person("Adele Vance").Installed);
    }

    [Fact]
    public async Task What_is_not_in_the_catalogue_is_not_found_and_a_policy_refuses_single_people()
    {
        await using var rig = await StartAsync(Allowed);
        Assert.Equal("AppNotFound", (await rig.Apps.FindAppAsync(Id(rig, "Adele Vance"), AccessRig.Never)).Failure?.Code);
        Assert.Equal(FailureCategory.NotFound, (await rig.Apps.InstallAsync(Id(rig, "Adele Vance"), "another-app", AccessRig.Never)).Failure?.Category);

        var app = (await rig.Apps.FindAppAsync(Id(rig, "Megan Bowen"), AccessRig.Never)).Value;
        Assert.Equal(FailureCategory.Refused, (await rig.Apps.InstallAsync(Id(rig, "Grady Archie"), app, AccessRig.Never)).Failure?.Category);
    }

    // Adele and the guest do not have the app yet.
    private static Task<AccessRig> StartAsync(IReadOnlyList<string> consented) => AccessRig.StartAsync(consented, options => options with
    {
        World = options.World with { People = [.. options.World.People.Select(person => person.Name is "Adele Vance" or "Grady Archie" ? person with { Installed = false } : person)] },
    });

    private static AgentId Id(AccessRig rig, string name) => new(rig.Tenant.Teams.Person(name).Id);
}
