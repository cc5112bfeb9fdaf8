using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>Parking through the real host, by card and by typing.</summary>
public sealed class ParkJourneyTests
{
    [Fact]
    public async Task A_task_is_parked_on_its_card_and_comes_back_by_itself_after_a_restart()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "accept");
        await office.PressAsync(Megan, "park");
        var form = office.Card(Megan);
        Assert.True(form.Contains("Park the task"));
        await office.PressAsync(Megan, "park.until", new Dictionary<string, string> { ["choice"] = "other", ["text"] = "some day", ["kind"] = "later" }, form);
        Assert.True(office.Card(Megan).Contains("That is no time in the future"));
        await office.PressAsync(Megan, "park.until", new Dictionary<string, string> { ["choice"] = "1h", ["kind"] = "later" });
        Assert.True(office.Card(Megan).Contains("The task comes back"));

        await office.RestartBotAsync();
        await office.PassAsync(TimeSpan.FromMinutes(61), TimeSpan.FromMinutes(61));
        Assert.True(office.Card(Megan).Contains("which you had parked, is back"));
        await office.PressAsync(Megan, "view");
        await office.PressAsync(Megan, "reply");
        await office.PressAsync(Megan, "reply.send", "Here it is.");
        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Empty(office.Tenant.Teams.Violations);
    }

    [Fact]
    public async Task Typed_in_German_it_waits_for_the_customer_and_his_mail_brings_it_back()
    {
        await using var office = await Office.OpenAsync(Megan);
        var first = await office.WriteAsync("Question", "Where is it?");
        await office.SayAsync(Megan, "annehmen");
        await office.SayAsync(Megan, "parken 3 Tage, warte auf Kunden");
        Assert.True(office.Card(Megan).Contains("Waiting for the customer"));
        await office.PassAsync(TimeSpan.FromSeconds(10));
        await office.SayAsync(Megan, "tasks");
        Assert.True(office.Card(Megan).Contains("parked until"));

        office.Tenant.Mail.Deliver(Help, new IncomingMail
        {
            From = new SandboxAddress(Alex), Subject = "Re: Question", Text = "It was order 4711.",
            InReplyTo = office.Tenant.Mail.FindMail(Help, first)!.InternetMessageId,
        });
        await office.SettleAsync();
        Assert.True(office.Sees(Megan, "There is news about task"));
        await office.PassAsync(TimeSpan.FromSeconds(10));
        await office.SayAsync(Megan, "park tomorrow");
        await office.SayAsync(Megan, "weitermachen");
        Assert.True(office.Card(Megan).Contains("It was order 4711."));
        Assert.Contains(office.Card(Megan).Actions, action => action.Verb == "reply");
        Assert.Empty(office.Tenant.Teams.Violations);
    }
}
