using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>A supervisor and his agents, through the real host.</summary>
public sealed class SupervisorJourneyTests
{
    [Fact]
    public async Task A_supervisor_sees_what_waits_and_gives_it_to_an_agent_who_reads_from_whom_it_comes()
    {
        await using var office = await Office.OpenAsync();
        await office.WriteAsync("Question", "Hello?");
        await office.SayAsync(Lynne, "queues");
        Assert.True(office.Card(Lynne).Contains("1 waiting"));
        Assert.False(office.Card(Lynne).Contains("Hello?"));

        var number = Cardnumber(await office.OpenTasksAsync());
        await office.SayAsync(Lynne, $"queues {number}");
        await office.PressAsync(Lynne, "why");
        Assert.True(office.Card(Lynne).Contains("Not offered to") && office.Card(Lynne).Contains("off duty"));
        await office.SayAsync(Lynne, $"assign {number}");
        await office.SayAsync(Lynne, "Megan");
        Assert.True(office.Card(Lynne).Contains("is not there now: off duty"));
        await office.PressAsync(Lynne, "dialog.confirm");
        Assert.True(office.Card(Megan).Contains("Lynne Robbins assigned this task to you."));
        Assert.True(office.Card(Megan).Contains("Hello?"));
        await office.PressAsync(Megan, "reply");
        await office.PressAsync(Megan, "reply.send", "Hello.");
        Assert.Empty(await office.OpenTasksAsync());
        Assert.Equal(["Question"], office.In("Handled"));
    }

    [Fact]
    public async Task A_task_goes_back_to_another_service_and_ends_and_everybody_reads_it()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "accept");
        var number = Cardnumber(await office.OpenTasksAsync());

        await office.SayAsync(Lynne, $"move {number}");
        await office.SayAsync(Lynne, "Orders");
        await office.PressAsync(Lynne, "dialog.confirm");
        Assert.True(office.Sees(Megan, "This task was taken back"));
        Assert.Equal("orders", (await office.OpenTasksAsync())[0].Service.Value);

        await office.SayAsync(Lynne, $"end task {number}");
        await office.PressAsync(Lynne, "dialog.confirm");
        Assert.Equal(["Question"], office.In("Handled"));
        Assert.True(office.Sees(Megan, "ended this task") || office.Sees(Megan, "taken back"));
    }

    [Fact]
    public async Task Agents_are_called_and_take_the_next_task_by_themselves()
    {
        await using var office = await Office.OpenAsync();
        await office.AdministerAsync(now => new ChangeService(Pulled(now.ServiceOf(now.Mailboxes.Single(one => one.Owns(Help)).Id)!)));
        await office.WriteAsync("Question", "Hello?");
        await office.SayAsync(Lynne, "call agents Customer Help");
        Assert.True(office.Card(Megan).Contains("Lynne Robbins asks for help: mail is waiting in Customer Help (1)."));

        await office.SayAsync(Megan, "next");
        Assert.True(office.Sees(Megan, "off duty"));
        office.Tenant.Teams.SetPresence(Megan, "Busy", "InACall");
        await office.SayAsync(Megan, "on duty");
        await office.SayAsync(Megan, "next");
        Assert.True(office.Sees(Megan, "Hello?"));
        Assert.Equal(TaskState.Accepted, (await office.OpenTasksAsync())[0].State);

        await office.SayAsync(Lynne, "set off duty Megan");
        await office.PressAsync(Lynne, "dialog.confirm");
        Assert.True(office.Sees(Megan, "Lynne Robbins set you off duty."));
        await office.SayAsync(Patti, "audit Lynne");
        Assert.True(office.Card(Patti).Contains("User Megan Bowen changed: onDuty true → false"));
    }

    [Fact]
    public async Task F66_a_task_of_a_removed_service_stands_on_the_board_until_it_has_ended()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "accept");
        var number = Cardnumber(await office.OpenTasksAsync());
        await office.AdministerAsync(now => new RemoveService(office.ServiceOf().Id));

        foreach (var who in new[] { Lynne, Patti })
        {
            await office.PassAsync(TimeSpan.FromSeconds(10));
            await office.SayAsync(who, "queues Customer Help");
            Assert.True(office.Card(who).Contains("this service was removed") && office.Card(who).Contains("with Megan Bowen"));
        }

        await office.SayAsync(Lynne, $"take back {number}");
        Assert.True(office.Card(Lynne).Contains("the task ends unprocessed"));
        await office.SayAsync(Lynne, $"end task {number}");
        await office.PressAsync(Lynne, "dialog.confirm");
        await office.SayAsync(Patti, "queues");
        Assert.False(office.Card(Patti).Contains("this service was removed"));
        Assert.Equal(["Question"], office.In("Handled"));
    }

    private static Service Pulled(Service service) => service with { Distribution = service.Distribution with { Pull = true } };

    private static string Cardnumber(IReadOnlyList<EmailTask> open) => Bot.Cards.TaskNumber.Of(open[0].Key.Id);
}
