using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Engine.Support;
using TeamsEmailBot.Tests.Support;
using static TeamsEmailBot.Tests.Engine.Support.EngineRig;

namespace TeamsEmailBot.Tests.Engine;

/// <summary>Presence that cannot be seen: offers follow the duty switch, and administrators are told.</summary>
public sealed class PresenceWatchTests
{
    private static readonly Failure Forbidden = new(FailureCategory.Refused, "Authorization_RequestDenied");

    [Theory]
    [InlineData(true, MailboxCondition.PresenceRefused)]
    [InlineData(false, MailboxCondition.PresenceHidden)]
    public async Task X060_X061_X069_without_presence_the_duty_switch_decides_and_administrators_are_told_once(bool isRefused, MailboxCondition condition)
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Desk.Administrators = [Adele];
        rig.Presence[Megan] = new PresenceReading("PresenceUnknown", "PresenceUnknown");
        rig.PresenceFault = isRefused ? Forbidden : null;
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        var key = await rig.DeliverAsync("1");
        Assert.Equal((TaskState.Offered, Megan), ((await rig.TaskAsync(key)).State, (await rig.TaskAsync(key)).Offer!.Agent));

        await rig.PassAsync(TimeSpan.FromMinutes(4));
        Assert.Empty(Told(rig));
        await rig.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(condition, Assert.Single(Told(rig)).View.Alert.Condition);
        await rig.JumpAsync(TimeSpan.FromDays(2));
        Assert.Single(Told(rig));

        (rig.PresenceFault, rig.Presence[Megan]) = (null, new PresenceReading("Busy", "InACall"));
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.DeliverAsync("2");
        await rig.IdleAsync();
        Assert.NotNull(Assert.Single(Told(rig)).View.Alert.SolvedAt);
    }

    [Fact]
    public async Task F69_trouble_that_passes_and_one_agent_without_presence_are_no_alert()
    {
        await using var rig = await EngineRig.StartAsync();
        rig.Desk.Administrators = [Isaiah];
        rig.Presence[Megan] = new PresenceReading("Available", "Available");
        await rig.Workbench.SetDutyAsync(Megan, true, default);
        await rig.Workbench.SetDutyAsync(Adele, true, default);
        await rig.DeliverAsync("1");
        rig.PresenceFault = new Failure(FailureCategory.Transient, "ServiceUnavailable");
        await rig.PassAsync(TimeSpan.FromMinutes(2));
        await rig.DeliverAsync("2");
        await rig.PassAsync(TimeSpan.FromMinutes(6));

        Assert.Empty(Told(rig));
    }

    [Fact]
    public async Task I8_an_instance_that_has_not_asked_for_long_does_not_contradict_one_that_just_did()
    {
        var (clock, store, presence) = (new ManualClock(), new InMemoryEntityStore(), new Presence { Availability = "Available" });
        var (first, second) = (new PresenceBoard(presence, clock), new PresenceBoard(presence, clock));
        var (one, other) = (new PresenceWatch(store, first, clock), new PresenceWatch(store, second, clock));
        Assert.Null(await one.ReviewAsync(default));
        await first.OfAsync([Megan], default);
        await second.OfAsync([Megan], default);
        Assert.Equal(PresenceSight.Seen, (await one.ReviewAsync(default))!.Sight);
        Assert.Equal(PresenceSight.Seen, (await other.ReviewAsync(default))!.Sight);

        presence.Availability = "PresenceUnknown";
        clock.Advance(TimeSpan.FromMinutes(10));
        var since = clock.GetUtcNow();
        await first.OfAsync([Megan], default);
        Assert.Equal(new LastPresence(PresenceSight.Hidden, since), await one.ReviewAsync(default));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new LastPresence(PresenceSight.Hidden, since), await other.ReviewAsync(default));
        Assert.Equal(new LastPresence(PresenceSight.Hidden, since), await one.ReviewAsync(default));
    }

    private sealed class Presence : IPresence
    {
        public required string Availability { get; set; }

        public Task<Outcome<IReadOnlyDictionary<AgentId, PresenceReading>>> ReadAsync(IReadOnlyCollection<AgentId> agents, CancellationToken cancellation) =>
            Task.FromResult<Outcome<IReadOnlyDictionary<AgentId, PresenceReading>>>(agents.ToDictionary(agent => agent, _ => new PresenceReading(Availability, "")));
    }

    // Not of services for which nobody is there.
    private static IEnumerable<(string Activity, AgentId Administrator, AlertView View)> Told(EngineRig rig) => rig.Desk.Alerts.Where(alert => alert.View.Alert.Service is null);
}
