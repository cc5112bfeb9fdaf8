using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Services;

namespace TeamsEmailBot.Tests.Distribution;

public sealed class PresenceRulesTests
{
    private static readonly DistributionSettings Usual = new();
    private static readonly DistributionSettings AllSwitches = new() { DeliverWhenBusy = true, DeliverInMeeting = true, DeliverWhenAway = true };

    [Theory]
    [InlineData("Available", "Available", true, true)]
    [InlineData("AvailableIdle", "Inactive", true, true)]
    [InlineData("Busy", "Busy", false, true)]
    [InlineData("BusyIdle", "Busy", false, true)]
    [InlineData("Busy", "InAMeeting", false, true)]
    [InlineData("inAMeeting", "busy", false, true)]
    [InlineData("Away", "Away", false, true)]
    [InlineData("BeRightBack", "BeRightBack", false, true)]
    [InlineData("Busy", "InACall", false, false)]
    [InlineData("busy", "inacall", false, false)]
    [InlineData("Busy", "InAConferenceCall", false, false)]
    [InlineData("DoNotDisturb", "Presenting", false, false)]
    [InlineData("Busy", "Presenting", false, false)]
    [InlineData("DoNotDisturb", "DoNotDisturb", false, false)]
    [InlineData("DoNotDisturb", "UrgentInterruptionsOnly", false, false)]
    [InlineData("Offline", "Offline", false, false)]
    [InlineData("Offline", "OffWork", false, false)]
    [InlineData("Available", "OutOfOffice", false, false)]
    [InlineData("PresenceUnknown", "PresenceUnknown", true, true)]
    [InlineData("SomethingNew", "SomethingNew", true, true)]
    public void X063_X064_X065_presence_decides_with_the_switches_of_the_service(string availability, string activity, bool usually, bool withAllSwitches)
    {
        var presence = new PresenceReading(availability, activity);

        Assert.Equal(usually, PresenceRules.Against(presence, Usual) is null);
        Assert.Equal(withAllSwitches, PresenceRules.Against(presence, AllSwitches) is null);
    }

    [Theory]
    [InlineData("Busy", "Busy")]
    [InlineData("Busy", "InAMeeting")]
    [InlineData("Away", "Away")]
    public void X065_each_switch_opens_only_its_own_state(string availability, string activity)
    {
        var presence = new PresenceReading(availability, activity);
        DistributionSettings[] single = [Usual with { DeliverWhenBusy = true }, Usual with { DeliverInMeeting = true }, Usual with { DeliverWhenAway = true }];

        Assert.Single(single, settings => PresenceRules.Against(presence, settings) is null);
    }

    [Fact]
    public void X069_unknown_presence_leaves_the_decision_to_the_duty_switch() => Assert.Null(PresenceRules.Against(null, Usual));
}
