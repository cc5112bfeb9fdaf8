using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>I8: any instance may do any work, and one that is gone is forgotten.</summary>
public sealed class TwoBotsTests
{
    [Theory]
    [InlineData("A", "B", "A", "B")]
    [InlineData("B", "A", "A", "B")]
    public async Task I8_it_makes_no_difference_which_instance_a_request_reaches(string notification, string accept, string reply, string send)
    {
        await using var both = await TwoBots.OpenAsync(Megan);
        var office = both.Office;
        both.Reach(notification);
        await office.WriteAsync("Where is my order?", "Order 4711 has not arrived.");
        Assert.True(office.Card(Megan).Contains("Where is my order?"));
        var cards = office.Tenant.Teams.Chat(Megan).Count(activity => activity.FromBot);
        both.Reach(accept);
        await office.PressAsync(Megan, "accept");
        Assert.True(office.Card(Megan).Contains("Order 4711 has not arrived."));
        both.Reach(reply);
        await office.PressAsync(Megan, "reply");
        both.Reach(send);
        await office.PressAsync(Megan, "reply.send", "It arrives tomorrow.");
        await office.PassAsync(TimeSpan.FromMinutes(1));

        var answer = Assert.Single(office.Tenant.Mail.AllCustomerMails());
        Assert.Contains("It arrives tomorrow.", answer.Html, StringComparison.Ordinal);
        Assert.Equal(["Where is my order?"], office.In("Handled"));
        Assert.Empty(office.In("drafts"));
        Assert.Empty(office.Tenant.Teams.Violations);
        Assert.Equal(cards, office.Tenant.Teams.Chat(Megan).Count(activity => activity.FromBot));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public async Task I8_an_instance_that_is_gone_in_the_middle_of_the_intake_is_forgotten_and_the_other_goes_on(int commits)
    {
        await using var both = await TwoBots.OpenAsync(Megan);
        var office = both.Office;
        // A notification that is not noted is refused; Graph repeats it, and the address leads to another instance sooner or later.
        both.Reach(commits == 0 ? ["A", "B"] : ["A"]);
        both.Line("A").CutAfter(commits);
        await office.WriteAsync("Where is my order?", "Order 4711 has not arrived.");
        both.Reach("B");
        await office.PassUntilAsync(() => office.Sees(Megan, "Where is my order?"), TimeSpan.FromMinutes(10));
        await office.AnswerAsync(Megan, "It arrives tomorrow.");
        await office.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(["Where is my order?"], office.In("Handled"));

        Assert.True(both.Line("A").IsCut);
        both.Line("A").Mend();
        await office.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Single(office.Tenant.Mail.AllCustomerMails());
        Assert.Equal(["Where is my order?"], office.In("Handled"));
        Assert.Empty(office.In("drafts"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task I8_I4_an_instance_that_is_gone_while_it_sends_an_answer_neither_loses_nor_doubles_it(int commits)
    {
        await using var both = await TwoBots.OpenAsync(Megan);
        var office = both.Office;
        await office.WriteAsync("Where is my order?", "Order 4711 has not arrived.");
        await office.PressAsync(Megan, "accept");
        await office.PressAsync(Megan, "reply");
        both.Reach("A");
        both.Line("A").CutAfter(commits);
        await office.PressAsync(Megan, "reply.send", "It arrives tomorrow.");
        both.Reach("B");
        await office.PassAsync(TimeSpan.FromMinutes(8));
        // What was not sent is back in her form.
        if (office.Tenant.Mail.AllCustomerMails().Count == 0)
            await office.PressAsync(Megan, "reply.send", "It arrives tomorrow.");
        Assert.True(both.Line("A").IsCut);
        both.Line("A").Mend();
        await office.PassAsync(TimeSpan.FromMinutes(8));

        Assert.Single(office.Tenant.Mail.AllCustomerMails());
        Assert.Equal(["Where is my order?"], office.In("Handled"));
        Assert.Empty(office.In("drafts"));
    }

    [Fact]
    public async Task I8_an_instance_that_stops_leaves_nothing_that_the_other_has_to_wait_for()
    {
        await using var both = await TwoBots.OpenAsync(Megan);
        var office = both.Office;
        both.Reach("B");
        await office.StopFirstBotAsync();
        await office.WriteAsync("Where is my order?", "Order 4711 has not arrived.");
        Assert.True(office.Card(Megan).Contains("Where is my order?"));
        await office.AnswerAsync(Megan, "It arrives tomorrow.");
        Assert.Single(office.Tenant.Mail.AllCustomerMails());
        Assert.Equal(["Where is my order?"], office.In("Handled"));
    }

    [Fact]
    public async Task I8_F65_of_two_presses_that_reach_two_instances_at_once_one_counts()
    {
        await using var both = await TwoBots.OpenAsync(Megan);
        var office = both.Office;
        await office.WriteAsync("Where is my order?", "Order 4711 has not arrived.");
        var card = office.Card(Megan);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => office.Tenant.Teams.PressAsync(Megan, card, "accept", null)));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        await office.SettleAsync();
        await office.PressAsync(Megan, "reply");
        var form = office.Card(Megan);
        var text = new Dictionary<string, string> { ["text"] = "It arrives tomorrow." };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => office.Tenant.Teams.PressAsync(Megan, form, "reply.send", text)));
        await office.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Single(office.Tenant.Mail.AllCustomerMails());
        Assert.Equal(["Where is my order?"], office.In("Handled"));
        Assert.Empty(office.In("drafts"));
    }

    [Fact]
    public async Task I8_what_an_administrator_changes_at_one_instance_holds_at_the_other_within_seconds()
    {
        await using var both = await TwoBots.OpenAsync(Megan);
        var office = both.Office;
        var atB = both.Of<ConfigurationStore>("B");
        var next = atB.Current with { Tenant = atB.Current.Tenant with { EmailEnabled = false } };
        Assert.Equal(CommitOutcome.Written, (await atB.CommitAsync(atB.Current.Revision, next, "test", "switch off", default)).Outcome);
        await office.PassAsync(ConfigurationWatch.Interval);
        Assert.Equal(atB.Current.Revision, both.Of<IConfigurationSource>("A").Current.Revision);
        Assert.False(both.Of<IConfigurationSource>("A").Current.Tenant.EmailEnabled);

        both.Reach("A");
        await office.WriteAsync("Where is my order?", "Order 4711 has not arrived.");
        await office.PassAsync(TimeSpan.FromMinutes(3));
        Assert.False(office.Sees(Megan, "Where is my order?"));
    }

    [Fact]
    public async Task I8_work_that_one_instance_adds_is_done_by_the_other_within_the_poll_interval()
    {
        await using var both = await TwoBots.OpenAsync(Megan);
        var office = both.Office;
        both.Reach("A");
        // The notification is noted, and with that A is gone.
        both.Line("A").CutAfter(1);
        await office.WriteAsync("Where is my order?", "Order 4711 has not arrived.");
        Assert.False(office.Sees(Megan, "Where is my order?"));
        await office.PassUntilAsync(() => office.Sees(Megan, "Where is my order?"), new Core.Jobs.JobOptions().PollInterval);
    }
}
