using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Engine;
using TeamsEmailBot.Sandbox.Exchange;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>What operators see at <c>/metrics</c> of a running bot.</summary>
public sealed partial class MetricsTests
{
    [Fact]
    public async Task The_figures_tell_what_became_of_mails_tasks_and_offers_and_how_the_neighbours_are()
    {
        await using var office = await Office.OpenAsync(Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.PressAsync(Megan, "decline");
        await office.SayAsync(Adele, "on duty");
        await office.AnswerAsync(Adele, "Here I am.");
        office.Tenant.Mail.Deliver(Help, new IncomingMail
        {
            From = new SandboxAddress(Alex), Subject = "Away", Text = "Away.", Headers = [new SandboxHeader("Auto-Submitted", "auto-replied")],
        });
        await office.SettleAsync();
        await office.SayAsync(Megan, "off duty");
        await office.SayAsync(Adele, "off duty");
        await office.WriteAsync("Another", "Hello?");
        await office.PassAsync(TimeSpan.FromMinutes(1));
        office.Tenant.Faults.GraphThrottled = true;
        await office.PassAsync(TimeSpan.FromMinutes(4));

        var figures = await ReadAsync(office);
        Assert.Equal(2, figures["teamsemailbot_mails_total{fate=\"OpenedTask\"}"]);
        Assert.Equal(1, figures["teamsemailbot_mails_total{fate=\"Failed\"}"]);
        Assert.Equal(1, figures["teamsemailbot_offers_total{outcome=\"Declined\"}"]);
        Assert.Equal(1, figures["teamsemailbot_offers_total{outcome=\"Accepted\"}"]);
        Assert.Equal(2, figures["teamsemailbot_task_transitions_total{event=\"Opened\"}"]);
        Assert.Equal(2, figures["teamsemailbot_task_transitions_total{event=\"Offered\"}"]);
        Assert.Equal(1, figures["teamsemailbot_task_transitions_total{event=\"Sent\"}"]);
        Assert.InRange(figures["teamsemailbot_queue_oldest_seconds{service=\"customer-help\"}"], 290, 330);
        Assert.Equal(0, figures["teamsemailbot_queue_oldest_seconds{service=\"orders\"}"]);
        Assert.Equal(0, figures["teamsemailbot_jobs_dead"]);
        Assert.Equal(1, figures[$"teamsemailbot_mailbox_subscribed{{mailbox=\"{office.Tenant.World.Mailboxes[0].Id}\"}}"]);
        Assert.Equal(0, figures[$"teamsemailbot_mailbox_working{{mailbox=\"{office.Tenant.World.Mailboxes[0].Id}\"}}"]);
        Assert.True(figures["teamsemailbot_store_commit_duration_seconds_count{outcome=\"applied\"}"] > 20);
        Assert.True(figures["teamsemailbot_teams_calls_total{call=\"Send\",outcome=\"Delivered\"}"] >= 2);
        Assert.Contains(figures.Keys, key => key.StartsWith("teamsemailbot_graph_requests_total", StringComparison.Ordinal) && key.Contains("status=\"429\"", StringComparison.Ordinal));
        Assert.DoesNotContain(figures.Keys, key => key.Contains('@', StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyDictionary<string, double>> ReadAsync(Office office)
    {
        await office.Bot.Services.GetRequiredService<EngineCensus>().TakeAsync(default);
        using var http = new HttpClient { BaseAddress = office.Bot.Url };
        using var answer = await http.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var figures = new Dictionary<string, double>();
        foreach (var line in (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            var sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            figures.Add(sample.Groups[1].Value, double.Parse(sample.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
        }

        return figures;
    }

    // name{label="value",...} number
    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*(?:\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*\})?) (-?[0-9.eE+-]+|NaN|[+-]Inf)$""")]
    private static partial Regex Sample();
}
