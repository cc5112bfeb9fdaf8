using TeamsEmailBot.Core.Tasks;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>Conversations that go on, and people who work in Outlook, through the real host.</summary>
public sealed class ThreadJourneyTests
{
    [Fact]
    public async Task A_customer_who_answers_our_answer_reopens_the_task_for_the_agent_who_knows_it()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Where is it?");
        await office.AnswerAsync(Megan, "Which order?");
        await office.SayAsync(Adele, "on duty");
        office.Tenant.Mail.Deliver(Help, new IncomingMail
        {
            From = new SandboxAddress(Alex), Subject = "Re: Question", Text = "Order 4711.",
            InReplyTo = Assert.Single(office.Tenant.Mail.CustomerMails(Alex)).InternetMessageId,
        });
        await office.SettleAsync();

        Assert.True(office.Card(Megan).Contains("worked on this conversation before"));
        await office.AnswerAsync(Megan, "It is on its way.");
        Assert.Equal(2, office.Tenant.Mail.CustomerMails(Alex).Count);
        Assert.Equal(2, office.In("Handled").Count);
    }

    [Fact]
    public async Task F08_a_customer_whose_system_drops_the_thread_is_known_by_the_key_in_our_answer()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Where is it?");
        await office.AnswerAsync(Megan, "Which order?");
        office.Tenant.Mail.Deliver(Help, new IncomingMail
        {
            From = new SandboxAddress(Alex), Subject = "[SUP-1] Question", Html = $"<p>4711</p>{Assert.Single(office.Tenant.Mail.CustomerMails(Alex)).Html}",
        });
        await office.SettleAsync();

        Assert.True(office.Card(Megan).Contains("worked on this conversation before"));
    }

    [Fact]
    public async Task F37_who_was_in_copy_and_answers_is_marked_and_does_not_take_the_place_of_the_customer()
    {
        const string Colleague = "robin@fabrikam.example";
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Mail.Deliver(Help, new IncomingMail
        {
            From = new SandboxAddress(Alex), Subject = "Question", Text = "Where is it?", InternetMessageId = "<first@fabrikam.example>", Cc = [new SandboxAddress(Colleague)],
        });
        await office.SettleAsync();
        await office.PressAsync(Megan, "accept");
        foreach (var (from, text) in new[] { (Colleague, "It is urgent."), (Alex, "Thanks for looking.") })
        {
            office.Tenant.Mail.Deliver(Help, new IncomingMail { From = new SandboxAddress(from), Subject = "Re: Question", Text = text, InReplyTo = "<first@fabrikam.example>" });
            await office.SettleAsync();
            Assert.Equal(from == Colleague, office.Card(Megan).Contains("not from the person who opened the task"));
        }

        var task = Assert.Single(await office.OpenTasksAsync());
        Assert.Equal(TaskRows.Participant(task.Mailbox, Alex), task.Participants[0]);
    }

    [Fact]
    public async Task F38_a_forwarded_mail_belongs_to_who_forwarded_it_whatever_its_text_says()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("FW: Complaint", "Can you take this?\n\nFrom: Jo Victim <jo@victim.example>\nTo: sales@fabrikam.example\nSubject: Complaint\n\nI want my money back.");
        await office.AnswerAsync(Megan, "We look into it.");

        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Empty(office.Tenant.Mail.CustomerMails("jo@victim.example"));
    }

    [Fact]
    public async Task F04_a_mail_to_two_mailboxes_is_one_task_in_each_service_and_each_card_says_so()
    {
        await using var office = await Office.OpenAsync(Megan, Isaiah);
        foreach (var mailbox in new[] { Help, "orders@contoso.example" })
            office.Tenant.Mail.Deliver(mailbox, new IncomingMail
            {
                From = new SandboxAddress(Alex), Subject = "Both of you", Text = "Who can help?", InternetMessageId = "<both@fabrikam.example>",
                To = [new SandboxAddress(Help)], Cc = [new SandboxAddress("orders@contoso.example")],
            });
        await office.SettleAsync();
        var holders = new[] { Megan, Isaiah }.Where(who => office.Sees(who, "Both of you")).ToList();
        foreach (var who in holders)
            foreach (var card in office.Tenant.Teams.Chat(who).Where(activity => activity.FromBot && activity.Contains("Both of you")).ToList())
                await office.PressAsync(who, "accept", card: card);

        var cards = holders.SelectMany(who => office.Tenant.Teams.Chat(who)).Where(activity => activity.FromBot && activity.Contains("Both of you")).ToList();
        Assert.Equal(2, cards.Count);
        Assert.Contains(cards, card => card.Contains("Ging auch an Customer Help"));
        Assert.Contains(cards, card => card.Contains("Also sent to Orders"));
    }

    [Fact]
    public async Task F67_an_answer_from_Outlook_is_shown_with_its_sender_and_a_second_one_needs_a_click_more()
    {
        await using var office = await Office.OpenAsync(Megan);
        var id = await office.WriteAsync("Question", "Where is it?");
        await office.PressAsync(Megan, "accept");
        office.Tenant.Mail.ReplyAsPerson(Help, id, "It is on its way.", office.Tenant.World.People.Single(person => person.UserPrincipalName == Adele).Id);
        await office.PassAsync(TimeSpan.FromMinutes(4));

        Assert.True(office.Card(Megan).Contains("Adele Vance answered this mail in Outlook"));
        Assert.DoesNotContain(office.Card(Megan).Actions, action => action.Verb is "reply");
        await office.SayAsync(Megan, "reply Too late");
        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));

        await office.PressAsync(Megan, "answer.too");
        await office.PressAsync(Megan, "reply");
        await office.PressAsync(Megan, "reply.send", "And it comes tomorrow.");
        Assert.Equal(2, office.Tenant.Mail.CustomerMails(Alex).Count);
    }

    [Fact]
    public async Task F67_a_flag_set_in_Outlook_is_on_the_card()
    {
        await using var office = await Office.OpenAsync(Megan);
        var id = await office.WriteAsync("Question", "Where is it?");
        await office.PressAsync(Megan, "accept");
        office.Tenant.Mail.FlagAsPerson(Help, id, "complete");
        await office.PassAsync(TimeSpan.FromMinutes(4));

        Assert.True(office.Card(Megan).Contains("marked this mail as complete in Outlook"));
    }
}
