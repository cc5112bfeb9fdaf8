using System.Net;
using System.Text.RegularExpressions;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>Supervisors ask for figures, through the real host.</summary>
public sealed class ReportJourneyTests
{
    /// <summary>A supervisor.</summary>

    [Fact]
    public async Task A_supervisor_reads_the_report_of_the_day_and_takes_the_file_once()
    {
        await using var office = await Office.OpenAsync(Megan);
        await SuperviseAsync(office, isAllowed: true);
        await office.WriteAsync("Question", "Where is it?");
        await office.AnswerAsync(Megan, "On its way.");
        await office.SayAsync(Lynne, "report today");
        Assert.True(office.Card(Lynne).Contains("Mail received: 1 = new tasks 1"));
        Assert.True(office.Card(Lynne).Contains("Tasks ended: 1 = answered 1"));
        Assert.True(office.Card(Lynne).Contains("Handling times are shown only for groups of at least 5 people"));
        Assert.False(office.Card(Lynne).Contains("Megan"));

        await office.PressAsync(Lynne, "report.file");
        var address = new Uri(Regex.Match(office.Card(Lynne).Words, @"http://[^\s""]+/api/export/[0-9a-f]{64}").Value);
        using var http = new HttpClient();
        Assert.Contains("Report of the mail desk", await http.GetStringAsync(address), StringComparison.Ordinal);
        using var file = await http.PostAsync(address, null);
        Assert.Equal(("text/csv", "mail-desk-report.csv"), (file.Content.Headers.ContentType?.MediaType, file.Content.Headers.ContentDisposition?.FileName?.Trim('"')));
        var lines = (await file.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.StartsWith($"service,{office.ServiceOf().Id},{office.ServiceOf().Name},", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains("fabrikam", StringComparison.Ordinal) || line.Contains("Question", StringComparison.Ordinal));
        using var again = await http.PostAsync(address, null);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task I9_who_supervises_nothing_gets_no_figures_and_whose_leave_ended_gets_an_empty_file()
    {
        await using var office = await Office.OpenAsync(Megan);
        await SuperviseAsync(office, isAllowed: true);
        await office.SayAsync(Lynne, "report");
        await office.PressAsync(Lynne, "report.file");
        var address = new Uri(Regex.Match(office.Card(Lynne).Words, @"http://[^\s""]+/api/export/[0-9a-f]{64}").Value);
        await SuperviseAsync(office, isAllowed: false);

        using var http = new HttpClient();
        using var file = await http.PostAsync(address, null);
        Assert.Single((await file.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n"));
        await office.SayAsync(Lynne, "report");
        Assert.True(office.Card(Lynne).Contains("There is no service that you supervise."));
        await office.SayAsync(Megan, "report");
        Assert.False(office.Card(Megan).Contains("Report:"));
    }

    [Fact]
    public async Task An_administrator_asks_in_German_for_one_service_and_is_told_how_when_it_is_not_understood()
    {
        await using var office = await Office.OpenAsync();
        await office.SayAsync(Patti, $"bericht woche {office.ServiceOf().Name}");
        Assert.True(office.Card(Patti).Contains(office.ServiceOf().Name));
        await office.SayAsync(Patti, "report tomorrow");
        Assert.True(office.Card(Patti).Contains("At most 93 days at once."));
        await office.SayAsync(Patti, "report today Nowhere");
        Assert.True(office.Card(Patti).Contains("There is no one service “Nowhere” that you supervise."));
    }

    private static Task SuperviseAsync(Office office, bool isAllowed) => office.AdministerAsync(current => new ChangeUser(
        current.Users.Single(user => user.UserPrincipalName == Lynne) with { SupervisedUnits = [], SupervisedServices = isAllowed ? [office.ServiceOf().Id] : [] }));
}
