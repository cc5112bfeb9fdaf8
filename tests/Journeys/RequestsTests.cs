using TeamsEmailBot.Sandbox.Connector;
using TeamsEmailBot.Sandbox.Wire;
using TeamsEmailBot.Tests.Journeys.Support;
using Xunit.Abstractions;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>What a mail costs at Graph and at Teams, counted by the other side. Graph allows a mailbox 10,000 requests in ten minutes (graph.md 7.1).</summary>
public sealed class RequestsTests(ITestOutputHelper output)
{
    private const int Mails = 10;

    [Fact]
    public async Task G6_a_mail_that_is_accepted_and_answered_costs_four_Graph_requests_and_the_cards_it_shows()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Wire.ResetCounters();
        for (var mail = 1; mail <= Mails; mail++)
        {
            await office.WriteAsync($"Question {mail}", "Hello?");
            await office.AnswerAsync(Megan, $"Answer {mail}");
            await office.PassAsync(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(Mails, office.Tenant.Mail.CustomerMails(Alex).Count);
        Assert.Equal(Mails, office.In("Handled").Count);
        var (graph, teams) = Figures(office, "one after the other");
        Assert.True(graph <= 4.0, $"{graph} Graph requests for each mail");
        Assert.True(teams <= 4.0, $"{teams} requests to Teams for each mail");
    }

    [Fact]
    public async Task G6_mails_that_arrive_together_share_the_list()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Wire.ResetCounters();
        for (var mail = 1; mail <= Mails; mail++)
            office.Tenant.Mail.Deliver(Help, Alex, $"Question {mail}", "Hello?");
        await office.SettleAsync();
        for (var mail = 1; mail <= Mails; mail++)
        {
            await office.PressAsync(Megan, "accept", card: Latest(office, "accept"));
            await office.PressAsync(Megan, "reply", card: Latest(office, "reply"));
            await office.PressAsync(Megan, "reply.send", $"Answer {mail}", Latest(office, "reply.send"));
            await office.PassAsync(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(Mails, office.Tenant.Mail.CustomerMails(Alex).Count);
        Assert.Equal(Mails, office.In("Handled").Count);
        var (graph, _) = Figures(office, "all at once");

        // Three of its own for each mail; how many share a list depends on how close together the notifications come.
        Assert.True(graph <= 3.5, $"{graph} Graph requests for each mail");
    }

    [Fact]
    public async Task G6_an_idle_hour_costs_the_looks_of_the_reconcile_interval_and_nothing_else()
    {
        await using var office = await Office.OpenAsync(Megan);
        office.Tenant.Wire.ResetCounters();
        await office.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromSeconds(30));
        Figures(office, "idle");

        // Two mailboxes, looked through every three minutes, perhaps twice, because the office beats beside the engine. Nobody waits, so no presence is asked for.
        Assert.All(office.Tenant.Wire.CountByMailbox().Values, requests => Assert.InRange(requests, 19, 41));
        Assert.DoesNotContain(office.Tenant.Wire.CountByKind().Keys, kind => kind.Contains("presence", StringComparison.OrdinalIgnoreCase));
    }

    private static ChatActivity Latest(Office office, string verb) =>
        office.Tenant.Teams.Chat(Megan).Last(activity => activity.Actions.Any(action => action.Verb == verb));

    /// <summary>Graph requests to mailboxes and requests to Teams for each mail; everything is printed by its kind.</summary>
    private (double Graph, double Teams) Figures(Office office, string title)
    {
        var byKind = office.Tenant.Wire.CountByKind();
        output.WriteLine($"{Mails} mails, {title}; requests by kind:");
        foreach (var (kind, count) in byKind.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            output.WriteLine($"  {count,4}  {(double)count / Mails,5:0.0}  {kind}");
        var graph = (double)office.Tenant.Wire.CountByMailbox().Values.Sum() / Mails;
        var teams = (double)byKind.Where(entry => entry.Key.StartsWith(WireDirection.BotToTeams, StringComparison.Ordinal)).Sum(entry => entry.Value) / Mails;
        output.WriteLine($"  for each mail: {graph:0.0} to its mailbox in Graph, {teams:0.0} to Teams");
        return (graph, teams);
    }
}
