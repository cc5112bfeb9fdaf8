using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Mailboxes;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>Whom answers come from.</summary>
public sealed class SenderJourneyTests
{
    [Fact]
    public async Task G020_G023_answers_leave_from_the_address_of_the_service_and_without_one_from_the_mailbox()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("First", "Hello?");
        await office.AnswerAsync(Megan, "From the mailbox.");
        await SendFromAsync(office, new FromAddress("support@contoso.example", "Contoso Support"));
        await office.WriteAsync("Second", "Hello?");
        await office.AnswerAsync(Megan, "From the alias.");

        Assert.Equal([Help, "support@contoso.example"], office.Tenant.Mail.CustomerMails(Alex).Select(mail => mail.From.Address));
        Assert.Equal("Contoso Support", office.Tenant.Mail.CustomerMails(Alex)[1].From.Name);
    }

    [Fact]
    public async Task F34_without_the_right_Send_As_the_agent_learns_which_right_is_missing_and_his_text_is_kept()
    {
        await using var office = await Office.OpenAsync(Megan);
        await SendFromAsync(office, new FromAddress("orders@contoso.example", null, office.Clock.GetUtcNow()));
        await office.WriteAsync("Question", "Hello?");
        await office.AnswerAsync(Megan, "My long answer.");

        Assert.Contains("Send As", office.Card(Megan).Words, StringComparison.Ordinal);
        Assert.Contains("ErrorSendAsDenied", office.Card(Megan).Words, StringComparison.Ordinal);
        Assert.Empty(office.Tenant.Mail.AllCustomerMails());
        Assert.Equal(["RE: Question"], office.In("drafts"));

        await office.AdministerAsync(now => new ChangeService(now.ServiceOf(office.IdOf())! with { FromAddress = null }));
        await office.PressAsync(Megan, "reply");
        await office.PressAsync(Megan, "reply.send", "My long answer.");
        Assert.Equal(Help, Assert.Single(office.Tenant.Mail.CustomerMails(Alex)).From.Address);
    }

    private static async Task SendFromAsync(Office office, FromAddress from)
    {
        await office.AdministerAsync(now => new ChangeMailbox(office.IdOf(), now.Mailbox(office.IdOf())! with { FromAddresses = [from] }));
        await office.AdministerAsync(now => new ChangeService(now.ServiceOf(office.IdOf())! with { FromAddress = from.Address }));
    }
}
