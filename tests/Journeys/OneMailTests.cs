using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

public sealed class OneMailTests
{
    [Fact]
    public async Task A_mail_becomes_a_card_is_accepted_answered_in_its_thread_and_filed()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Where is my order?", "Order 4711 has not arrived.");

        Assert.True(office.Card(Megan).Contains("Where is my order?"));
        await office.PressAsync(Megan, "accept");
        Assert.True(office.Card(Megan).Contains("Order 4711 has not arrived."));
        await office.PressAsync(Megan, "reply");
        await office.PressAsync(Megan, "reply.send", "It arrives tomorrow.");

        var answer = Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Contains("It arrives tomorrow.", answer.Html, StringComparison.Ordinal);
        Assert.Contains("Order 4711 has not arrived.", answer.Html, StringComparison.Ordinal);
        Assert.NotNull(answer.InReplyTo);
        Assert.Equal(Help, answer.From.Address);
        Assert.Empty(office.In("inbox"));
        Assert.Equal(["Where is my order?"], office.In("Handled"));
        Assert.Empty(office.Tenant.Teams.Violations);
    }
}
