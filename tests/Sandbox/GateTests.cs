using System.Text.Json.Nodes;
using TeamsEmailBot.Sandbox.Faults;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>Who is let in, limits and faults of Graph: graph.md 5.3, 7, 9, 10.3.</summary>
public sealed class GateTests
{
    private const string Inbox = $"/v1.0/users/{TenantUnderTest.Help}/mailFolders/inbox";

    [Fact]
    public async Task Graph_9_mailboxes_that_do_not_exist_or_are_out_of_reach_say_so_in_their_own_words()
    {
        await using var t = await TenantUnderTest.StartAsync();
        (await t.GetAsync("/v1.0/users/nobody@contoso.example/mailFolders/inbox")).Refused(404, "ErrorInvalidUser");
        (await t.GetAsync("/v1.0/users/b1c3a5d7-0006-4a10-9c00-000000000006/mailFolders/inbox")).Refused(404, "MailboxNotEnabledForRESTAPI");
        (await t.GetAsync("/v1.0/users/meganb@contoso.example/mailFolders/inbox")).Refused(403, "ErrorAccessDenied");
        t.Tenant.Mail.SetScope(TenantUnderTest.Help, inScope: false);
        (await t.GetAsync(Inbox)).Refused(403, "ErrorAccessDenied");
        (await t.GetAsync("/v1.0/users/me/messages")).Refused(400, "BadRequest");
    }

