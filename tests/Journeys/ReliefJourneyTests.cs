using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>A supervisor helps a service that cannot keep up, from its alert: Megan alone works for Customer Help, Adele alone for Orders, Lynne supervises both.</summary>
public sealed class ReliefJourneyTests
{
    private static readonly ServiceId Orders = new("orders");

    [Fact]
    public async Task The_overflow_is_opened_from_the_alert_helps_is_audited_and_closed_again()
    {
        await using var office = await OpenAsync(Adele);
        await office.WriteAsync("First question", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.False(office.Sees(Adele, "First question"));
        await office.PressAsync(Lynne, "overflow.open", card: Alert(office));
        await office.SayAsync(Lynne, "Orders");
        Assert.True(office.Card(Lynne).Contains("what waits in Customer Help and nobody of Customer Help can take goes on to Orders"));
        await office.PressAsync(Lynne, "dialog.confirm");
        await office.PassAsync(TimeSpan.FromSeconds(10));

        Assert.True(office.Sees(Adele, "First question"));
        await office.PressAsync(Adele, "accept");
        var task = Assert.Single(await office.OpenTasksAsync());
        Assert.Equal((Orders, "overflow_opened"), (task.Service, task.Timeline.Single(entry => entry.Event == TaskEvent.HandedOn).Reason));
        await office.SayAsync(Lynne, "queues Customer Help");
        Assert.True(office.Card(Lynne).Contains("Overflow to Orders is open until"));
        await office.PassAsync(TimeSpan.FromSeconds(10));
        await office.SayAsync(Patti, "audit Lynne");
        Assert.True(office.Card(Patti).Contains("Lynne Robbins") && office.Card(Patti).Contains("openOverflow"));

        await office.SayAsync(Lynne, "close overflow Customer Help");
        Assert.True(office.Card(Lynne).Contains("The overflow of Customer Help is closed."));
        await office.WriteAsync("Second question", "And now?");
        await office.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.False(office.Sees(Adele, "Second question"));
        // What went on is answered, from the mailbox that it came to.
        await office.PressAsync(Adele, "reply");
        await office.PressAsync(Adele, "reply.send", "Hello from Orders.");
        Assert.Contains(office.In("Handled"), subject => subject == "First question");
    }

    [Fact]
    public async Task It_closes_by_itself_and_only_as_much_goes_on_as_there_is_room_for()
    {
        await using var office = await OpenAsync(Adele);
        await office.AdministerAsync(now => new ChangeService(now.Service(Orders)! with { Distribution = now.Service(Orders)!.Distribution with { TasksPerAgent = 1 } }));
        foreach (var said in new[] { "open overflow Customer Help", "Orders" })
            await office.SayAsync(Lynne, said);
        await office.PressAsync(Lynne, "dialog.confirm");
        await office.WriteAsync("First question", "Hello?");
        await office.WriteAsync("Second question", "Hello?");
        await office.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["customer-help", "orders"], (await office.OpenTasksAsync()).Select(task => task.Service.Value).Order());

        await office.PressAsync(Adele, "accept");
        await office.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromHours(1));
        Assert.Null(office.ServiceOf().OverflowAt(office.Clock.GetUtcNow()));
        await office.PressAsync(Adele, "finish");
        await office.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("customer-help", Assert.Single(await office.OpenTasksAsync()).Service.Value);
    }

    [Fact]
    public async Task The_limit_is_raised_from_the_alert_takes_effect_at_once_and_is_taken_back()
    {
        await using var office = await OpenAsync(Megan);
        await office.AdministerAsync(_ => new ChangeService(office.ServiceOf() with { Distribution = office.ServiceOf().Distribution with { TasksPerAgent = 1 } }));
        await office.WriteAsync("First question", "Hello?");
        await office.PressAsync(Megan, "accept");
        await office.WriteAsync("Second question", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.False(office.Sees(Megan, "Second question"));
        await office.PressAsync(Lynne, "agent.limit", card: Alert(office));
        Assert.True(office.Card(Lynne).Contains("Now it is 1."));
        await office.SayAsync(Lynne, "2");
        Assert.True(office.Card(Lynne).Contains("may hold 2 tasks instead of 1"));
        await office.PressAsync(Lynne, "dialog.confirm");
        await office.PassAsync(TimeSpan.FromSeconds(10));

        Assert.True(office.Sees(Megan, "Second question"));
        await office.SayAsync(Patti, "audit Lynne");
        Assert.True(office.Card(Patti).Contains("distribution.tasksPerAgent 1 → 2"));
        await office.PressAsync(Lynne, "agent.limit", card: office.CardsWith(Lynne, "Back to 1")[^1]);
        await office.PressAsync(Lynne, "dialog.confirm");
        Assert.Equal(1, office.ServiceOf().Distribution.TasksPerAgent);
    }

    [Fact]
    public async Task When_the_limit_of_the_tenant_is_what_is_scarce_the_supervisor_reads_who_can_raise_it()
    {
        await using var office = await OpenAsync(Megan);
        await office.AdministerAsync(now => new SetTenant(now.Tenant with { MaxConcurrentTasks = 1 }));
        await office.WriteAsync("First question", "Hello?");
        foreach (var said in new[] { "Grenze anheben Customer Help", "4" })
            await office.SayAsync(Lynne, said);
        Assert.True(office.Card(Lynne).Contains("the tenant allows 1 open tasks") && office.Card(Lynne).Contains("settings limits"));
    }

    [Fact]
    public async Task I9_who_does_not_supervise_the_services_changes_nothing()
    {
        await using var office = await OpenAsync();
        await office.AdministerAsync(now => new ChangeUser(now.Users.Single(user => user.UserPrincipalName == Lynne) with { SupervisedUnits = [], SupervisedServices = [office.ServiceOf().Id] }));
        var (desk, help, before) = (office.Bot.Services.GetRequiredService<IReliefDesk>(), office.ServiceOf().Id, office.Configuration.Revision);
        var (megan, lynne) = (new AgentId(office.Tenant.Teams.Person(Megan).Id), new AgentId(office.Tenant.Teams.Person(Lynne).Id));
        foreach (var who in new[] { megan, new AgentId("nobody") })
        {
            Assert.Equal(SteerRefusal.NotAllowed, (await desk.OpenOverflowAsync(who, help, Orders, TimeSpan.FromHours(1), default)).Refusal);
            Assert.Equal(SteerRefusal.NotAllowed, (await desk.CloseOverflowAsync(who, help, default)).Refusal);
            Assert.Equal(SteerRefusal.NotAllowed, (await desk.SetTasksPerAgentAsync(who, help, 5, default)).Refusal);
        }

        // Neither into nor out of a service that is not his.
        Assert.Equal(SteerRefusal.NotAllowed, (await desk.OpenOverflowAsync(lynne, help, Orders, TimeSpan.FromHours(1), default)).Refusal);
        Assert.Equal(SteerRefusal.NotAllowed, (await desk.OpenOverflowAsync(lynne, Orders, help, TimeSpan.FromHours(1), default)).Refusal);
        Assert.Equal(SteerRefusal.NotAllowed, (await desk.SetTasksPerAgentAsync(lynne, Orders, 5, default)).Refusal);
        Assert.Equal(SteerRefusal.NothingToDo, (await desk.OpenOverflowAsync(lynne, help, help, TimeSpan.FromHours(1), default)).Refusal);
        Assert.Equal(SteerRefusal.NothingToDo, (await desk.CloseOverflowAsync(lynne, help, default)).Refusal);
        foreach (var tasks in new[] { 0, 26, -1 })
            Assert.Equal(SteerRefusal.BadValue, (await desk.SetTasksPerAgentAsync(lynne, help, tasks, default)).Refusal);
        var patti = new AgentId(office.Tenant.Teams.Person(Patti).Id);
        foreach (var length in new[] { TimeSpan.Zero, OpenOverflow.Shortest - TimeSpan.FromSeconds(1), OpenOverflow.Longest + TimeSpan.FromSeconds(1) })
            Assert.Equal(SteerRefusal.BadValue, (await desk.OpenOverflowAsync(patti, help, Orders, length, default)).Refusal);
        Assert.Equal(before, office.Configuration.Revision);
        await office.SayAsync(Megan, "open overflow Customer Help");
        Assert.DoesNotContain(office.Tenant.Teams.Chat(Megan), card => card.Contains("Which service"));
    }

    [Fact]
    public async Task An_overflow_ends_with_the_service_that_helps_out_and_survives_an_import()
    {
        await using var office = await OpenAsync();
        var (desk, patti) = (office.Bot.Services.GetRequiredService<IReliefDesk>(), new AgentId(office.Tenant.Teams.Person(Patti).Id));
        Assert.True((await desk.OpenOverflowAsync(patti, office.ServiceOf().Id, Orders, TimeSpan.FromHours(1), default)).Done);
        await office.AdministerAsync(now => new ImportConfiguration(now with { Services = [.. now.Services.Select(service => service with { OpenOverflow = null })] }));
        Assert.NotNull(office.ServiceOf().OpenOverflow);
        await office.AdministerAsync(_ => new RemoveService(Orders));
        Assert.Null(office.ServiceOf().OpenOverflow);
    }

    private static ChatActivity Alert(Office office) => office.CardsWith(Lynne, "needs attention")[^1];

    private static async Task<Office> OpenAsync(params string[] onDuty)
    {
        var office = await Office.OpenAsync(onDuty);
        await office.AdministerAsync(now => new ChangeTogether(
        [
            new ChangeService(office.ServiceOf() with { Agents = [Member(office, Megan)], Thresholds = new() { QueueLength = 1 } }),
            new ChangeService(now.Service(Orders)! with { Agents = [Member(office, Adele)] }),
        ]));
        return office;
    }

    private static ServiceAgent Member(Office office, string who) => new(new AgentId(office.Tenant.Teams.Person(who).Id));
}
