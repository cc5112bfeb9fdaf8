using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>What begins and ends with the assignment of a mailbox to a service (N-045 to N-062).</summary>
public sealed class AssignmentJourneyTests
{
    public static TheoryData<string> Ends => ["N052 unassigned", "N053 suspended", "N053 deleted", "N054 tenant suspended"];

    [Fact]
    public async Task N045_a_mailbox_is_subscribed_as_soon_as_it_is_assigned()
    {
        await using var office = await Office.OpenAsync();
        await EndAsync(office, "N052 unassigned");
        Assert.Empty(office.Tenant.Service.Subscriptions(Help));
        var requests = office.Tenant.Wire.After().Count;

        // The bell rings the engine's beat; nobody waits for a clock.
        await office.AdministerAsync(now => new ChangeService(now.Services[0] with { Mailbox = office.IdOf(), EmailEnabled = true }), settle: false);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await office.Tenant.Wait.ForSubscriptionAsync(Help, patience.Token);
        Assert.True(office.Tenant.Wire.After().Count > requests);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task I10_N056_the_end_cancels_the_subscription_withdraws_offers_and_lets_accepted_work_go_on(string end)
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Accepted before", "Hello?");
        await office.PressAsync(Megan, "accept");
        await office.WriteAsync("Only offered", "Hello?");
        Assert.NotEmpty(office.Tenant.Service.Subscriptions(Help));
        var offer = office.CardsWith(Megan, "Only offered")[^1];
        Assert.Contains(offer.Actions, action => action.Verb == "accept");

        await EndAsync(office, end);
        await office.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Empty(office.Tenant.Service.Subscriptions(Help));
        var withdrawn = office.Tenant.Teams.Chat(Megan).Single(activity => activity.Id == offer.Id);
        Assert.True(withdrawn.Contains("The offer was withdrawn"), withdrawn.Words);
        Assert.DoesNotContain(withdrawn.Actions, action => action.Verb == "accept");
        Assert.Contains("Only offered", office.In("inbox"));
        Assert.True(office.Sees(Patti, "1 mails stay in the Inbox, unprocessed"));

        // N-056: the accepted one is answered, sent and filed as if nothing had happened.
        var mine = office.CardsWith(Megan, "Accepted before")[^1];
        await office.PressAsync(Megan, "reply", card: mine);
        await office.PressAsync(Megan, "reply.send", "Still here.", office.Tenant.Teams.Chat(Megan).Single(activity => activity.Id == mine.Id));
        await office.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("Still here.", Assert.Single(office.Tenant.Mail.CustomerMails(Alex)).Html, StringComparison.Ordinal);
        Assert.Equal(["Accepted before"], office.In("Handled"));

        // Nothing new is taken in while it is off.
        await office.WriteAsync("Written while off", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));
        Assert.False(office.Sees(Megan, "Written while off"));
    }

    [Fact]
    public async Task N056_a_task_that_its_holder_returns_after_the_suspension_is_withdrawn_and_its_mail_stays()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "accept");
        await EndAsync(office, "N053 suspended");
        await office.PressAsync(Megan, "return.ask");
        await office.PressAsync(Megan, "return", new Dictionary<string, string> { ["choice"] = "Other" });
        await office.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(["Question"], office.In("inbox"));
        Assert.DoesNotContain(office.Card(Megan).Actions, action => action.Verb is "accept" or "reply");
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task I2_N060_N061_N062_after_it_begins_again_only_new_mail_is_processed_and_the_rest_is_counted(string end)
    {
        await using var office = await Office.OpenAsync();
        await office.WriteAsync("Waiting before", "Hello?");
        await EndAsync(office, end);
        await office.WriteAsync("Written while off", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(1));

        await BeginAsync(office, end);
        await office.SayAsync(Megan, "on duty");
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(20));
        Assert.Single(office.Tenant.Service.Subscriptions(Help));
        Assert.False(office.Sees(Megan, "Waiting before") || office.Sees(Megan, "Written while off"));
        Assert.Equal(2, (await office.StateAsync())!.Unprocessed);
        Assert.True(office.Sees(Patti, "2 mails from before lie in the Inbox and are not processed"));
        Assert.Equal(2, (await office.HealthAsync()).GetProperty("unprocessed").GetInt32());

        await office.PassAsync(TimeSpan.FromSeconds(10));
        await office.WriteAsync("New again", "Hello?");
        Assert.True(office.Sees(Megan, "New again"));
    }

    [Fact]
    public async Task N061_taken_off_and_put_back_between_two_beats_is_a_new_assignment_all_the_same()
    {
        await using var office = await Office.OpenAsync();
        await office.WriteAsync("Waiting before", "Hello?");
        var before = (await office.StateAsync())!;
        await office.PassAsync(TimeSpan.FromSeconds(5));

        await office.StopBotAsync();
        office.Clock.Advance(TimeSpan.FromSeconds(5));
        await office.StartBotAsync();
        await office.AdministerAsync(now => new SuspendService(now.Services[0].Id, true), settle: false);
        await office.AdministerAsync(now => new SuspendService(now.Services[0].Id, false), settle: false);
        await office.SettleAsync();
        await office.SayAsync(Megan, "on duty");
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(20));

        Assert.True((await office.StateAsync())!.Baseline > before.Baseline);
        Assert.False(office.Sees(Megan, "Waiting before"));
        Assert.Equal(["Waiting before"], office.In("inbox"));
    }

    [Fact]
    public async Task N061_an_administrator_takes_older_mail_in_by_typing_and_the_audit_trail_says_who()
    {
        await using var office = await Office.OpenAsync();
        await office.WriteAsync("Withdrawn", "Hello?");
        await EndAsync(office, "N053 suspended");
        await office.WriteAsync("Written while off", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(1));
        await BeginAsync(office, "N053 suspended");
        await office.SayAsync(Megan, "on duty");
        Assert.False(office.Sees(Megan, "Withdrawn"));

        await office.SayAsync(Megan, "backfill Customer Help from 2026-11-23");
        Assert.False(office.Sees(Megan, "is taken in now"), "An agent must not.");
        await office.SayAsync(Patti, "backfill Customer Help from 2026-11-23");
        Assert.True(office.Sees(Patti, "is taken in now"));
        await office.PassAsync(TimeSpan.FromSeconds(20));

        Assert.True(office.Sees(Megan, "Withdrawn"));
        await office.PressAsync(Megan, "accept", card: office.CardsWith(Megan, "Withdrawn")[^1]);
        await office.PassAsync(TimeSpan.FromSeconds(10));
        Assert.True(office.Sees(Megan, "Written while off"));
        await office.PressAsync(Megan, "reply", card: office.CardsWith(Megan, "Withdrawn")[^1]);
        await office.PressAsync(Megan, "reply.send", "Sorry that it took so long.", office.CardsWith(Megan, "Withdrawn")[^1]);
        await office.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["Withdrawn"], office.In("Handled"));
        Assert.Equal(0, (await office.StateAsync())!.Unprocessed);
        var entry = (await new AuditTrail(office.Store).ReadAsync(1, null, default))[0];
        Assert.Equal((nameof(Backfill), office.Tenant.Teams.Person(Patti).Id), (entry.Action, entry.By));
        Assert.Equal(["backfillFrom"], Assert.Single(entry.Changes).Fields);
    }

    [Fact]
    public async Task N059_killed_in_the_middle_of_a_batch_the_bot_picks_up_where_it_left_off()
    {
        await using var office = await Office.OpenAsync();
        for (var number = 1; number <= 12; number++)
            office.Tenant.Mail.Deliver(Help, Alex, $"Mail {number:D2}", "Hello?");
        // Some of it is under way when the process ends.
        await office.RestartBotAsync();
        for (var number = 13; number <= 15; number++)
            office.Tenant.Mail.Deliver(Help, Alex, $"Mail {number:D2}", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(20));

        Assert.Equal(15, (await office.OpenTasksAsync()).Select(task => task.Message).Distinct().Count());
        Assert.Equal(15, (await office.OpenTasksAsync()).Count);
    }

    [Fact]
    public async Task N055_F63_a_renamed_mailbox_goes_on_and_the_administrator_is_told()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.LookIntoDirectoryAsync();
        office.Tenant.Mail.Rename(Help, "service@contoso.example");
        await office.WriteAsync("After the rename", "Hello?", mailbox: "service@contoso.example");
        Assert.True(office.Sees(Megan, "After the rename"));

        await office.PassAsync(TimeSpan.FromHours(25), TimeSpan.FromHours(1));
        await office.LookIntoDirectoryAsync();
        var mailbox = office.Configuration.Mailboxes.Single(one => one.Name == "Customer Help");
        Assert.Equal("service@contoso.example", mailbox.UserPrincipalName);
        Assert.Contains(Help, mailbox.Addresses);
        Assert.Single(office.CardsWith(Patti, "was renamed in Microsoft 365 and is now service@contoso.example"));
        Assert.Single(office.Tenant.Service.Subscriptions("service@contoso.example"));
        Assert.Equal("directory", (await new AuditTrail(office.Store).ReadAsync(1, null, default))[0].By);
    }

    private static Task EndAsync(Office office, string end) => office.AdministerAsync(now => end switch
    {
        "N052 unassigned" => new ChangeService(now.Services[0] with { Mailbox = null, EmailEnabled = false }),
        "N053 suspended" => new SuspendService(now.Services[0].Id, true),
        "N053 deleted" => new RemoveService(now.Services[0].Id),
        _ => new SetTenant(now.Tenant with { EmailEnabled = false }),
    });

    private static Task BeginAsync(Office office, string end) => office.AdministerAsync(now => end switch
    {
        "N052 unassigned" => new ChangeService(now.Services[0] with { Mailbox = office.IdOf(), EmailEnabled = true }),
        "N053 suspended" => new SuspendService(now.Services[0].Id, false),
        "N053 deleted" => new AddService(now.Services[0] with
        {
            Id = new("customer-help"), Name = "Customer Help", Mailbox = office.IdOf(),
            Agents = [.. now.Users.Where(user => user.Roles.HasFlag(Roles.Agent)).Select(user => new ServiceAgent(user.Id))],
        }),
        _ => new SetTenant(now.Tenant with { EmailEnabled = true }),
    });
}
