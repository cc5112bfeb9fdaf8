using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Sandbox.Auth;
using TeamsEmailBot.Sandbox.Wire;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>From the link in the chat through Entra's page and back, over real HTTP, in a tenant where permissions count.</summary>
public sealed class ConsentJourneyTests
{
    private static readonly OfficeOptions Bare = new() { RequireTokens = true, Consented = ["User.Read.All", "Presence.Read.All"] };

    [Theory]
    [InlineData("en-GB,en;q=0.8,de;q=0.5", "en", "You can close this window.")]
    [InlineData("fr;q=0.9,de-AT;q=0.8,en;q=0.1", "de", "Sie können dieses Fenster schließen.")]
    public async Task N024_N025_G041_P001_P018_P019_X070_consent_is_given_by_the_link_told_in_the_chat_and_works(string accepted, string language, string said)
    {
        await using var office = await OpenAsync(Bare);
        var link = await LinkAsync(office);

        var landed = await office.Tenant.Admin.OpenConsentLinkAsync(link.Address, language: accepted);
        await office.SettleAsync();

        Assert.Equal((200, "/api/consent/callback"), (landed.Status, landed.Address.AbsolutePath));
        Assert.Contains($"<html lang=\"{language}\">", landed.Page, StringComparison.Ordinal);
        Assert.Contains(said, WebUtility.HtmlDecode(landed.Page), StringComparison.Ordinal);
        Assert.True(office.Sees(Patti, $"An administrator of tenant {office.Tenant.World.TenantId} consented"));
        Assert.True(office.Sees(Patti, "granted: Mail.ReadWrite, Mail.Send, User.Read.All, Presence.Read.All"));
        // What was granted once counts for every mailbox that comes later.
        var check = office.Bot.Services.GetRequiredService<AccessCheck>();
        Assert.True((await check.ProbeMailboxAsync("orders@contoso.example", null, CancellationToken.None)).Opens);
        Assert.Equal(ScopeVerdict.TenantWide, (await check.CheckAsync(new AccessQuestion(), CancellationToken.None)).Scope.Verdict);
    }

    [Theory]
    [InlineData(ConsentDecision.Cancel, 200, ConsentOutcome.Declined, "declined on Microsoft’s page (AADSTS65004)")]
    [InlineData(ConsentDecision.AcceptElsewhere, 400, ConsentOutcome.WrongTenant, "which is not the one this bot works for")]
    public async Task P013_a_consent_that_was_declined_or_given_elsewhere_is_told_and_changes_nothing(ConsentDecision decision, int status, ConsentOutcome outcome, string said)
    {
        await using var office = await OpenAsync(Bare);
        var link = await LinkAsync(office);

        var landed = await office.Tenant.Admin.OpenConsentLinkAsync(link.Address, decision);
        await office.SettleAsync();

        Assert.Equal(status, landed.Status);
        Assert.True(office.Sees(Patti, said));
        Assert.Equal(outcome, (await office.Bot.Services.GetRequiredService<ConsentDesk>().FindAsync(link.Id, PattiOf(office), CancellationToken.None))!.Outcome);
        Assert.DoesNotContain("Mail.Send", office.Tenant.Admin.Consented);
    }

    [Fact]
    public async Task N028_a_mail_goes_the_whole_way_with_the_two_mail_permissions_and_no_other()
    {
        await using var office = await OpenAsync(
            new OfficeOptions { RequireTokens = true, Consented = ["Mail.ReadWrite", "Mail.Send", "User.Read.All", "Presence.Read.All"] }, Megan);
        await office.WriteAsync("Printer", "It smokes.");
        await office.AnswerAsync(Megan, "Switch it off.");

        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Single(office.Tenant.Mail.Mails(Help, "Handled"));
        Assert.DoesNotContain(office.Tenant.Wire.After(), entry => entry is { Direction: WireDirection.BotToGraph, Status: 403 });
    }

