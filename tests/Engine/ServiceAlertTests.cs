using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Core.Supervision;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>Who is told of a service's trouble, on how many cards.</summary>
public sealed class ServiceAlertTests
{
    private static readonly AgentId Joni = new("joni");
    private static readonly AgentId Lee = new("lee");
    private static readonly AgentId Patti = new("patti");
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Each_supervisor_of_the_service_has_one_card_and_nobody_else_has_any()
    {
        await using var rig = await StartAsync(Supervised(Joni));
        await rig.DeliverAsync("1");
        await rig.JumpAsync(3 * Minute);
        Assert.Equal([Joni], rig.Desk.Alerts.Select(alert => alert.Administrator));
        Assert.Equal(TroubleKind.NobodyAvailable, Assert.Single(rig.Desk.Alerts[0].View.Alert.Troubles).Kind);
        await rig.JumpAsync(Minute);
        Assert.Single(rig.Desk.Alerts);
    }

    [Fact]
    public async Task Where_nobody_supervises_administrators_are_told()
    {
        await using var rig = await StartAsync(Configured());
        await rig.DeliverAsync("1");
        await rig.JumpAsync(3 * Minute);
        Assert.Equal([Patti], rig.Desk.Alerts.Select(alert => alert.Administrator));
    }

    [Fact]
    public async Task Work_that_was_given_up_is_told_until_somebody_took_it_up()
    {
        await using var rig = await StartAsync(Supervised(Joni));
        var now = rig.Clock.GetUtcNow();
        var row = JobKey.ForDead(now, "job");
        await rig.Store.CommitAsync(TaskRows.Partition(Help), [EntityWrite.Put(row, new JobRow("mail.file", null, now, 9), JobJson.Default.JobRow)], default);
        await rig.JumpAsync(Minute);
        Assert.Equal(new ServiceTrouble(TroubleKind.WorkFailed, 1), Assert.Single(Assert.Single(rig.Desk.Alerts).View.Alert.Troubles));
        await rig.Store.CommitAsync(TaskRows.Partition(Help), [EntityWrite.DeleteAny(row)], default);
        await rig.JumpAsync(Minute);
        await rig.JumpAsync(5 * Minute);
        Assert.NotNull(Assert.Single(rig.Desk.Alerts).View.Alert.SolvedAt);
    }

    [Fact]
    public async Task F42_a_storm_is_told_to_administrators_and_to_who_supervises_the_service()
    {
        await using var rig = await StartAsync(Supervised(Joni));
        for (var number = 1; number <= Storm.Limit; number++)
            await rig.DeliverAsync($"alarm{number}", "nagios@monitor.example", $"Disk {number} is full", new MailHeader("Auto-Submitted", "auto-generated"));
        Assert.Equal([Joni, Patti], rig.Desk.AdminNotices.Select(told => told.Administrator).Order(Comparer<AgentId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))));
        Assert.All(rig.Desk.AdminNotices, told => Assert.Equal(AdminNoticeKind.Storm, told.Notice.Kind));
    }

    [Fact]
    public async Task Only_who_supervises_or_administers_sees_and_takes_note()
    {
        await using var rig = await StartAsync(Supervised(Joni));
        await rig.DeliverAsync("1");
        await rig.JumpAsync(3 * Minute);
        foreach (var stranger in new[] { Megan, Lee, new AgentId("nobody") })
        {
            Assert.Empty(await rig.AlertBook.OpenAsync(stranger, default));
            Assert.Null(await rig.AlertBook.FindAsync(stranger, Help, default));
            Assert.Null(await rig.AlertBook.SeenAsync(stranger, Help, default));
            Assert.Null(await rig.AlertBook.SnoozeAsync(stranger, Help, SnoozeTime.TwoHours, default));
        }

        Assert.Single(await rig.AlertBook.OpenAsync(Joni, default));
        // As Teams may spell him.
        Assert.Single(await rig.AlertBook.OpenAsync(new AgentId("JONI"), default));
        Assert.Equal("joni", (await rig.AlertBook.SeenAsync(Joni, Help, default))!.SeenBy);
        Assert.NotNull(await rig.AlertBook.SeenAsync(Patti, Help, default));
        Assert.Null(await rig.AlertBook.FindAsync(Joni, new ServiceId("other"), default));
    }

    [Fact]
    public async Task Snoozed_until_tomorrow_is_until_eight_by_the_clock_of_the_tenant()
    {
        var berlin = Supervised(Joni) with { Tenant = Supervised(Joni).Tenant with { TimeZone = "Europe/Berlin" } };
        await using var rig = await StartAsync(berlin);
        await rig.DeliverAsync("1");
        await rig.JumpAsync(3 * Minute);
        var view = await rig.AlertBook.SnoozeAsync(Joni, Help, SnoozeTime.Tomorrow, default);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.Zero), view!.Alert.SnoozedUntil);
    }

    [Fact]
    public async Task F70_an_agent_on_duty_whom_Teams_does_not_reach_is_told_of_also_while_nothing_waits_and_nobodys_presence_is_asked_for()
    {
        await using var rig = await StartAsync(Supervised(Joni));
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.IdleAsync();
        await rig.Agents.ChangeAsync(Megan, state => state with { Unreachable = "blocked" }, _ => [], default);
        var before = rig.PresenceReads;
        await rig.JumpAsync(Minute);
        Assert.Equal(new ServiceTrouble(TroubleKind.AgentsUnreachable, 1), Assert.Single(ToldJoni().Troubles));
        Assert.Equal(before, rig.PresenceReads);
        await rig.Agents.ChangeAsync(Megan, state => state with { Unreachable = null }, _ => [], default);
        await rig.JumpAsync(Minute);
        await rig.JumpAsync(5 * Minute);
        Assert.NotNull(ToldJoni().SolvedAt);

        // By now administrators know that presence is not seen.
        Alert ToldJoni() => Assert.Single(rig.Desk.Alerts, alert => alert.Administrator == Joni).View.Alert;
    }

    [Fact]
    public async Task The_alert_of_a_service_that_is_removed_is_over()
    {
        await using var rig = await StartAsync(Supervised(Joni));
        await rig.DeliverAsync("1");
        await rig.JumpAsync(3 * Minute);
        rig.Current = rig.Current with { Revision = 2, Services = [] };
        await rig.JumpAsync(Minute);
        Assert.NotNull(Assert.Single(rig.Desk.Alerts).View.Alert.SolvedAt);
    }

    private static async Task<EngineRig> StartAsync(Configuration configuration)
    {
        var rig = await EngineRig.StartAsync(configuration, []);
        rig.Desk.Administrators = [Patti];
        return rig;
    }

    private static Configuration Supervised(AgentId supervisor) => Configured() is var plain
        ? plain with { Users = [.. plain.Users, Person(supervisor, [Help]), Person(Lee, [])] }
        : null!;

    private static User Person(AgentId id, IReadOnlyList<ServiceId> services) =>
        new() { Id = id, DisplayName = id.Value, UserPrincipalName = $"{id}@own.example", Roles = Roles.Supervisor, SupervisedServices = services };
}
