using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>A supervisor asks for the ledger, through the real host.</summary>
public sealed class LedgerJourneyTests
{
    [Fact]
    public async Task I1_the_ledger_of_today_adds_up_and_names_the_reasons()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Where is it?");
        await office.AnswerAsync(Megan, "On its way.");
        office.Tenant.Mail.Deliver(Help, new IncomingMail
        {
            From = new SandboxAddress(Alex), Subject = "Automatic reply", Text = "Away.", Headers = [new SandboxHeader("Auto-Submitted", "auto-replied")],
        });
        await office.SettleAsync();
        await office.SayAsync(Lynne, "ledger today");

        Assert.True(office.Card(Lynne).Contains("Received 2 = tasks 1 + sorted out 1"));
        Assert.True(office.Card(Lynne).Contains("Every mail is accounted for."));
    }

    [Fact]
    public async Task A_supervisor_has_the_ledger_of_his_services_alone()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.AdministerAsync(now => new ChangeUser(now.Users.Single(user => user.UserPrincipalName == Lynne) with { SupervisedUnits = [], SupervisedServices = [new("orders")] }));
        await office.SayAsync(Lynne, "ledger today");

        Assert.True(office.Card(Lynne).Contains("Orders"));
        Assert.False(office.Card(Lynne).Contains("Customer Help"));
    }

    [Fact]
    public async Task An_agent_has_no_ledger()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.SayAsync(Megan, "ledger today");

        Assert.False(office.Sees(Megan, "Every mail is accounted for."));
        Assert.False(office.Sees(Megan, "Ledger of"));
    }
}
