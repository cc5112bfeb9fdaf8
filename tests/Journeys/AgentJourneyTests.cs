using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

public sealed class AgentJourneyTests
{
    [Fact]
    public async Task A_declined_mail_goes_to_the_next_agent_and_the_first_card_says_so()
    {
        await using var office = await Office.OpenAsync(Megan, Adele);
        await office.WriteAsync("Question", "Hello?");
        var (first, second) = Holder(office) == Megan ? (Megan, Adele) : (Adele, Megan);
        await office.PressAsync(first, "decline");

        Assert.DoesNotContain(office.Card(first).Actions, action => action.Verb == "accept");
        await office.PressAsync(second, "accept");
        Assert.True(office.Card(second).Contains("Hello?"));
    }

    [Fact]
    public async Task An_unanswered_offer_goes_to_the_next_agent_after_its_time()
    {
        await using var office = await Office.OpenAsync(Megan, Adele);
        await office.WriteAsync("Question", "Hello?");
        var (first, second) = Holder(office) == Megan ? (Megan, Adele) : (Adele, Megan);
        Assert.DoesNotContain(office.Tenant.Teams.Chat(second), activity => activity.Contains("Question"));
        await office.PassAsync(TimeSpan.FromSeconds(61));

        Assert.True(office.Card(second).Contains("Question"));
        var late = await office.Tenant.Teams.InvokeAsync(first, office.Card(first).Id, "accept", Data(office.Tenant.Teams.Chat(first).Last(activity => activity.Contains("Question"))));
        Assert.Equal(200, late.Status);
        await office.PressAsync(second, "accept");
        Assert.Contains(office.Card(second).Actions, action => action.Verb == "reply");
    }

    [Fact]
    public async Task Who_lets_two_offers_time_out_is_set_off_duty_and_told_so()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(4));

        Assert.Contains(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("off duty now"));
        Assert.Equal(["Question"], office.In("inbox"));
    }

    [Fact]
    public async Task Without_an_agent_the_mail_waits_and_is_offered_the_moment_somebody_comes()
    {
        await using var office = await Office.OpenAsync();
        await office.WriteAsync("Question", "Hello?");
        Assert.Equal(["Question"], office.In("inbox"));
        await office.SayAsync(Isaiah, "on duty");

        Assert.Contains(office.Tenant.Teams.Chat(Isaiah), activity => activity.Contains("Question"));
    }

    [Fact]
    public async Task X058_X064_an_agent_in_a_call_is_not_disturbed_and_gets_the_mail_afterwards()
    {
        await using var office = await Office.OpenAsync();
        office.Tenant.Teams.SetPresence(Megan, "Busy", "InACall");
        await office.SayAsync(Megan, "on duty");
        await office.WriteAsync("Question", "Hello?");
        Assert.DoesNotContain(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Question"));

        office.Tenant.Teams.SetPresence(Megan, "Available");
        await office.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Contains(office.Tenant.Teams.Chat(Megan), activity => activity.Contains("Question"));
    }

    [Fact]
    public async Task N049_N050_an_automatic_reply_is_filed_into_Failed_and_disturbs_nobody()
    {
        await using var office = await Office.OpenAsync(Megan);
        var before = office.Tenant.Teams.Chat(Megan).Count;
        office.Tenant.Mail.Deliver(Help, new IncomingMail
        {
            From = new SandboxAddress(Alex), Subject = "Automatic reply: Question", Text = "I am away.",
            Headers = [new SandboxHeader("Auto-Submitted", "auto-generated"), new SandboxHeader("X-MS-Exchange-Inbox-Rules-Loop", Alex)],
        });
        await office.SettleAsync();

        Assert.Equal(["Automatic reply: Question"], office.In("Failed"));
        Assert.Equal(before, office.Tenant.Teams.Chat(Megan).Count);
    }

    [Fact]
    public async Task A_second_mail_in_the_thread_joins_the_task_that_is_open()
    {
        await using var office = await Office.OpenAsync(Megan);
        var first = await office.WriteAsync("Question", "Where is it?");
        await office.PressAsync(Megan, "accept");
        office.Tenant.Mail.Deliver(Help, new IncomingMail
        {
            From = new SandboxAddress(Alex), Subject = "Re: Question", Text = "It was order 4711.",
            InReplyTo = office.Tenant.Mail.FindMail(Help, first)!.InternetMessageId,
        });
        await office.SettleAsync();

        Assert.True(office.Card(Megan).Contains("It was order 4711."));
        await office.PressAsync(Megan, "reply");
        await office.PressAsync(Megan, "reply.send", "Found it.");
        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Equal(2, office.In("Handled").Count);
        Assert.Empty(office.In("inbox"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F67_a_mail_that_somebody_moves_or_deletes_in_Outlook_ends_the_task_and_the_card_says_so(bool delete)
    {
        await using var office = await Office.OpenAsync(Megan);
        var id = await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "accept");
        if (delete)
            office.Tenant.Mail.DeleteAsPerson(Help, id);
        else
            office.Tenant.Mail.MoveAsPerson(Help, id, "archive");
        await office.PassAsync(TimeSpan.FromMinutes(4));

        Assert.True(office.Card(Megan).Contains("Outlook"));
        Assert.DoesNotContain(office.Card(Megan).Actions, action => action.Verb is "reply" or "finish");
        Assert.Empty(office.In("Handled"));
    }

    [Fact]
    public async Task A_task_can_be_worked_on_by_typing_alone()
    {
        await using var office = await Office.OpenAsync();
        await office.SayAsync(Megan, "on duty");
        await office.WriteAsync("Question", "Hello?");
        await office.SayAsync(Megan, "accept");
        await office.SayAsync(Megan, "reply It arrives tomorrow.");

        Assert.Contains("It arrives tomorrow.", Assert.Single(office.Tenant.Mail.CustomerMails(Alex)).Html, StringComparison.Ordinal);
        Assert.Equal(["Question"], office.In("Handled"));
    }

    [Fact]
    public async Task Finish_without_reply_files_the_mail_and_sends_nothing()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Thanks", "All good.");
        await office.PressAsync(Megan, "accept");
        await office.PressAsync(Megan, "finish");

        Assert.Equal(["Thanks"], office.In("Handled"));
        Assert.Empty(office.Tenant.Mail.AllCustomerMails());
    }

    [Fact]
    public async Task A_returned_task_goes_to_somebody_else()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "accept");
        await office.SayAsync(Adele, "on duty");
        await office.PressAsync(Megan, "return.ask");
        await office.PressAsync(Megan, "return", new Dictionary<string, string> { ["choice"] = "NoTime" });

        Assert.Contains(office.Card(Adele).Actions, action => action.Verb == "accept");
    }

    private static string Holder(Office office) =>
        office.Tenant.Teams.Chat(Megan).Any(activity => activity.Actions.Any(action => action.Verb == "accept")) ? Megan : Adele;

    private static System.Text.Json.Nodes.JsonObject Data(ChatActivity activity) =>
        activity.Actions.FirstOrDefault(action => action.Data.ContainsKey("t"))?.Data ?? [];
}
