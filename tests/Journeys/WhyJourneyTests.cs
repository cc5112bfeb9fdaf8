using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>Agents, supervisors and administrators ask why, by button and by typing.</summary>
public sealed class WhyJourneyTests
{
    /// <summary>A supervisor.</summary>

    [Fact]
    public async Task I5_an_agent_asks_why_the_mail_came_to_him_reads_its_history_and_goes_back_to_it()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "why");
        Assert.True(office.Card(Megan).Contains("Offered to you: nobody else is free."));
        Assert.True(office.Card(Megan).Contains("off duty"));
        Assert.False(office.Card(Megan).Contains("Adele"));

        await office.PressAsync(Megan, "history");
        Assert.True(office.Card(Megan).Contains("Offered to Megan Bowen."));
        await office.PressAsync(Megan, "view");
        await office.PressAsync(Megan, "accept");
        Assert.Contains(office.Card(Megan).Actions, action => action.Verb == "reply");
    }

    [Fact]
    public async Task I5_an_agent_asks_why_he_gets_nothing()
    {
        await using var office = await Office.OpenAsync();
        await office.SayAsync(Megan, "why");
        Assert.True(office.Card(Megan).Contains("No mail: off duty."));

        office.Tenant.Teams.SetPresence(Megan, "Busy", "InACall");
        await office.SayAsync(Megan, "on duty");
        await office.SayAsync(Megan, "warum ich?");
        Assert.True(office.Card(Megan).Contains("No mail: presence “In a call”."));
    }

    [Fact]
    public async Task I9_a_supervisor_reads_names_of_his_own_services_only()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        var number = NumberOf(office.Card(Megan));
        await SuperviseAsync(office, Lynne, office.ServiceOf().Unit);
        await office.SayAsync(Lynne, $"why {number}");
        Assert.True(office.Card(Lynne).Contains("Offered to Megan Bowen: nobody else is free."));
        Assert.True(office.Card(Lynne).Contains("Adele Vance"));
        await office.SayAsync(Lynne, "why megan");
        Assert.True(office.Card(Lynne).Contains("Why does Megan Bowen get mail, or none?"));
        await office.SayAsync(Lynne, $"history {number}");
        Assert.True(office.Card(Lynne).Contains("The mail came in, and the task was opened."));

        await SuperviseAsync(office, Lynne);
        foreach (var question in new[] { $"why {number}", $"history {number}", "why megan" })
        {
            await office.SayAsync(Lynne, question);
            Assert.True(office.Card(Lynne).Contains("that you may see"));
        }
    }

    [Fact]
    public async Task An_administrator_sees_every_service_and_asks_in_German_too()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.SayAsync(Patti, $"warum {NumberOf(office.Card(Megan))}");
        Assert.True(office.Card(Patti).Contains("Megan Bowen"));
        await office.SayAsync(Patti, "why");
        Assert.True(office.Card(Patti).Contains("why 1234"));
        await office.SayAsync(Patti, "why 99999");
        Assert.True(office.Card(Patti).Contains("There is no task or agent “99999” that you may see."));
    }

    private static string NumberOf(ChatActivity card) => System.Text.RegularExpressions.Regex.Match(card.Card!.ToJsonString(), @"Task (\d{4})").Groups[1].Value;

    private static Task SuperviseAsync(Office office, string who, params UnitId[] units) => office.AdministerAsync(current =>
        new ChangeUser(current.Users.Single(user => user.UserPrincipalName == who) with { SupervisedUnits = units, SupervisedServices = [] }));
}
