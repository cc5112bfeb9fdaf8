using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>Handing on, giving back with a reason and after-work time through the real host. Megan works for Customer Help alone, Adele also for Orders.</summary>
public sealed class TransferJourneyTests
{
    [Fact]
    public async Task V42_a_task_is_handed_to_a_colleague_on_the_card_with_a_comment_and_she_answers_it()
    {
        await using var office = await TakenAsync();
        await office.SayAsync(Adele, "on duty");
        await office.PressAsync(Megan, "transfer");
        var form = office.Card(Megan);
        Assert.True(form.Contains("Service Orders (available: 1)") && form.Contains("Adele Vance (available)") && form.Contains("Isaiah Langer (off duty"));
        await office.PressAsync(Megan, "transfer.to", new Dictionary<string, string> { ["choice"] = $"p-{office.Tenant.Teams.Person(Adele).Id}", ["text"] = "Please call him." }, form);

        Assert.True(office.Sees(Adele, "Please call him."));
        Assert.True(office.Card(Megan).Contains("It is offered to Adele Vance."));
        await office.AnswerAsync(Adele, "I called him.");
        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.True(office.Sees(Megan, "Adele Vance has this task."));
        Assert.Empty(office.Tenant.Teams.Violations);
    }

    [Fact]
    public async Task V42_typed_it_goes_to_a_service_and_who_is_not_clear_is_asked()
    {
        await using var office = await TakenAsync();
        await office.SayAsync(Megan, "weitergeben an Nobody");
        Assert.True(office.Card(Megan).Contains("“Nobody” is not clear"));
        await office.PassAsync(TimeSpan.FromSeconds(10));
        await office.SayAsync(Megan, "transfer to orders");
        Assert.True(office.Card(Megan).Contains("It waits in the queue of Orders."));
        await office.SayAsync(Adele, "on duty");

        Assert.True(office.Card(Adele).Contains("Orders"));
        await office.PressAsync(Adele, "accept");
        await office.PassAsync(TimeSpan.FromSeconds(10));
        await office.SayAsync(Adele, "return wrong service");
        Assert.True(office.Card(Adele).Contains("You gave this task back."));
        Assert.Empty(office.Tenant.Teams.Violations);
    }

    [Fact]
    public async Task X055_where_no_members_are_shown_a_task_can_be_handed_to_services_only()
    {
        await using var office = await TakenAsync();
        await office.AdministerAsync(now => new SetTenant(now.Tenant with { TeamVisibility = Core.Organization.TeamVisibility.NoMembers }));
        await office.PressAsync(Megan, "transfer");

        Assert.True(office.Card(Megan).Contains("Service Orders"));
        Assert.False(office.Card(Megan).Contains("Adele Vance"));
    }

    [Fact]
    public async Task After_work_time_keeps_the_next_mail_away_until_the_agent_is_ready()
    {
        await using var office = await TakenAsync();
        await office.AdministerAsync(_ => new ChangeService(office.ServiceOf() with { Distribution = office.ServiceOf().Distribution with { AfterWorkSeconds = 120 } }));
        await office.PressAsync(Megan, "finish");
        await office.WriteAsync("Second question", "And now?");
        Assert.False(office.Sees(Megan, "Second question"));
        await office.SayAsync(Megan, "tasks");
        Assert.True(office.Card(Megan).Contains("in after-work time until"));
        await office.PassAsync(TimeSpan.FromSeconds(10));
        await office.PressAsync(Megan, "duty.ready");

        Assert.True(office.Sees(Megan, "Second question"));
        Assert.Empty(office.Tenant.Teams.Violations);
    }

    private static async Task<Office> TakenAsync()
    {
        var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "accept");
        await office.PassAsync(TimeSpan.FromSeconds(10));
        return office;
    }
}
