using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Administration;
using TeamsEmailBot.Core.Edges.Sqlite;
using TeamsEmailBot.Core.Jobs;
using TeamsEmailBot.Core.Organization;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>The configuration leaves by a link that counts once.</summary>
public sealed class ExportJourneyTests
{
    [Fact]
    public async Task The_link_shows_a_page_and_gives_the_document_once()
    {
        await using var office = await Office.OpenAsync();
        await office.SayAsync(Patti, "export");
        var address = new Uri(Regex.Match(office.Card(Patti).Words, @"http://[^\s""]+/api/export/[0-9a-f]{64}").Value);
        using var http = new HttpClient();

        // Scanners of links open what they see; that must use nothing up.
        for (var look = 0; look < 2; look++)
        {
            using var page = await http.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains("<form method=\"post\">", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var file = await http.PostAsync(address, null);
        Assert.Equal("application/json", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal(ConfigurationExport.Write(office.Configuration).ToArray(), await file.Content.ReadAsByteArrayAsync());
        Assert.True(file.Headers.CacheControl!.NoStore);

        using var again = await http.PostAsync(address, null);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var gone = await http.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_link_ends_after_ten_minutes_and_nobody_guesses_one()
    {
        await using var office = await Office.OpenAsync();
        await office.SayAsync(Patti, "export");
        var address = new Uri(Regex.Match(office.Card(Patti).Words, @"http://[^\s""]+/api/export/[0-9a-f]{64}").Value);
        office.Clock.Advance(TimeSpan.FromMinutes(10));
        using var http = new HttpClient();
        using var late = await http.PostAsync(address, null);
        using var guessed = await http.PostAsync(new Uri(address, new string('0', 64)), null);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [late.StatusCode, guessed.StatusCode]);
    }

    [Fact]
    public async Task I9_whose_rights_ended_meanwhile_gets_nothing()
    {
        await using var office = await Office.OpenAsync();
        await ChangeAsync(Roles.Administrator);
        await office.SayAsync(Lynne, "export");
        var address = new Uri(Regex.Match(office.Card(Lynne).Words, @"http://[^\s""]+/api/export/[0-9a-f]{64}").Value);
        await ChangeAsync(Roles.Supervisor);

        using var http = new HttpClient();
        using var file = await http.PostAsync(address, null);
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
        Assert.DoesNotContain("services", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Task ChangeAsync(Roles roles) => office.AdministerAsync(current => new ChangeUser(current.Users.Single(user => user.UserPrincipalName == Lynne) with { Roles = roles }));
    }

    [Fact]
    public async Task A_store_that_is_away_uses_nothing_up_and_says_when_to_come_back()
    {
        CutLine? line = null;
        await using var office = await Office.OpenAsync(new OfficeOptions
        {
            Customize = builder => builder.Services.AddSingleton<IEntityStore>(provider =>
                new SignallingEntityStore(line = new(provider.GetRequiredService<SqliteEntityStore>()), provider.GetRequiredService<JobSignal>())),
        });
        await office.SayAsync(Patti, "export");
        var address = new Uri(Regex.Match(office.Card(Patti).Words, @"http://[^\s""]+/api/export/[0-9a-f]{64}").Value);
        using var http = new HttpClient();

        // Away from the beginning, and away when it would be used up.
        line!.CutAfter(-1);
        using var page = await http.GetAsync(address);
        using var away = await http.PostAsync(address, null);
        line.CutAfter(0);
        using var late = await http.PostAsync(address, null);
        Assert.All([page, away, late], answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode));
        Assert.Contains("load this page again", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        line.Mend();
        using var file = await http.PostAsync(address, null);
        Assert.Equal("application/json", file.Content.Headers.ContentType?.MediaType);
    }
}
