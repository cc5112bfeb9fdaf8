using System.Text;
using TeamsEmailBot.Core.Access;
using TeamsEmailBot.Core.Model;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Access;

/// <summary>A consent link counts once, for one hour, for one administrator and one tenant.</summary>
public sealed class ConsentTests
{
    private const string Tenant = "7a1e4f0c-5b52-4c5e-9d0b-0c1f6f2a9e01";
    private const string Client = "2f6c8f0e-3f5b-4e0a-8f55-6f0e5a7b1c02";

    private static readonly AgentId Patti = new("b1c3a5d7-0005-4a10-9c00-000000000005");
    private static readonly AgentId Lynne = new("b1c3a5d7-0004-4a10-9c00-000000000004");

    private readonly InMemoryEntityStore store = new();
    private readonly ManualClock clock = new();
    private CredentialFacts facts = new(CredentialKind.ClientSecret, Tenant, Client, EntraCloud.Global.Authority, EntraCloud.Global.Graph);

    private ConsentDesk Desk => new(store, new FactsOnly(() => facts), new AccessAddresses(new Uri("https://bot.example/api/consent/callback")), clock);

    [Fact]
    public async Task P018_the_link_leads_to_the_consent_page_of_the_tenant_with_everything_registered()
    {
        var link = await BeginAsync();

        Assert.StartsWith(
            $"https://login.microsoftonline.com/{Tenant}/v2.0/adminconsent?client_id={Client}&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
            + "&redirect_uri=https%3A%2F%2Fbot.example%2Fapi%2Fconsent%2Fcallback&state=", link.Address.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(clock.GetUtcNow().AddHours(1), link.ExpiresAt);
        Assert.Equal(ConsentOutcome.Open, (await StatusAsync(link))!.Outcome);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.us/", "https://graph.microsoft.us/v1.0/", "scope=https%3A%2F%2Fgraph.microsoft.us%2F.default")]
    [InlineData("https://login.partner.microsoftonline.cn/", "https://microsoftgraph.chinacloudapi.cn/v1.0/", "scope=https%3A%2F%2Fmicrosoftgraph.chinacloudapi.cn%2F.default")]
    public async Task G064_the_link_leads_to_the_authority_of_the_cloud(string authority, string graph, string scope)
    {
        facts = facts with { Authority = new Uri(authority), Graph = new Uri(graph) };
        var link = (await BeginAsync()).Address.AbsoluteUri;
        Assert.StartsWith(authority + Tenant, link, StringComparison.Ordinal);
        Assert.Contains(scope, link, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, Client, "NoTenant")]
    [InlineData(Tenant, null, "NoClientId")]
    public async Task Without_a_tenant_or_an_app_there_is_no_link(string? tenant, string? client, string code)
    {
        facts = facts with { TenantId = tenant, ClientId = client };
        Assert.Equal(code, (await Desk.BeginAsync(Patti, CancellationToken.None)).Failure?.Code);
        Assert.Empty(store.Dump());
    }

    [Fact]
    public async Task N024_P019_a_consent_is_noted_and_told_in_one_commit()
    {
        var link = await BeginAsync();
        var commits = store.Commits;

        Assert.Equal(ConsentOutcome.Granted, await CompleteAsync(link));

        Assert.Equal(commits + 1, store.Commits);
        Assert.Equal((ConsentOutcome.Granted, Tenant), await StatusAsync(link) is { } state ? (state.Outcome, state.Tenant) : default);
        Assert.Single(store.Dump(), entity => entity.Row.Contains($"consent-{link.Id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_secret_of_a_link_is_nowhere_in_the_store()
    {
        var link = await BeginAsync();
        await CompleteAsync(link);
        Assert.DoesNotContain(store.Dump(), entity => entity.Row.Contains(SecretOf(link), StringComparison.Ordinal) || Encoding.UTF8.GetString(entity.Value.Span).Contains(SecretOf(link), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_counts_once()
    {
        var link = await BeginAsync();
        await CompleteAsync(link);
        var before = store.Commits;

        Assert.Equal(ConsentOutcome.UsedState, await CompleteAsync(link));
        Assert.Equal(ConsentOutcome.UsedState, await Desk.CompleteAsync(Back(link) with { Error = "access_denied" }, CancellationToken.None));

        Assert.Equal(before, store.Commits);
        Assert.Equal(ConsentOutcome.Granted, (await StatusAsync(link))!.Outcome);
    }

    [Fact]
    public async Task Of_two_who_come_back_at_once_one_counts()
    {
        var link = await BeginAsync();
        var second = default(ConsentOutcome?);
        store.Fault = (_, _) =>
        {
            store.Fault = null;
            second = CompleteAsync(link).GetAwaiter().GetResult();
            return null;
        };

        Assert.Equal(ConsentOutcome.UsedState, await CompleteAsync(link));
        Assert.Equal(ConsentOutcome.Granted, second);
    }

    [Fact]
    public async Task A_link_ends_after_an_hour()
    {
        var (late, intime) = (await BeginAsync(), await BeginAsync());
        clock.Advance(ConsentDesk.Life - TimeSpan.FromSeconds(1));
        Assert.Equal(ConsentOutcome.Granted, await CompleteAsync(intime));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ConsentOutcome.ExpiredState, await CompleteAsync(late));
        Assert.Equal(ConsentOutcome.ExpiredState, (await StatusAsync(late))!.Outcome);
        Assert.Equal(ConsentOutcome.Granted, (await StatusAsync(intime))!.Outcome);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/\\#?AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_state_is_unknown_and_changes_nothing(string? state)
    {
        await BeginAsync();
        var before = store.Commits;
        Assert.Equal(ConsentOutcome.UnknownState, await Desk.CompleteAsync(new(state, Tenant, "True", null, null), CancellationToken.None));
        Assert.Equal(before, store.Commits);
    }

    [Fact]
    public async Task Even_the_id_of_a_link_is_not_its_secret()
    {
        var link = await BeginAsync();
        Assert.Equal(ConsentOutcome.UnknownState, await Desk.CompleteAsync(Back(link) with { State = link.Id }, CancellationToken.None));
        Assert.Equal(ConsentOutcome.Open, (await StatusAsync(link))!.Outcome);
    }

    [Theory]
    [InlineData("0d4b0e5a-4c36-4d7e-8f6a-7d1f2a3b4c5d", "0d4b0e5a-4c36-4d7e-8f6a-7d1f2a3b4c5d")]
    [InlineData("<script>", null)]
    [InlineData(null, null)]
    public async Task P013_a_consent_in_another_tenant_does_not_count(string? tenant, string? noted)
    {
        var link = await BeginAsync();
        Assert.Equal(ConsentOutcome.WrongTenant, await Desk.CompleteAsync(Back(link) with { Tenant = tenant }, CancellationToken.None));
        Assert.Equal(noted, (await StatusAsync(link))!.Tenant);
    }

    [Fact]
    public async Task A_tenant_that_is_configured_by_its_domain_is_left_to_the_check()
    {
        facts = facts with { TenantId = "contoso.example" };
        Assert.Equal(ConsentOutcome.Granted, await CompleteAsync(await BeginAsync()));
    }

    [Theory]
    [InlineData("consent_required", "AADSTS65004: declined by <b>you</b>", "True", "AADSTS65004")]
    [InlineData("access_denied", null, "True", "access_denied")]
    [InlineData("<script>alert(1)</script>", null, "True", null)]
    [InlineData(null, null, "False", null)]
    [InlineData(null, null, null, null)]
    public async Task Graph_10_2_a_refusal_is_one_although_it_says_admin_consent_True(string? error, string? description, string? consent, string? code)
    {
        var link = await BeginAsync();
        Assert.Equal(ConsentOutcome.Declined, await Desk.CompleteAsync(Back(link) with { Error = error, ErrorDescription = description, AdminConsent = consent }, CancellationToken.None));
        Assert.Equal(code, (await StatusAsync(link))!.Code);
    }

    [Fact]
    public async Task A_link_of_one_administrator_tells_another_nothing()
    {
        var link = await BeginAsync();
        Assert.Null(await Desk.FindAsync(link.Id, Lynne, CancellationToken.None));
        Assert.Null(await Desk.FindAsync("nonsense/..", Patti, CancellationToken.None));
        Assert.NotNull(await StatusAsync(link));
    }

    [Fact]
    public async Task Old_links_are_forgotten_when_a_new_one_is_made()
    {
        var old = await BeginAsync();
        clock.Advance(TimeSpan.FromDays(8));
        var next = await BeginAsync();
        Assert.Null(await StatusAsync(old));
        Assert.NotNull(await StatusAsync(next));
    }

    private static string SecretOf(ConsentLink link) => link.Address.Query.Split("state=")[1];

    private static ConsentReturn Back(ConsentLink link) => new(SecretOf(link), Tenant, "True", null, null);

    private async Task<ConsentLink> BeginAsync() => (await Desk.BeginAsync(Patti, CancellationToken.None)).Value;

    private Task<ConsentOutcome> CompleteAsync(ConsentLink link) => Desk.CompleteAsync(Back(link), CancellationToken.None);

    private Task<ConsentState?> StatusAsync(ConsentLink link) => Desk.FindAsync(link.Id, Patti, CancellationToken.None);
}
