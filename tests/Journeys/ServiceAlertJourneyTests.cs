using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>Supervisors learn of trouble before customers do, on one card for each service, with buttons that work.</summary>
public sealed class ServiceAlertJourneyTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_long_queue_is_one_card_that_is_kept_true_and_closes_by_itself()
    {
        await using var office = await SupervisedAsync(service => service with { Thresholds = new() { QueueLength = 2 } });
        await office.WriteAsync("One", "…");
        await office.PassAsync(Minute, Minute);
        Assert.Empty(Alerts(office, Lynne));
        await office.WriteAsync("Two", "…");
        await office.PassAsync(Minute, Minute);
        Assert.True(Assert.Single(Alerts(office, Lynne)).Contains("tasks that wait: 2; the threshold is 2"));
        Assert.Empty(Alerts(office, Patti));
        await office.SayAsync(Lynne, "alerts");
        Assert.True(office.Card(Lynne).Contains("Long queue:"));

        // It goes up and down: one card all the time.
        await office.WriteAsync("Three", "…");
        await office.PassAsync(TimeSpan.FromMinutes(6), Minute);
        Assert.Contains(Alerts(office, Lynne), card => card.Contains("tasks that wait: 3"));
        await office.SayAsync(Megan, "on duty");
        foreach (var subject in new[] { "One", "Two", "Three" })
        {
            await office.PressAsync(Megan, "accept", card: office.CardsWith(Megan, subject)[0]);
            await office.PressAsync(Megan, "finish", card: office.CardsWith(Megan, subject)[0]);
        }

        await office.PassAsync(TimeSpan.FromMinutes(7), Minute);
        Assert.Contains(Alerts(office, Lynne), card => card.Contains("all is well again"));
        Assert.DoesNotContain(Alerts(office, Lynne), card => card.Contains("needs attention"));
        Assert.Empty(office.Tenant.Teams.Violations);
    }

    [Fact]
    public async Task A_breach_is_told_to_the_supervisor_and_is_over_when_the_customer_was_answered()
    {
        await using var office = await SupervisedAsync(service => service with { Targets = new ServiceTargets { Normal = new(30) } }, Megan);
        await office.WriteAsync("Where is my order?", "…");
        await office.PressAsync(Megan, "accept");
        await office.PassAsync(TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(29));
        Assert.Empty(Alerts(office, Lynne));
        await office.PassAsync(TimeSpan.FromMinutes(2), Minute);
        Assert.True(Assert.Single(Alerts(office, Lynne)).Contains("Overdue:"));
        var task = office.CardsWith(Megan, "Where is my order?")[0];
        await office.PressAsync(Megan, "reply", card: task);
        await office.PressAsync(Megan, "reply.send", "It leaves today.", office.CardsWith(Megan, "Where is my order?")[0]);
        await office.PassAsync(TimeSpan.FromMinutes(7), Minute);
        Assert.True(Assert.Single(Alerts(office, Lynne)).Contains("all is well again"));
    }

    [Fact]
    public async Task A_breach_that_is_coming_is_told_before()
    {
        await using var office = await SupervisedAsync(service => service with { Targets = new ServiceTargets { Normal = new(30) }, Distribution = service.Distribution with { TasksPerAgent = 1 } }, Megan);
        for (var i = 0; i < 3; i++)
        {
            await office.WriteAsync($"Quick {i}", "…");
            await office.PressAsync(Megan, "accept");
            await office.PassAsync(TimeSpan.FromMinutes(12), TimeSpan.FromMinutes(12));
            await office.PressAsync(Megan, "finish");
        }

        // 12 minutes a task, one agent with one place: the first of these has her, the third of them would be answered after 36 minutes.
        foreach (var subject in new[] { "One", "Two", "Three" })
            await office.WriteAsync(subject, "…");
        await office.PressAsync(Megan, "accept");
        await office.PassAsync(Minute, Minute);
        Assert.True(Assert.Single(Alerts(office, Lynne)).Contains("waiting tasks that will hardly be answered in time: 1"));
        Assert.DoesNotContain(Alerts(office, Lynne), card => card.Contains("Overdue:"));
    }

    [Fact]
    public async Task Mail_for_which_nobody_is_there_and_the_oldest_that_waits_share_a_card()
    {
        await using var office = await SupervisedAsync(service => service with { Thresholds = new() { OldestMinutes = 10 } });
        await office.WriteAsync("Anybody?", "…");
        await office.PassAsync(TimeSpan.FromMinutes(3), Minute);
        Assert.True(Assert.Single(Alerts(office, Lynne)).Contains("no agent is available; tasks that wait: 1"));
        await office.PassAsync(TimeSpan.FromMinutes(8), Minute);
        var both = Alerts(office, Lynne)[^1];
        Assert.True(both.Contains("no agent is available") && both.Contains("the oldest task waits for 10 min"));
        Assert.True(Alerts(office, Lynne)[0].Contains("once more further down"));
    }

    [Fact]
    public async Task F70_F71_an_agent_on_duty_whom_Teams_does_not_reach_is_told()
    {
        await using var office = await SupervisedAsync(service => service, Megan);
        office.Tenant.Teams.Block(Megan);
        await office.WriteAsync("Anybody?", "…");
        await office.PassAsync(Minute, Minute);
        Assert.Contains(Alerts(office, Lynne), card => card.Contains("agents on duty whom Teams does not reach: 1"));
    }

    [Fact]
    public async Task Seen_stops_the_escalation_and_a_snoozed_alert_comes_back_if_it_lasts()
    {
        await using var office = await SupervisedAsync(service => service with { Thresholds = new() { QueueLength = 1 }, OpeningHours = Closed });
        await office.WriteAsync("One", "…");
        await office.PassAsync(Minute, Minute);
        await office.PressAsync(Lynne, "alert.snooze.halfhour");
        Assert.True(office.Card(Lynne).Contains("takes care of it; the next reminder comes at"));
        await office.PassAsync(TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(1));
        Assert.Single(Alerts(office, Lynne));
        Assert.Empty(Alerts(office, Patti));
        await office.PassAsync(TimeSpan.FromMinutes(2), Minute);
        Assert.Equal(2, Alerts(office, Lynne).Count);
        await office.PressAsync(Lynne, "alert.seen");
        Assert.True(office.Card(Lynne).Contains("has seen it"));
        await office.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(5));
        Assert.Empty(Alerts(office, Patti));
    }

    [Fact]
    public async Task What_no_supervisor_takes_note_of_goes_on_to_the_administrators_and_their_buttons_work_too()
    {
        await using var office = await SupervisedAsync(service => service with { Thresholds = new() { QueueLength = 1 }, OpeningHours = Closed });
        await office.WriteAsync("One", "…");
        await office.PassAsync(TimeSpan.FromMinutes(14), Minute);
        Assert.Empty(Alerts(office, Patti));
        await office.PassAsync(TimeSpan.FromMinutes(3), Minute);
        Assert.True(Assert.Single(Alerts(office, Patti)).Contains("administrators were told, too"));
        await office.PressAsync(Patti, "alert.seen", card: Alerts(office, Patti)[0]);
        Assert.True(Assert.Single(Alerts(office, Lynne)).Contains("has seen it"));

        // Somebody without a right sees and does nothing.
        await office.SayAsync(Megan, "alerts");
        Assert.False(office.Sees(Megan, "Long queue:"));
    }

    [Fact]
    public async Task In_quiet_hours_only_what_is_urgent_is_told_and_the_rest_in_the_morning()
    {
        await using var office = await SupervisedAsync(service => service with { Thresholds = new() { QueueLength = 1 }, OpeningHours = Closed });
        var zone = TimeZoneInfo.FindSystemTimeZoneById(office.Configuration.Tenant.TimeZone);
        var hour = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(office.Clock.GetUtcNow(), zone).DateTime);
        foreach (var said in new[] { "settings alerts", $"{hour.AddHours(-1):HH:mm}-{hour.AddMinutes(30):HH:mm}", "save" })
            await office.SayAsync(Patti, said);
        Assert.NotNull(office.Configuration.Tenant.Alerts.QuietFrom);
        await office.WriteAsync("One", "…");
        await office.PassAsync(TimeSpan.FromMinutes(25), TimeSpan.FromMinutes(5));
        Assert.Empty(Alerts(office, Lynne));
        await office.AdministerAsync(_ => new ChangeService(office.ServiceOf() with { OpeningHours = Calendar.AlwaysOpen }));
        await office.PassAsync(TimeSpan.FromMinutes(2), Minute);
        Assert.True(Assert.Single(Alerts(office, Lynne)).Contains("no agent is available"));
        Assert.False(Alerts(office, Lynne)[0].Contains("Long queue:"));
        await office.PassAsync(TimeSpan.FromMinutes(5), Minute);
        Assert.True(Alerts(office, Lynne)[^1].Contains("Long queue:"));
    }

    // No day of the calendar is open soon: nobody has to be there, and mail may wait.
    private static Calendar Closed => new() { Hours = [new(DayOfWeek.Monday, new(0, 0), new(0, 1))] };

    private static List<ChatActivity> Alerts(Office office, string who) => [.. office.Tenant.Teams.Chat(who).Where(activity => activity.FromBot && activity.Card is not null
        && (activity.Contains("needs attention") || activity.Contains("all is well again") || activity.Contains("once more further down")))];

    private static async Task<Office> SupervisedAsync(Func<Service, Service> shape, params string[] onDuty)
    {
        var office = await Office.OpenAsync(onDuty);
        await office.AdministerAsync(configuration => new ChangeUser(configuration.Users.Single(user => user.UserPrincipalName == Lynne) with { SupervisedServices = [office.ServiceOf().Id] }));
        await office.AdministerAsync(_ => new ChangeService(shape(office.ServiceOf())));
        return office;
    }
}