    [Fact]
    public async Task Graph_9_an_error_carries_the_request_id_of_the_header()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var refused = await t.SendAsync(HttpMethod.Get, Inbox + "/x", null, null, new Dictionary<string, string> { ["client-request-id"] = "mine" });
        Assert.Equal(refused.Header("request-id"), refused.Json["error"]!["innerError"]!["request-id"]!.GetValue<string>());
        Assert.Equal("mine", refused.Header("client-request-id"));
    }

    [Fact]
    public async Task Graph_7_1_a_fifth_request_at_once_is_one_too_many()
    {
        await using var t = await TenantUnderTest.StartAsync();
        t.Tenant.Faults.GraphSlowSeconds = 5;
        var slow = Enumerable.Range(0, 4).Select(_ => t.GetAsync(Inbox)).ToList();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await t.Tenant.Wait.UntilAsync(() => t.Tenant.Mail.PeakConcurrency(TenantUnderTest.Help) == 4 ? "full" : null, limit.Token);
        var fifth = await t.GetAsync(Inbox);
        fifth.Refused(429, "ApplicationThrottled");
        Assert.Equal("1", fifth.Header("Retry-After"));
        await TestWait.UntilAsync(() => t.Clock.WaitingTimers == 4);
        t.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.All(await Task.WhenAll(slow), s => Assert.Equal(200, (int)s.Status));
        t.Tenant.Faults.GraphSlowSeconds = 0;
        Assert.Equal(200, (int)(await t.GetAsync(Inbox)).Status);
    }

    [Fact]
    public async Task Graph_7_1_ten_thousand_requests_in_ten_minutes_are_enough()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var mailbox = t.Tenant.State.Exchange.Find(TenantUnderTest.Help)!;
        for (var i = 0; i < 10_000; i++)
            t.Tenant.Gate.Enter(mailbox).Dispose();
        (await t.GetAsync(Inbox)).Refused(429, "ApplicationThrottled");
        t.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(200, (int)(await t.GetAsync(Inbox)).Status);
    }

    [Fact]
    public async Task Graph_5_3_a_body_above_4_MB_is_too_large()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var body = new JsonObject { ["subject"] = new string('x', 4 * 1024 * 1024) };
        (await t.PostAsync($"/v1.0/users/{TenantUnderTest.Help}/messages", body)).Refused(413, "RequestEntityTooLarge");
    }

    [Fact]
    public async Task Graph_9_a_body_that_is_no_json_object_is_refused()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var path = $"/v1.0/users/{TenantUnderTest.Help}/messages";
        (await t.SendAsync(HttpMethod.Post, path, "{\"subject\":", null)).Refused(400, "BadRequest");
        (await t.SendAsync(HttpMethod.Post, path, "[]", null)).Refused(400, "BadRequest");
        (await t.SendAsync(HttpMethod.Post, path, "{\"subject\":\"a\",\"subject\":\"b\"}", null)).Refused(400, "BadRequest");
        (await t.SendAsync(HttpMethod.Post, path, "subject=a", null, contentType: "application/x-www-form-urlencoded")).Refused(415, "RequestBodyRead");
    }

    [Fact]
    public async Task Graph_10_3_with_authentication_on_only_a_living_token_of_the_right_audience_opens()
    {
        await using var t = await TenantUnderTest.StartAsync(o => o with { RequireTokens = true });
        (await t.GetAsync(Inbox)).Refused(401, "InvalidAuthenticationToken");
        t.Token = "forged";
        (await t.GetAsync(Inbox)).Refused(401, "InvalidAuthenticationToken");
        t.Token = await TokenAsync(t, "https://api.botframework.com/.default");
        (await t.GetAsync(Inbox)).Refused(401, "InvalidAuthenticationToken");
        t.Token = await TokenAsync(t, "https://graph.microsoft.com/.default");
        Assert.Equal(200, (int)(await t.GetAsync(Inbox)).Status);
        t.Clock.Advance(TimeSpan.FromSeconds(3600));
        (await t.GetAsync(Inbox)).Refused(401, "InvalidAuthenticationToken");
    }

    [Theory]
    [InlineData("client_secret", "wrong", "AADSTS7000215")]
    [InlineData("client_id", "00000000-0000-0000-0000-000000000000", "AADSTS700016")]
    [InlineData("scope", "https://example.org/.default", "AADSTS70011")]
    [InlineData("grant_type", "password", "AADSTS70003")]
    public async Task Graph_9_the_token_endpoint_refuses_with_its_numbers(string field, string value, string number)
    {
        await using var t = await TenantUnderTest.StartAsync();
        var form = Form(t, "https://graph.microsoft.com/.default");
        form[field] = value;
        var refused = await t.SendAsync(HttpMethod.Post, TokenPath(t.Tenant.World.TenantId), Encode(form), null, contentType: "application/x-www-form-urlencoded");
        Assert.StartsWith(number, refused.Json["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graph_9_the_token_endpoint_knows_its_tenant_only()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var form = Encode(Form(t, "https://graph.microsoft.com/.default"));
        var refused = await t.SendAsync(HttpMethod.Post, TokenPath("common"), form, null, contentType: "application/x-www-form-urlencoded");
        Assert.StartsWith("AADSTS90002", refused.Json["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F_24_throttling_comes_with_and_without_a_time()
    {
        await using var t = await TenantUnderTest.StartAsync();
        t.Tenant.Faults.Next($"GET {Inbox}", FaultKind.Throttled);
        t.Tenant.Faults.Next($"GET {Inbox}", FaultKind.ThrottledWithoutRetryAfter);
        var first = await t.GetAsync(Inbox);
        first.Refused(429, "TooManyRequests");
        Assert.Equal("10", first.Header("Retry-After"));
        var second = await t.GetAsync(Inbox);
        second.Refused(429, "ApplicationThrottled");
        Assert.Null(second.Header("Retry-After"));
        Assert.Equal(200, (int)(await t.GetAsync(Inbox)).Status);
    }

    [Fact]
    public async Task A_time_out_after_the_effect_has_the_effect_and_one_before_has_not()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var folders = $"/v1.0/users/{TenantUnderTest.Help}/mailFolders";
        t.Tenant.Faults.Next("POST */mailFolders", FaultKind.TimeoutBeforeEffect);
        t.Tenant.Faults.Next("POST */mailFolders", FaultKind.TimeoutAfterEffect);
        await Assert.ThrowsAsync<HttpRequestException>(() => t.PostAsync(folders, new JsonObject { ["displayName"] = "A" }));
        Assert.Empty((await t.GetAsync(folders + "?$filter=displayName eq 'A'")).Values);
        await Assert.ThrowsAsync<HttpRequestException>(() => t.PostAsync(folders, new JsonObject { ["displayName"] = "A" }));
        Assert.Single((await t.GetAsync(folders + "?$filter=displayName eq 'A'")).Values);
    }

    [Fact]
    public async Task F_19_a_planned_move_leaves_the_original_and_makes_a_copy()
    {
        await using var t = await TenantUnderTest.StartAsync();
        var id = t.Arrives();
        t.Tenant.Faults.Next("POST */move", FaultKind.MoveCopies);
        var path = $"/v1.0/users/{TenantUnderTest.Help}/messages/{id}/move";
        var moved = await t.PostAsync(path, new JsonObject { ["destinationId"] = "archive" }, "IdType=\"ImmutableId\"");
        Assert.NotEqual(id, moved.Id);
        var original = t.Tenant.Mail.FindMail(TenantUnderTest.Help, id)!;
        Assert.Equal("inbox", original.Folder);
        Assert.Equal(original.InternetMessageId, t.Tenant.Mail.FindMail(TenantUnderTest.Help, moved.Id)!.InternetMessageId);
    }

    [Fact]
    public async Task Graph_down_and_throttled_by_switch_hit_every_call()
    {
        await using var t = await TenantUnderTest.StartAsync();
        t.Tenant.Faults.GraphDown = true;
        (await t.GetAsync(Inbox)).Refused(503, "serviceNotAvailable");
        t.Tenant.Faults.Clear();
        t.Tenant.Faults.GraphThrottled = true;
        (await t.GetAsync(Inbox)).Refused(429, "TooManyRequests");
    }

    [Fact]
    public async Task Requests_are_counted_by_kind_and_by_mailbox()
    {
        await using var t = await TenantUnderTest.StartAsync();
        await t.GetAsync(Inbox);
        await t.GetAsync(Inbox + "/messages");
        await t.GetAsync("/v1.0/users");
        Assert.Equal(1, t.Tenant.Wire.CountByKind()["bot->graph GET users/{user}/mailFolders/{folder}/messages"]);
        Assert.Equal(2, t.Tenant.Wire.CountByMailbox()[TenantUnderTest.Help]);
        t.Tenant.Wire.ResetCounters();
        Assert.Empty(t.Tenant.Wire.CountByKind());
    }

    internal static async Task<string> TokenAsync(TenantUnderTest t, string scope)
    {
        var answer = await t.SendAsync(
            HttpMethod.Post, TokenPath(t.Tenant.World.TenantId), Encode(Form(t, scope)), null, contentType: "application/x-www-form-urlencoded");
        return answer.Json["access_token"]!.GetValue<string>();
    }

    private static string TokenPath(string directory) => $"/{directory}/oauth2/v2.0/token";

    private static Dictionary<string, string> Form(TenantUnderTest t, string scope) => new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = t.Tenant.World.AppId,
        ["client_secret"] = "sandbox-secret",
        ["scope"] = scope,
    };

    private static string Encode(Dictionary<string, string> form) => string.Join('&', form.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}"));
}
