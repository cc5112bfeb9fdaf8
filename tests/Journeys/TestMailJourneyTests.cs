using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>Test mail in a mailbox that is at work.</summary>
public sealed class TestMailJourneyTests
{
    [Fact]
    public async Task E023_F48_a_test_mail_goes_the_whole_way_and_becomes_nobodys_task()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.SayAsync(Patti, "mailbox test Customer Help");
        await office.PassAsync(TimeSpan.FromSeconds(10));
        // The mail may be through before the report of its sending is drawn.
        if (office.CardsWith(Patti, "1. Sent at")[^1] is var sent && sent.Actions.Any(action => action.Verb == "mailbox.tested"))
            await office.PressAsync(Patti, "mailbox.tested", card: sent);

        var report = office.CardsWith(Patti, "1. Sent at")[^1];
        Assert.True(report.Contains("2. Arrived at") && report.Contains("3. Microsoft 365 notified the bot at") && report.Contains("The way of the mail is open."), report.Words);
        Assert.Empty(office.CardsWith(Megan, "Test mail of the mail bot"));
        Assert.Equal(["Test mail of the mail bot"], office.In("Failed"));
        Assert.Empty(office.In("inbox"));
    }
}
