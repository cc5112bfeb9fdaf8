using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>What counts as seen is our own record: neither the read mark nor the place of a mail makes a task of it twice.</summary>
public sealed class SeenMailJourneyTests
{
    [Fact]
    public async Task F02_a_mail_that_stays_unread_in_the_Inbox_is_one_task_however_often_it_is_looked_at()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Only once", "Hello?");
        var mail = office.Tenant.Mail.Mails(Help, "inbox").Single();
        await office.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));
        await office.RestartBotAsync();
        office.Tenant.Mail.ReadAsPerson(Help, mail.Id);
        await office.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));
        Assert.Equal(1, (await office.StateAsync())!.TakenIn);
    }

    [Fact]
    public async Task F05_a_mail_without_a_Message_ID_is_one_task_like_any_other()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Mail.Deliver(Help, new IncomingMail { From = new SandboxAddress(Alex), Subject = "No name of its own", Text = "Hello?", InternetMessageId = "" });
        await office.SettleAsync();
        Assert.True(office.Sees(Megan, "No name of its own"));
        await office.AnswerAsync(Megan, "Here I am.");
        await office.PassAsync(TimeSpan.FromMinutes(7), TimeSpan.FromSeconds(30));
        Assert.Equal(1, (await office.StateAsync())!.TakenIn);
        Assert.Equal(["No name of its own"], office.In("Handled"));
    }

    [Fact]
    public async Task F10_F11_a_mail_that_comes_back_into_the_Inbox_after_its_end_makes_no_new_task()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Come back", "Hello?");
        await office.AnswerAsync(Megan, "Done.");
        await office.PassAsync(TimeSpan.FromMinutes(1));
        var filed = office.Tenant.Mail.Mails(Help, "Handled").Single();
        var cards = office.Tenant.Teams.Chat(Megan).Count;

        office.Tenant.Mail.MoveAsPerson(Help, filed.Id, "inbox");
        await office.PassAsync(TimeSpan.FromMinutes(7), TimeSpan.FromSeconds(30));

        Assert.Equal(cards, office.Tenant.Teams.Chat(Megan).Count);
        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Equal(1, (await office.StateAsync())!.TakenIn);
    }
}
