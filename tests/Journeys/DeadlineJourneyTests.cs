using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Services;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>An administrator promises something to customers, and agents see what they are asked to keep.</summary>
public sealed class DeadlineJourneyTests
{
    [Fact]
    public async Task Targets_typed_in_the_chat_are_on_the_card_the_agent_is_reminded_once_and_can_still_answer()
    {
        await using var office = await Office.OpenAsync(Megan);
        foreach (var said in new[] { "service targets Customer Help", "1 h", "2 h", "save" })
            await office.SayAsync(Patti, said);
        await office.WriteAsync("Where is my order?", "It has not arrived.");
        Assert.True(office.Card(Megan).Contains("First answer due: "));
        await office.PressAsync(Megan, "accept");
        await office.PressAsync(Megan, "reply");
        var card = office.Card(Megan);

        await office.PassAsync(TimeSpan.FromMinutes(51), TimeSpan.FromMinutes(51));
        Assert.Single(office.CardsWith(Megan, "the first answer is due at"));
        await office.SayAsync(Megan, "tasks");
        Assert.True(office.Card(Megan).Contains("First answer due soon: "));
        await office.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(10));
        await office.SayAsync(Megan, "tasks");
        Assert.True(office.Card(Megan).Contains("First answer overdue since "));
        Assert.Single(office.CardsWith(Megan, "the first answer is due at"));

        // The form that was open all the time is still good.
        await office.PressAsync(Megan, "reply.send", "It leaves today.", card);
        Assert.Equal(["Where is my order?"], office.In("Handled"));
        Assert.Empty(office.Tenant.Teams.Violations);
    }

    [Fact]
    public async Task A_task_answered_in_time_reminds_nobody()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.AdministerAsync(_ => new ChangeService(office.ServiceOf() with { Targets = new ServiceTargets { Normal = new(60, 120) } }));
        await office.WriteAsync("Where is my order?", "It has not arrived.");
        await office.AnswerAsync(Megan, "It leaves today.");
        await office.PassAsync(TimeSpan.FromHours(3), TimeSpan.FromMinutes(45));
        Assert.False(office.Sees(Megan, "is due at"));
    }
}
