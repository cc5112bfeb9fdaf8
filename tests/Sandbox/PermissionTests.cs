using System.Buffers.Text;
using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Auth;
using TeamsEmailBot.Sandbox.Tenant;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>A tenant in which permissions count refuses what the real one refuses (graph.md 9, 10).</summary>
public sealed class PermissionTests
{
    private const string Megan = "b1c3a5d7-0001-4a10-9c00-000000000001";
    private const string Inbox = $"/v1.0/users/{TenantUnderTest.Help}/mailFolders/inbox";
    private const string Nothing = $"/v1.0/users/{TenantUnderTest.Help}/messages/AAAAAAAAAAA=";

    private static readonly (string Method, string Path, string? Body, string Role, string Code)[] Needs =
    [
        ("GET", "/v1.0/users", null, "User.Read.All", "Authorization_RequestDenied"),
        ("GET", $"/v1.0/users/{Megan}", null, "User.Read.All", "Authorization_RequestDenied"),
        ("POST", "/v1.0/communications/getPresencesByUserId", $$"""{"ids":["{{Megan}}"]}""", "Presence.Read.All", "Authorization_RequestDenied"),
        ("GET", $"/v1.0/users/{Megan}/presence", null, "Presence.Read.All", "Authorization_RequestDenied"),
        ("GET", "/v1.0/applications(appId='2f6c8f0e-3f5b-4e0a-8f55-6f0e5a7b1c02')", null, "Application.Read.All", "Authorization_RequestDenied"),
        ("GET", Inbox, null, "Mail.Read", "ErrorAccessDenied"),
        ("GET", Inbox, null, "Mail.ReadWrite", "ErrorAccessDenied"),
        ("GET", $"/v1.0/users/{TenantUnderTest.Help}/mailboxSettings", null, "MailboxSettings.Read", "ErrorAccessDenied"),
        ("POST", Nothing + "/move", """{"destinationId":"inbox"}""", "Mail.ReadWrite", "ErrorAccessDenied"),
        ("POST", Nothing + "/send", null, "Mail.Send", "ErrorAccessDenied"),
        ("POST", "/v1.0/subscriptions", $$"""{"changeType":"created","notificationUrl":"http://127.0.0.1:1/x","resource":"users/{{TenantUnderTest.Help}}/mailFolders('inbox')/messages","expirationDateTime":"2026-11-24T09:00:00Z"}""", "Mail.Read", "ErrorAccessDenied"),
    ];

    [Fact]
    public async Task Graph_10_1_each_request_needs_its_role_and_no_other()
    {
        await using var t = await StrictAsync();
        foreach (var need in Needs)
        {
            (await SendAsync(t, need)).Refused(403, need.Code);
            t.Tenant.Admin.Consent(need.Role);
            Assert.NotEqual(403, (int)(await SendAsync(t, need)).Status);
            t.Tenant.Admin.Withdraw(need.Role);
        }
    }

    [Fact]
    public async Task Without_the_option_nobody_asks_for_a_role()
    {
        await using var t = await TenantUnderTest.StartAsync();
        foreach (var need in Needs)
            Assert.NotEqual(403, (int)(await SendAsync(t, need)).Status);
    }

    [Fact]
    public async Task Graph_10_3_a_tokens_roles_are_those_consented_to_when_it_was_issued_and_not_what_Exchange_granted()
    {
        await using var t = await StrictAsync(o => o with { RequireTokens = true, Consented = ["User.Read.All"] });
        t.Tenant.Admin.GrantMailInExchange(["help@contoso.example"]);
        t.Token = await TokenAsync(t);
        t.Tenant.Admin.Consent("Presence.Read.All");

        Assert.Equal(["User.Read.All"], RolesOf(t.Token));
        (await t.GetAsync($"/v1.0/users/{Megan}/presence")).Refused(403, "Authorization_RequestDenied");
        Assert.Equal(200, (int)(await t.GetAsync(Inbox)).Status);
        t.Token = await TokenAsync(t);
        Assert.Equal(["Presence.Read.All", "User.Read.All"], RolesOf(t.Token));
        Assert.Equal(200, (int)(await t.GetAsync($"/v1.0/users/{Megan}/presence")).Status);
    }