    [Fact]
    public async Task A_link_that_comes_back_twice_or_late_or_forged_is_told_apart_and_tells_nobody()
    {
        await using var office = await OpenAsync(Bare);
        var (once, late) = (await LinkAsync(office), await LinkAsync(office));
        await office.Tenant.Admin.OpenConsentLinkAsync(once.Address);
        await office.SettleAsync();
        var cards = office.CardsWith(Patti, "consented").Count;

        var again = await office.Tenant.Admin.OpenConsentLinkAsync(once.Address);
        office.Clock.Advance(ConsentDesk.Life);
        var ended = await office.Tenant.Admin.OpenConsentLinkAsync(late.Address);
        var forged = await office.Tenant.Admin.OpenConsentLinkAsync(new Uri(once.Address.AbsoluteUri.Split("&state=")[0] + "&state=forged"));
        await office.SettleAsync();

        Assert.Contains("used before", again.Page, StringComparison.Ordinal);
        Assert.Contains("has ended", ended.Page, StringComparison.Ordinal);
        Assert.Contains("not one of ours", forged.Page, StringComparison.Ordinal);
        Assert.All(new[] { again, ended, forged }, landed => Assert.Equal(400, landed.Status));
        Assert.Equal(cards, office.CardsWith(Patti, "consented").Count);
    }

    [Fact]
    public async Task A_consent_is_told_after_a_restart_as_well()
    {
        await using var office = await OpenAsync(Bare);
        var link = await LinkAsync(office);
        office.Tenant.Faults.TeamsThrottled = true;
        await office.Tenant.Admin.OpenConsentLinkAsync(link.Address);
        await office.SettleAsync();
        await office.RestartBotAsync();
        office.Tenant.Faults.TeamsThrottled = false;

        await office.PassUntilAsync(() => office.Sees(Patti, "consented to the permissions"), TimeSpan.FromMinutes(15));
        Assert.Single(office.CardsWith(Patti, "consented to the permissions"));
    }

    [Fact]
    public async Task The_landing_page_shows_nothing_of_what_it_was_given_runs_nothing_and_loads_nothing()
    {
        await using var office = await OpenAsync(Bare);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var hostile = Uri.EscapeDataString("<script>alert('x')</script>");

        foreach (var query in new[] { $"?state={hostile}&tenant={hostile}&error={hostile}&error_description={hostile}", "", "?state=a&state=b", "?state=" + new string('a', 7000) })
        {
            using var answer = await http.GetAsync(new Uri(office.Bot.Url, "api/consent/callback" + query));
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.DoesNotContain("script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("aaaa", page, StringComparison.Ordinal);
            Assert.Matches("^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$", Header(answer, "Content-Security-Policy"));
            Assert.Equal(("nosniff", "no-referrer", "no-store", "DENY"), (Header(answer, "X-Content-Type-Options"), Header(answer, "Referrer-Policy"), Header(answer, "Cache-Control"), Header(answer, "X-Frame-Options")));
        }

        using var posted = await http.PostAsync(new Uri(office.Bot.Url, "api/consent/callback"), null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
    }

    [Fact]
    public async Task E040_every_administrator_is_told_once_that_a_secret_ends()
    {
        var ends = new EndingSoon();
        await using var office = await OpenAsync(new OfficeOptions { Customize = builder => builder.Services.AddSingleton<ICredentialSource>(ends) });
        ends.At = office.Clock.GetUtcNow().AddDays(6.5);
        var watch = office.Bot.Services.GetRequiredService<CredentialWatch>();
        await watch.ReviewAsync(CancellationToken.None);
        await watch.ReviewAsync(CancellationToken.None);
        await office.SettleAsync();

        Assert.Single(office.CardsWith(Patti, "The client secret Bot:ClientSecret ends on"));
        Assert.True(office.Sees(Patti, "(days left: 7)"));
        Assert.Empty(office.CardsWith(Megan, "client secret"));
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(",", answer.Headers.TryGetValues(name, out var values) ? values : []);

    private static AgentId PattiOf(Office office) => new(office.Tenant.Teams.Person(Patti).Id);

    private static async Task<ConsentLink> LinkAsync(Office office) =>
        (await office.Bot.Services.GetRequiredService<ConsentDesk>().BeginAsync(PattiOf(office), CancellationToken.None)).Value;

    private sealed class EndingSoon : ICredentialSource
    {
        public DateTimeOffset? At { get; set; }

        public ValueTask<ExpiringCredential?> ReadAsync(CancellationToken cancellation) =>
            new(At is { } at ? new ExpiringCredential(CredentialUse.Bot, CredentialKind.ClientSecret, at) : null);
    }
}
