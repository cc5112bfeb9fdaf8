using TeamsEmailBot.Core.Distribution;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Distribution;

public sealed class PresenceRulesTests
{
    private static readonly Dictionary<string, PresenceMeaning> Meanings = new()
    {
        ["available"] = PresenceMeaning.Available, ["busy"] = PresenceMeaning.Busy, ["in a meeting"] = PresenceMeaning.InMeeting,
        ["away"] = PresenceMeaning.Away, ["never"] = PresenceMeaning.Never, ["unknown"] = PresenceMeaning.Unknown,
    };

    private static readonly string[][] Rows =
        [.. File.ReadAllLines(RepositoryFolder.Of("docs", "routing.md")).Where(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])];

    /// <summary>Availability, activity, and the one switch that lets offers through, or whether they always or never come.</summary>
    [Theory]
    [InlineData("Available", "Available", "always")]
    [InlineData("AvailableIdle", "Inactive", "always")]
    [InlineData("available", "available", "always")]
    [InlineData("Busy", "Busy", "busy")]
    [InlineData("BusyIdle", "Busy", "busy")]
    [InlineData("BUSY", "Inactive", "busy")]
    [InlineData("Busy", "InAMeeting", "meeting")]
    [InlineData("inAMeeting", "busy", "meeting")]
    [InlineData("Available", "InAMeeting", "meeting")]
    [InlineData("PresenceUnknown", "InAMeeting", "meeting")]
    [InlineData("Away", "Away", "away")]
    [InlineData("AWAY", "Inactive", "away")]
    [InlineData("BeRightBack", "BeRightBack", "away")]
    [InlineData("beRightBack", "beRightBack", "away")]
    [InlineData("Away", "Available", "away")]
    [InlineData("SomethingNew", "Away", "away")]
    [InlineData("Busy", "InACall", "never")]
    [InlineData("busy", "inacall", "never")]
    [InlineData("inACall", "busy", "never")]
    [InlineData("Busy", "InAConferenceCall", "never")]
    [InlineData("Busy", "Presenting", "never")]
    [InlineData("DoNotDisturb", "Presenting", "never")]
    [InlineData("presenting", "doNotDisturb", "never")]
    [InlineData("DoNotDisturb", "DoNotDisturb", "never")]
    [InlineData("DoNotDisturb", "UrgentInterruptionsOnly", "never")]
    [InlineData("focusing", "doNotDisturb", "never")]
    [InlineData("Offline", "Offline", "never")]
    [InlineData("Offline", "OffWork", "never")]
    [InlineData("Available", "OutOfOffice", "never")]
    [InlineData("Away", "OutOfOffice", "never")]
    [InlineData("Away", "InACall", "never")]
    [InlineData("PresenceUnknown", "PresenceUnknown", "always")]
    [InlineData("SomethingNew", "SomethingNew", "always")]
    [InlineData("", "", "always")]
    public void X063_X064_X065_X066_X067_each_presence_is_delivered_by_its_own_switch_alone(string availability, string activity, string by)
    {
        var presence = new PresenceReading(availability, activity);
        for (var switches = 0; switches < 8; switches++)
        {
            var settings = new DistributionSettings { DeliverWhenBusy = (switches & 1) > 0, DeliverInMeeting = (switches & 2) > 0, DeliverWhenAway = (switches & 4) > 0 };
            var expected = by switch
            {
                "always" => true,
                "busy" => settings.DeliverWhenBusy,
                "meeting" => settings.DeliverInMeeting,
                "away" => settings.DeliverWhenAway,
                _ => false,
            };

            var against = PresenceRules.Against(presence, settings);
            Assert.True(expected == (against is null), $"{settings}");
            Assert.Equal(expected ? [] : [availability, activity], against?.Values ?? []);
        }
    }

    [Fact]
    public void X069_unknown_presence_leaves_the_decision_to_the_duty_switch() => Assert.Null(PresenceRules.Against(null, new()));

    [Fact]
    public void X063_X064_the_published_table_of_words_is_the_one_that_is_obeyed()
    {
        var published = Rows.SkipWhile(row => row[0] != "word").Skip(2).TakeWhile(row => row[0] != "any other word").ToList();

        Assert.Equal(PresenceRules.Table.Select(entry => $"{entry.Key} {entry.Value}"), published.Select(row => $"{row[0].Trim('`')} {Meanings[row[1]]}"));
    }

    [Fact]
    public void X065_the_published_table_of_switches_is_the_one_that_is_obeyed()
    {
        var published = Rows.SkipWhile(row => row is not ["means", ..]).Skip(2).Take(6).ToList();
        Assert.Equal(Enum.GetValues<PresenceMeaning>().Order(), published.Select(row => Meanings[row[0]]).Order());
        foreach (var row in published)
            for (var one = 0; one < 3; one++)
            {
                var on = new DistributionSettings { DeliverWhenBusy = one == 0, DeliverInMeeting = one == 1, DeliverWhenAway = one == 2 };
                Assert.True(row[one + 1] is "delivered" or "only when on" == PresenceRules.Delivers(Meanings[row[0]], on), $"{row[0]}, switch {one}");
                Assert.Equal(row[one + 1] == "delivered", PresenceRules.Delivers(Meanings[row[0]], new()));
            }
    }

    [Fact]
    public void The_published_table_of_orders_names_each_of_them() =>
        Assert.Equal(
            Enum.GetValues<OfferOrder>().Select(order => $"`{char.ToLowerInvariant(order.ToString()[0])}{order.ToString()[1..]}`"),
            Rows.SkipWhile(row => row[0] != "`order`").Skip(2).TakeWhile(row => row.Length == 3).Select(row => row[0]));
}
