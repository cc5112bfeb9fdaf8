using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>Whatever Graph does with a subscription, mail comes, and somebody knows when it comes later than it could.</summary>
public sealed class SubscriptionJourneyTests
{
    private const string Subscriptions = "/v1.0/subscriptions";
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_subscription_is_renewed_at_half_of_its_life_and_stays_the_same()
    {
        await using var office = await Office.OpenAsync();
        var first = Assert.Single(office.Tenant.Service.Subscriptions(Help));
        await office.PassAsync(TimeSpan.FromDays(3), TimeSpan.FromHours(6));
        Assert.Equal(0, office.Requests("PATCH", Subscriptions));
        await office.PassAsync(TimeSpan.FromDays(12), TimeSpan.FromHours(6));

        Assert.Equal([first], office.Tenant.Service.Subscriptions(Help));
        // Every three and a half days: four times in fifteen.
        Assert.Equal(4, office.Requests("PATCH", $"{Subscriptions}/{first}"));
    }

    [Fact]
    public async Task F23_a_flood_of_demands_for_reauthorization_is_one_renewal_and_what_was_missed_is_found()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30));
        for (var demand = 0; demand < 60; demand++)
        {
            office.Tenant.Service.DemandReauthorization(Help);
            office.Clock.Advance(TimeSpan.FromMilliseconds(200));
        }

        // While it is paused nothing is notified.
        office.Tenant.Mail.Deliver(Help, Alex, "While paused", "Hello?");
        await office.SettleAsync();
        await office.PassAsync(TimeSpan.FromSeconds(30));

        Assert.InRange(office.Requests("PATCH", Subscriptions), 1, 2);
        Assert.True(office.Sees(Megan, "While paused"));
        await office.PressAsync(Megan, "accept");
        await office.WriteAsync("After that", "Hello?");
        Assert.True(office.Sees(Megan, "After that"), "Notifications flow again.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F22_a_removed_subscription_is_created_anew_and_what_came_meanwhile_is_found(bool silently)
    {
        await using var office = await Office.OpenAsync(Megan);
        var first = Assert.Single(office.Tenant.Service.Subscriptions(Help));
        await office.PassAsync(TimeSpan.FromSeconds(10));
        office.Tenant.Service.RemoveSubscriptions(Help, silently);
        office.Tenant.Mail.Deliver(Help, Alex, "Meanwhile", "Hello?");
        await office.SettleAsync();
        // Silently removed ones show at the next renewal, or by mail that nobody notified of.
        await office.PassUntilAsync(() => office.Tenant.Service.Subscriptions(Help).Any(id => id != first), TimeSpan.FromMinutes(15));

        Assert.Single(office.Tenant.Service.Subscriptions(Help));
        Assert.True(office.Sees(Megan, "Meanwhile"));
    }

    [Fact]
    public async Task F22_missed_is_answered_with_a_look_through_the_whole_Inbox()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Faults.DropNotifications = true;
        await office.WriteAsync("Lost on the way", "Hello?");
        Assert.False(office.Sees(Megan, "Lost on the way"));
        office.Tenant.Service.SendMissed(Help);
        await office.SettleAsync();

        Assert.True(office.Sees(Megan, "Lost on the way"));
        Assert.Single(office.Tenant.Service.Subscriptions(Help));
    }

    [Fact]
    public async Task A_validation_that_times_out_is_tried_again()
    {
        await using var office = await Office.OpenAsync();
        office.Tenant.Faults.Next("POST /v1.0/subscriptions", FaultKind.ValidationTimedOut, times: 3);
        office.Tenant.Service.RemoveSubscriptions(Help);
        await office.SettleAsync();
        Assert.Empty(office.Tenant.Service.Subscriptions(Help));
        Assert.Equal("SubscriptionFailing", (await office.HealthAsync()).GetProperty("condition").GetString());

        await office.PassUntilAsync(() => office.Tenant.Service.Subscriptions(Help).Count > 0, Soon);
        Assert.Equal("Fine", (await office.HealthAsync()).GetProperty("condition").GetString());
        Assert.False(office.Sees(Patti, "needs attention"), "What passes within minutes disturbs nobody.");
    }

    [Fact]
    public async Task A_creation_whose_answer_was_lost_leaves_one_subscription_whose_secret_is_known()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Faults.Next("POST /v1.0/subscriptions", FaultKind.TimeoutAfterEffect);
        office.Tenant.Service.RemoveSubscriptions(Help);
        await office.SettleAsync();
        var orphan = Assert.Single(office.Tenant.Service.Subscriptions(Help));
        await office.PassAsync(TimeSpan.FromMinutes(2));

        var kept = Assert.Single(office.Tenant.Service.Subscriptions(Help));
        Assert.NotEqual(orphan, kept);
        await office.WriteAsync("Question", "Hello?");
        Assert.True(office.Sees(Megan, "Question"));
    }

    [Fact]
    public async Task A_silent_subscription_is_created_anew_and_reported_until_a_notification_comes()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(30));
        var silent = Assert.Single(office.Tenant.Service.Subscriptions(Help));
        office.Tenant.Faults.DropNotifications = true;
        await office.WriteAsync("Unheard", "Hello?");
        await office.PassUntilAsync(() => office.Tenant.Service.Subscriptions(Help).All(id => id != silent), TimeSpan.FromMinutes(12));
        await office.PassAsync(TimeSpan.FromSeconds(20));
        Assert.True(office.Sees(Megan, "Unheard"), "The look in intervals found it.");
        Assert.Equal("Silent", (await office.HealthAsync()).GetProperty("condition").GetString());
        Assert.Single(office.CardsWith(Patti, "Notifications do not come although they are set up"));
        var anew = Assert.Single(office.Tenant.Service.Subscriptions(Help));

        // Still silent: reported, but not created anew with every mail.
        await office.WriteAsync("Unheard, too", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(30));
        Assert.Equal([anew], office.Tenant.Service.Subscriptions(Help));

        office.Tenant.Faults.DropNotifications = false;
        await office.WriteAsync("Heard", "Hello?");
        await office.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("Fine", (await office.HealthAsync()).GetProperty("condition").GetString());
        var card = Assert.Single(office.CardsWith(Patti, "Notifications do not come although they are set up"));
        Assert.True(card.Contains("Solved"), card.Words);
    }

    [Fact]
    public async Task A_bot_that_was_down_takes_no_subscription_for_silent()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.StopBotAsync();
        office.Tenant.Mail.Deliver(Help, Alex, "While down", "Hello?");
        office.Clock.Advance(TimeSpan.FromMinutes(30));
        await office.StartBotAsync();
        var kept = office.Tenant.Service.Subscriptions(Help);
        await office.PassAsync(TimeSpan.FromMinutes(12), TimeSpan.FromSeconds(30));

        Assert.Null((await office.StateAsync())!.UnnotifiedSince);
        Assert.Equal(kept, office.Tenant.Service.Subscriptions(Help));
        Assert.False(office.Sees(Patti, "needs attention"));
    }

    [Fact]
    public async Task N058_refused_subscriptions_mean_polling_which_the_health_page_and_a_card_say_until_it_is_over()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Faults.SubscriptionsRefused = true;
        office.Tenant.Service.RemoveSubscriptions(Help);
        await office.SettleAsync();
        await office.PassAsync(TimeSpan.FromSeconds(20));
        var health = await office.HealthAsync();
        Assert.Equal(("polling", "SubscriptionRefused"), (health.GetProperty("mode").GetString(), health.GetProperty("condition").GetString()));
        Assert.Equal("ExchangeAdministrator", health.GetProperty("owner").GetString());
        Assert.Contains("looked for in intervals", health.GetProperty("cause").GetString(), StringComparison.Ordinal);
        Assert.Single(office.CardsWith(Patti, "refuses notifications"));

        await office.WriteAsync("Polled", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(30));
        Assert.True(office.Sees(Megan, "Polled"));

        office.Tenant.Faults.SubscriptionsRefused = false;
        await office.PassUntilAsync(() => office.Tenant.Service.Subscriptions(Help).Count > 0, TimeSpan.FromMinutes(20));
        await office.PassAsync(TimeSpan.FromSeconds(20));
        Assert.True(Assert.Single(office.CardsWith(Patti, "refuses notifications")).Contains("Solved"));
        Assert.Equal("notifications", (await office.HealthAsync()).GetProperty("mode").GetString());
    }

    [Fact]
    public async Task F15_the_status_tells_when_mail_was_notified_and_looked_for_and_another_reader_has_no_influence()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.PassAsync(TimeSpan.FromMinutes(1));
        office.Tenant.Faults.DropNotifications = true;
        office.Tenant.Mail.ReadAsPerson(Help, office.Tenant.Mail.Deliver(Help, Alex, "Read by somebody else", "Hello?"));
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(30));
        Assert.True(office.Sees(Megan, "Read by somebody else"));
        office.Tenant.Faults.DropNotifications = false;
        await office.WriteAsync("Notified", "Hello?");

        var health = await office.HealthAsync();
        var now = office.Clock.GetUtcNow();
        Assert.Equal(now, health.GetProperty("lastNotification").GetDateTimeOffset());
        Assert.InRange(health.GetProperty("lastLook").GetDateTimeOffset(), now - TimeSpan.FromMinutes(3), now);
        Assert.InRange(health.GetProperty("nextLook").GetDateTimeOffset(), now, now + TimeSpan.FromMinutes(3));
        Assert.Equal((2, 0, 0), (health.GetProperty("takenIn").GetInt32(), health.GetProperty("waiting").GetInt32(), health.GetProperty("unprocessed").GetInt32()));
        Assert.Equal(nameof(MailboxCondition.Fine), health.GetProperty("condition").GetString());
    }

    [Fact]
    public async Task F18_a_mail_that_was_moved_out_and_back_between_two_looks_is_one_task_and_one_moved_back_later_is_not_forgotten()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Faults.DropNotifications = true;
        var mail = office.Tenant.Mail.Deliver(Help, Alex, "There and back", "Hello?");
        office.Tenant.Mail.MoveAsPerson(Help, mail, "archive");
        office.Tenant.Mail.MoveAsPerson(Help, mail, "inbox");
        var later = office.Tenant.Mail.Deliver(Help, Alex, "Back much later", "Hello?");
        office.Tenant.Mail.MoveAsPerson(Help, later, "archive");
        await office.PassUntilAsync(() => office.Sees(Megan, "There and back"), Soon);
        await office.PressAsync(Megan, "accept");

        office.Tenant.Mail.MoveAsPerson(Help, later, "inbox");
        await office.PassUntilAsync(() => office.Sees(Megan, "Back much later"), Soon);
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(30));
        Assert.Equal(2, (await office.StateAsync())!.TakenIn);
    }
}
