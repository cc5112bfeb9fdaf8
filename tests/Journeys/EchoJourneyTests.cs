using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Tests.Classification;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>What comes back to an answer, through the real host and the simulated tenant.</summary>
public sealed class EchoJourneyTests
{
    [Theory]
    [InlineData("bounce-postfix-full", "the mailbox is full (5.2.2)")]
    [InlineData("bounce-exchange-online", "the address does not exist (5.1.10)")]
    [InlineData("bounce-qmail", "the address does not exist (5.1.1)")]
    public async Task F44_F45_a_bounced_answer_is_back_with_its_agent_who_reads_why_and_answers_again(string report, string words)
    {
        await using var office = await Office.OpenAsync(Megan);
        await AnsweredAsync(office);
        await EchoAsync(office, report);

        Assert.True(office.Card(Megan).Contains("was not delivered"), office.Card(Megan).Card!.ToJsonString());
        await office.PressAsync(Megan, "accept");
        Assert.True(office.Card(Megan).Contains(words), office.Card(Megan).Card!.ToJsonString());
        await office.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));
        await office.PressAsync(Megan, "reply");
        await office.PressAsync(Megan, "reply.send", "Once more: tomorrow.");

        Assert.Equal(2, office.Tenant.Mail.CustomerMails(Alex).Count);
        Assert.Empty(office.In("Failed"));
        Assert.Equal(2, office.In("Handled").Count);
        Assert.Empty(office.In("inbox"));
    }

    [Theory]
    [InlineData("oof-exchange-de")]
    [InlineData("oof-gmail")]
    [InlineData("receipt-thunderbird")]
    public async Task F46_what_machines_say_to_an_answer_is_kept_with_the_closed_task(string name)
    {
        await using var office = await Office.OpenAsync(Megan);
        await AnsweredAsync(office);
        var cards = office.Tenant.Teams.Chat(Megan).Count;
        await EchoAsync(office, name);

        Assert.Equal(cards, office.Tenant.Teams.Chat(Megan).Count);
        Assert.Empty(office.In("Failed"));
        Assert.Equal(2, office.In("Handled").Count);
    }

    [Fact]
    public async Task F49_thanks_leaves_the_task_closed_and_one_click_opens_it_again()
    {
        await using var office = await Office.OpenAsync(Megan);
        await AnsweredAsync(office);
        await EchoAsync(office, "thanks-html-gmail");

        var closed = office.Tenant.Teams.Chat(Megan).Last(activity => activity.FromBot && activity.Contains("say thank you"));
        Assert.Equal(2, office.In("Handled").Count);
        await office.PressAsync(Megan, "reopen", card: closed);
        await office.PressAsync(Megan, "accept");

        Assert.True(office.Card(Megan).Contains("Obrigado!"), office.Card(Megan).Card!.ToJsonString());
        Assert.Empty(office.Tenant.Teams.Violations);
    }

    private static async Task AnsweredAsync(Office office)
    {
        await office.WriteAsync("Delivery of order 20931", "Where is it?");
        await office.AnswerAsync(Megan, "It arrives tomorrow.");
        await office.PassAsync(TimeSpan.FromSeconds(2));
    }

    private static async Task EchoAsync(Office office, string name)
    {
        var (file, answer) = (EmlFile.Named(name), office.Tenant.Mail.CustomerMails(Alex)[0].InternetMessageId);
        var mail = file.ToIncoming();
        office.Tenant.Mail.Deliver(Help, mail with
        {
            Mime = Named(mail.Mime!),
            Headers = [.. mail.Headers.Select(header => new SandboxHeader(header.Name, Named(header.Value)))],
        });
        await office.SettleAsync();

        string Named(string text) => text.Replace("<our-answer@contoso.example>", answer, StringComparison.Ordinal);
    }
}
