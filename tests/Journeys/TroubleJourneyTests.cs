using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

public sealed class TroubleJourneyTests
{
    [Fact]
    public async Task Graph_down_for_ten_minutes_delays_and_loses_nothing()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Faults.GraphDown = true;
        await office.WriteAsync("Question", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));
        Assert.DoesNotContain(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Question"));

        office.Tenant.Faults.GraphDown = false;
        await office.PassUntilAsync(() => office.Sees(Megan, "Question"), TimeSpan.FromMinutes(16));
        await office.AnswerAsync(Megan, "Here I am.");
        await office.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Equal(["Question"], office.In("Handled"));
    }

    [Fact]
    public async Task When_Graph_fails_at_the_press_of_Send_the_text_stays_in_the_form_and_can_be_sent_again()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "accept");
        await office.PressAsync(Megan, "reply");
        office.Tenant.Faults.GraphDown = true;
        await office.PressAsync(Megan, "reply.send", "My long answer");
        Assert.True(office.Card(Megan).Contains("My long answer"), office.Card(Megan).Words);
        Assert.Empty(office.Tenant.Mail.AllCustomerMails());

        office.Tenant.Faults.GraphDown = false;
        await office.PassAsync(TimeSpan.FromSeconds(30));
        await office.PressAsync(Megan, "reply.send", "My long answer");
        await office.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Empty(office.In("drafts"));
        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
    }

    [Theory]
    [InlineData("/createReply")]
    [InlineData("/send")]
    [InlineData("/move")]
    public async Task I4_an_answer_lost_on_the_way_back_from_Graph_neither_doubles_nor_loses_anything(string request)
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "accept");
        await office.PressAsync(Megan, "reply");
        office.Tenant.Faults.Next(request, FaultKind.TimeoutAfterEffect);
        await office.PressAsync(Megan, "reply.send", "Once.");
        if (office.Card(Megan).Actions.Any(action => action.Verb == "reply.send"))
            await office.PressAsync(Megan, "reply.send", "Once.");
        await office.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(15));

        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Equal(["Question"], office.In("Handled"));
        Assert.Empty(office.In("drafts"));
    }

    [Theory]
    [InlineData(FaultKind.IdChangesOnMove)]
    [InlineData(FaultKind.MoveCopies)]
    public async Task F17_F19_a_move_that_changes_the_id_or_copies_leaves_nothing_in_the_Inbox_and_makes_no_second_task(FaultKind fault)
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        office.Tenant.Faults.Next("/move", fault);
        await office.AnswerAsync(Megan, "Once.");
        await office.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));

        Assert.Empty(office.In("inbox"));
        Assert.Equal(["Question"], office.In("Handled"));
        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Single(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Question"));
    }

    [Fact]
    public async Task Teams_throttled_delays_the_card_and_counts_as_nobodys_miss()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Faults.TeamsThrottled = true;
        await office.WriteAsync("Question", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(3));
        office.Tenant.Faults.TeamsThrottled = false;
        await office.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Contains(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Question"));
    }

    [Fact]
    public async Task F22_a_lost_notification_is_made_good_by_the_next_look_through_the_Inbox()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Faults.DropNotifications = true;
        await office.WriteAsync("Question", "Hello?");
        Assert.DoesNotContain(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Question"));
        await office.PassAsync(TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

        Assert.Contains(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Question"));
    }

    [Fact]
    public async Task A_subscription_that_Graph_removed_is_created_again()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Service.RemoveSubscriptions(Help);
        await office.SettleAsync();
        await office.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Single(office.Tenant.Service.Subscriptions(Help));
        await office.WriteAsync("Question", "Hello?");
        Assert.Contains(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Question"));
    }

    [Fact]
    public async Task A_restart_in_the_middle_goes_on_where_it_stopped()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("First", "Hello?");
        await office.PressAsync(Megan, "accept");
        await office.StopBotAsync();
        office.Tenant.Mail.Deliver(Help, Alex, "Second", "While you were away");
        await office.StartBotAsync();
        await office.PassAsync(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(10));

        Assert.Contains(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Second"));
        var first = office.Tenant.Teams.Chat(Megan).First(activity => activity.Contains("First") && activity.Actions.Any(action => action.Verb == "reply"));
        await office.PressAsync(Megan, "reply", card: first);
        first = office.Tenant.Teams.Chat(Megan).First(activity => activity.Id == first.Id);
        await office.PressAsync(Megan, "reply.send", "Answered after the restart.", first);
        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Equal(["First"], office.In("Handled"));
    }

    [Fact]
    public async Task F70_an_agent_who_removed_the_app_loses_the_offer_to_the_next()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.Tenant.Teams.UninstallAsync(Megan);
        await office.SayAsync(Adele, "on duty");
        await office.WriteAsync("Question", "Hello?");

        Assert.Contains(office.Tenant.Teams.Chat(Adele), activity => activity.Contains("Question"));
    }

    [Fact]
    public async Task F71_an_agent_who_blocked_the_bot_loses_the_offer_and_gets_mail_again_after_he_wrote()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Teams.Block(Megan);
        await office.WriteAsync("Question", "Hello?");
        Assert.DoesNotContain(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Question"));
        office.Tenant.Teams.Unblock(Megan);
        await office.SayAsync(Megan, "tasks");
        await office.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Contains(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Question"));
    }
}