    [Fact]
    public async Task Graph_10_5_grants_of_Exchange_begin_late_hold_for_their_mailboxes_and_add_to_consents()
    {
        await using var t = await StrictAsync();
        t.Tenant.Admin.GrantMailInExchange(["help@contoso.example"], TimeSpan.FromHours(1));
        (await t.GetAsync(Inbox)).Refused(403, "ErrorAccessDenied");
        t.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (int)(await t.GetAsync(Inbox)).Status);
        (await t.GetAsync($"/v1.0/users/{Megan}/mailFolders/inbox")).Refused(403, "ErrorAccessDenied");
        t.Tenant.Admin.Consent("Mail.ReadWrite");
        Assert.Equal(200, (int)(await t.GetAsync($"/v1.0/users/{Megan}/mailFolders/inbox")).Status);
    }

    [Fact]
    public async Task Graph_9_a_policy_says_that_access_to_OData_is_disabled()
    {
        await using var t = await StrictAsync(o => o with { Consented = ["Mail.ReadWrite"] });
        t.Tenant.Admin.RestrictByPolicy(["orders@contoso.example"]);
        var refused = await t.GetAsync(Inbox);
        refused.Refused(403, "ErrorAccessDenied");
        Assert.Equal("Access to OData is disabled.", refused.Json["error"]!["message"]!.GetValue<string>());
        Assert.Equal(200, (int)(await t.GetAsync("/v1.0/users/orders@contoso.example/mailFolders/inbox")).Status);
    }

    [Fact]
    public async Task Graph_10_2_the_consent_page_takes_only_what_is_registered()
    {
        const string Callback = "http://127.0.0.1:9/api/consent/callback";
        await using var t = await StrictAsync(o => o with { BotUrl = new Uri("http://127.0.0.1:9/") });
        var (tenant, app) = (t.Tenant.World.TenantId, t.Tenant.World.AppId);
        foreach (var (directory, client, scope, redirect, status, said) in new[]
        {
            (tenant, app, "x/.default", Callback, 200, "Permissions requested"),
            ("common", app, "x/.default", Callback, 400, "AADSTS90002"),
            (tenant, "00000000-0000-0000-0000-000000000000", "x/.default", Callback, 400, "AADSTS700016"),
            (tenant, app, "", Callback, 400, "AADSTS900144"),
            (tenant, app, "x/.default", Callback + "/", 400, "AADSTS50011"),
        })
        {
            var page = await t.GetAsync($"/{directory}/v2.0/adminconsent?client_id={client}&scope={Uri.EscapeDataString(scope)}&redirect_uri={Uri.EscapeDataString(redirect)}&state=s");
            Assert.Equal(status, (int)page.Status);
            Assert.Contains(said, page.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ConsentDecision.Accept, "?admin_consent=True&tenant=7a1e4f0c-5b52-4c5e-9d0b-0c1f6f2a9e01&state=s&scope=x%2F.default", 4)]
    [InlineData(ConsentDecision.Cancel, "?error=consent_required&error_description=AADSTS65004%3A%20The%20resource%20owner%20or%20authorization%20server%20denied%20the%20request.&admin_consent=True&tenant=7a1e4f0c-5b52-4c5e-9d0b-0c1f6f2a9e01&state=s", 0)]
    [InlineData(ConsentDecision.AcceptElsewhere, "?admin_consent=True&tenant=0d4b0e5a-4c36-4d7e-8f6a-7d1f2a3b4c5d&state=s&scope=x%2F.default", 0)]
    public async Task Graph_10_2_a_decision_leads_back_with_its_parameters(ConsentDecision decision, string query, int consented)
    {
        await using var bot = await FakeBot.StartAsync();
        await using var t = await StrictAsync(o => o with { BotUrl = bot.Url });
        var callback = new Uri(bot.Url, "api/consent/callback").AbsoluteUri;
        var link = new Uri($"{t.Tenant.Address}/{t.Tenant.World.TenantId}/v2.0/adminconsent?client_id={t.Tenant.World.AppId}&scope=x%2F.default&redirect_uri={Uri.EscapeDataString(callback)}&state=s");

        var landed = await t.Tenant.Admin.OpenConsentLinkAsync(link, decision);

        Assert.Equal(callback + query, landed.Address.AbsoluteUri);
        Assert.Equal(consented, t.Tenant.Admin.Consented.Count);
    }

    private static Task<TenantUnderTest> StrictAsync(Func<TenantOptions, TenantOptions>? change = null) =>
        TenantUnderTest.StartAsync(o => change?.Invoke(o with { Consented = [] }) ?? o with { Consented = [] });

    private static Task<Reply> SendAsync(TenantUnderTest t, (string Method, string Path, string? Body, string Role, string Code) need) =>
        t.SendAsync(new HttpMethod(need.Method), need.Path, need.Body, null);

    private static async Task<string> TokenAsync(TenantUnderTest t)
    {
        var form = $"grant_type=client_credentials&client_id={t.Tenant.World.AppId}&client_secret=sandbox-secret&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default";
        var issued = await t.SendAsync(HttpMethod.Post, $"/{t.Tenant.World.TenantId}/oauth2/v2.0/token", form, null, contentType: "application/x-www-form-urlencoded");
        return issued.Json["access_token"]!.GetValue<string>();
    }

    private static IEnumerable<string> RolesOf(string token) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!["roles"]!.AsArray().Select(role => role!.GetValue<string>());
}
