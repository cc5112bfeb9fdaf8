using System.Text;
using System.Text.Json.Nodes;
using TeamsEmailBot.Bot.Channel;

namespace TeamsEmailBot.Tests.Channel;

/// <summary>Every case of teams.md appendix A, and those of 1.1 and 1.2 that are not in it (I9).</summary>
public sealed class ActivityGuardTests
{
    private readonly GuardFixture fixture = new();

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task A_good_token_passes(string algorithm) =>
        Assert.Equal(200, (await fixture.BearerAsync(TokenForge.Sign(TokenForge.Claims(fixture.Now), algorithm))).Status);

    [Fact]
    public async Task A_good_token_with_its_activity_passes() => Assert.Equal(200, (await fixture.ActivityAsync(GuardFixture.Message())).Status);

    [Fact]
    public async Task A_request_without_a_usable_Authorization_header_is_unauthenticated()
    {
        var good = TokenForge.Good(fixture.Now);
        foreach (var headers in new string[][]
        {
            [], [""], ["Bearer"], ["Bearer "], ["Basic dXNlcjpwYXNz"], [$"Basic {good}"], [good], ["Bearer garbage"], [$"Bearer {good} more"], [$"Bearer  {good}"],
            [$"Bearer {good}", $"Bearer {good}"], ["Bearer a.b.c.d.e"], [$"Bearer {good}.{good}"], [$"Bearer {good}.a.b"], ["Bearer .."], [$"Bearer {good[..^1]}="],
            ["Bearer " + new string('a', 20_000)],
        })
            Assert.Equal(401, (await fixture.TokenAsync(headers)).Status);
        Assert.Equal(0, fixture.Server.Fetches);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("RS1")]
    [InlineData("rs256")]
    [InlineData("")]
    public async Task An_algorithm_off_the_list_is_refused(string algorithm)
    {
        Assert.Equal(401, (await fixture.BearerAsync(TokenForge.Sign(TokenForge.Claims(fixture.Now), algorithm))).Status);
        var wellSigned = TokenForge.SignRaw(
            $$"""{"alg":"{{algorithm}}","kid":"key-1"}""", TokenForge.Claims(fixture.Now).ToJsonString(), "RS256", TokenForge.Key);
        Assert.Equal("algorithm not allowed", (await fixture.BearerAsync(wellSigned)).Reason);
    }

    [Fact]
    public async Task An_empty_signature_is_refused()
    {
        var parts = TokenForge.Good(fixture.Now).Split('.');
        Assert.Equal(401, (await fixture.BearerAsync($"{parts[0]}.{parts[1]}.")).Status);
    }

    [Fact]
    public async Task An_unknown_key_and_a_missing_key_id_are_refused()
    {
        Assert.Equal("key unknown", (await fixture.BearerAsync(TokenForge.Sign(TokenForge.Claims(fixture.Now), keyId: "other"))).Reason);
        Assert.Equal("key id missing", (await fixture.BearerAsync(TokenForge.Sign(TokenForge.Claims(fixture.Now), keyId: null))).Reason);
    }

    [Fact]
    public async Task A_foreign_key_under_a_known_id_is_refused() =>
        Assert.Equal("signature wrong", (await fixture.BearerAsync(TokenForge.Sign(TokenForge.Claims(fixture.Now), key: TokenForge.ForeignKey))).Reason);

    [Theory]
    [InlineData("https://api.botframework.us")]
    [InlineData("https://api.botframework.com/")]
    [InlineData("HTTPS://api.botframework.com")]
    [InlineData("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/")]
    [InlineData("https://sts.windows.net/3f3d1cea-7a18-41af-872b-cfbbd5140984/")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Another_issuer_is_refused(string? issuer) => Assert.Equal("issuer not allowed", await RefusalAsync("iss", issuer));

    [Theory]
    [InlineData("aaaa1111-0000-4000-8000-000000000002")]
    [InlineData("AAAA1111-0000-4000-8000-000000000001")]
    [InlineData("https://api.botframework.com")]
    [InlineData("api://aaaa1111-0000-4000-8000-000000000001")]
    [InlineData("")]
    [InlineData(null)]
    public async Task E035_another_audience_is_refused(string? audience) => Assert.Equal("token is for somebody else", await RefusalAsync("aud", audience));

    [Theory]
    [InlineData(-6, false)]
    [InlineData(-5, false)]
    [InlineData(-4, true)]
    [InlineData(1, true)]
    public async Task A_token_ends_five_minutes_after_its_end(int minutes, bool passes)
    {
        var claims = TokenForge.Claims(fixture.Now.AddHours(-2));
        claims["exp"] = fixture.Now.AddMinutes(minutes).ToUnixTimeSeconds();
        Assert.Equal(passes ? 200 : 401, (await fixture.BearerAsync(TokenForge.Sign(claims))).Status);
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(5, true)]
    [InlineData(-1, true)]
    public async Task A_token_begins_five_minutes_before_its_begin(int minutes, bool passes)
    {
        var claims = TokenForge.Claims(fixture.Now);
        claims["nbf"] = fixture.Now.AddMinutes(minutes).ToUnixTimeSeconds();
        Assert.Equal(passes ? 200 : 401, (await fixture.BearerAsync(TokenForge.Sign(claims))).Status);
    }

    [Fact]
    public async Task A_token_needs_a_sensible_end()
    {
        var now = fixture.Now.ToUnixTimeSeconds();
        var absurd = new JsonNode?[]
        {
            null, long.MaxValue, long.MinValue, -1, 0, 1e300, now + 0.5, (now + 3600).ToString(System.Globalization.CultureInfo.InvariantCulture), true,
            253402300800, now + (48 * 3600), new JsonArray(now + 3600), JsonNode.Parse("99999999999999999999999"),
        };
        foreach (var end in absurd)
            Assert.Equal(401, (await fixture.BearerAsync(TokenForge.Sign(With("exp", end)))).Status);
        Assert.Equal("no end of life", (await fixture.BearerAsync(TokenForge.Sign(Without("exp")))).Reason);
        foreach (var begin in absurd.Where(value => value?.ToJsonString() is not ("0" or null)))
            Assert.Equal(401, (await fixture.BearerAsync(TokenForge.Sign(With("nbf", begin)))).Status);
    }

    [Fact]
    public async Task A_tampered_payload_is_refused()
    {
        var parts = TokenForge.Good(fixture.Now).Split('.');
        var claims = TokenForge.Claims(fixture.Now);
        claims["serviceurl"] = "https://smba.trafficmanager.net/amer/";
        var tampered = $"{parts[0]}.{TokenForge.Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
        Assert.Equal("signature wrong", (await fixture.BearerAsync(tampered)).Reason);
    }

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"key-1","alg":"RS256"}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"RS256","kid":"key-1","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"RS256","kid":["key-1"]}""")]
    [InlineData("""{"alg":null,"kid":"key-1"}""")]
    [InlineData("""{"alg":"RS256","kid":"\ud800"}""")]
    [InlineData("""["RS256"]""")]
    [InlineData("RS256")]
    [InlineData("")]
    public async Task A_header_that_means_two_things_or_nothing_is_refused(string header)
    {
        var payload = TokenForge.Claims(fixture.Now).ToJsonString();
        Assert.Equal(401, (await fixture.BearerAsync(TokenForge.SignRaw(header, payload, "RS256", TokenForge.Key))).Status);
    }

    [Fact]
    public async Task A_payload_that_names_a_claim_twice_is_refused()
    {
        var payload = TokenForge.Claims(fixture.Now).ToJsonString();
        var twice = payload[..^1] + ",\"aud\":\"" + TokenForge.AppId + "\"}";
        var header = """{"alg":"RS256","kid":"key-1"}""";
        Assert.Equal(200, (await fixture.BearerAsync(TokenForge.SignRaw(header, payload, "RS256", TokenForge.Key))).Status);
        Assert.Equal(401, (await fixture.BearerAsync(TokenForge.SignRaw(header, twice, "RS256", TokenForge.Key))).Status);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/3f3d1cea-7a18-41af-872b-cfbbd5140984/")]
    [InlineData("https://smba.trafficmanager.net/emea/3f3d1cea-7a18-41af-872b-cfbbd5140984")]
    [InlineData("")]
    [InlineData(null)]
    public async Task The_activity_must_name_the_service_URL_of_the_token(string? other)
    {
        Assert.Equal(403, (await fixture.ActivityAsync(GuardFixture.Message() with { ServiceUrl = other })).Status);
        var claims = With("serviceurl", other is null ? null : JsonValue.Create(other));
        Assert.Equal(403, (await fixture.ActivityAsync(GuardFixture.Message(), TokenForge.Sign(claims))).Status);
    }

    [Fact]
    public async Task The_documented_spelling_of_the_service_URL_claim_counts_too()
    {
        var claims = Without("serviceurl");
        claims["serviceUrl"] = TokenForge.ServiceUrl;
        Assert.Equal(200, (await fixture.ActivityAsync(GuardFixture.Message(), TokenForge.Sign(claims))).Status);
        claims["serviceurl"] = "https://smba.trafficmanager.net/amer/";
        Assert.Equal(401, (await fixture.BearerAsync(TokenForge.Sign(claims))).Status);
        Assert.Equal(403, (await fixture.ActivityAsync(GuardFixture.Message(), TokenForge.Sign(Without("serviceurl")))).Status);
    }

    [Fact]
    public async Task A_service_URL_off_the_list_is_refused_even_when_the_token_names_it()
    {
        const string Evil = "https://smba.trafficmanager.net.evil.com/";
        var verdict = await fixture.ActivityAsync(GuardFixture.Message() with { ServiceUrl = Evil }, TokenForge.Sign(With("serviceurl", Evil)));
        Assert.Equal((403, "service URL not allowed"), (verdict.Status, verdict.Reason));
    }

    [Fact]
    public async Task The_key_must_be_endorsed_for_Teams()
    {
        fixture.Server.Keys.Add(TokenForge.Jwk("skype", TokenForge.Key, "skype", "webchat"));
        fixture.Server.Keys.Add(TokenForge.Jwk("bare", TokenForge.Key, null));
        fixture.Server.Keys.Add(TokenForge.Jwk("case", TokenForge.Key, "MSTeams"));
        foreach (var key in new[] { "skype", "bare", "case" })
        {
            var verdict = await fixture.ActivityAsync(GuardFixture.Message(), TokenForge.Sign(TokenForge.Claims(fixture.Now), keyId: key));
            Assert.Equal((403, "key not endorsed for msteams"), (verdict.Status, verdict.Reason));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("skype")]
    [InlineData("MSTeams")]
    [InlineData("emulator")]
    public async Task The_channel_must_be_Teams(string? channel)
    {
        fixture.Server.Keys[0] = TokenForge.Jwk(TokenForge.KeyId, TokenForge.Key, "msteams", "skype", "emulator", "");
        Assert.Equal(403, (await fixture.ActivityAsync(GuardFixture.Message() with { ChannelId = channel })).Status);
    }

    [Fact]
    public async Task E057_the_users_tenant_must_be_allowed_wherever_it_is_named()
    {
        var message = GuardFixture.Message();
        var other = "99999999-7a18-41af-872b-cfbbd5140984";
        var conversation = message.Conversation! with { TenantId = other };
        Assert.Equal(403, (await fixture.ActivityAsync(message with { Conversation = conversation })).Status);
        Assert.Equal(403, (await fixture.ActivityAsync(message with { ChannelData = new ChannelData(new TenantInfo(other)) })).Status);
        Assert.Equal(403, (await fixture.ActivityAsync(message with { Conversation = conversation, ChannelData = new ChannelData(new TenantInfo(other)) })).Status);
        Assert.Equal(403, (await fixture.ActivityAsync(message with { Conversation = conversation with { TenantId = null }, ChannelData = null })).Status);
        Assert.Equal(200, (await fixture.ActivityAsync(message with { ChannelData = null })).Status);
        Assert.Equal(200, (await fixture.ActivityAsync(message with { Conversation = conversation with { TenantId = "" } })).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task The_sender_needs_a_directory_identity(string? id)
    {
        var verdict = await fixture.ActivityAsync(GuardFixture.Message() with { From = new ChannelAccount("29:1", null, id) });
        Assert.Equal((403, "sender has no directory identity"), (verdict.Status, verdict.Reason));
        Assert.Equal(403, (await fixture.ActivityAsync(GuardFixture.Message() with { From = null })).Status);
    }

    [Fact]
    public async Task An_activity_without_type_or_conversation_is_malformed()
    {
        Assert.Equal(400, (await fixture.ActivityAsync(GuardFixture.Message() with { Type = null })).Status);
        Assert.Equal(400, (await fixture.ActivityAsync(GuardFixture.Message() with { Conversation = null })).Status);
        Assert.Equal(400, (await fixture.ActivityAsync(GuardFixture.Message() with { DeliveryMode = "expectReplies" })).Status);
    }

    [Fact]
    public async Task A_token_that_passed_is_remembered_until_it_expires_or_its_key_goes()
    {
        var token = TokenForge.Good(fixture.Now);
        await fixture.BearerAsync(token);
        Assert.Equal(1, fixture.Cache.Count);
        fixture.Clock.Advance(TimeSpan.FromMinutes(66));
        Assert.Equal("expired", (await fixture.BearerAsync(token)).Reason);
        Assert.Equal(0, fixture.Cache.Count);

        var second = TokenForge.Good(fixture.Now);
        await fixture.BearerAsync(second);
        fixture.Server.Keys[0] = TokenForge.Jwk("key-2", TokenForge.Key, "msteams");
        await fixture.BearerAsync(TokenForge.Sign(TokenForge.Claims(fixture.Now), keyId: "key-2"));
        Assert.Equal("key unknown", (await fixture.BearerAsync(second)).Reason);
    }

    [Fact]
    public async Task The_memory_for_tokens_is_bounded_and_holds_no_refused_ones()
    {
        var cache = new TokenCache(fixture.Clock, capacity: 16);
        foreach (var number in Enumerable.Range(0, 100))
            cache.Remember($"{number}", Caller.ThisMachine with { ExpiresAt = fixture.Now.AddMinutes(number + 1) });
        Assert.InRange(cache.Count, 1, 16);
        Assert.NotNull(cache.Find("99"));
        await fixture.BearerAsync(TokenForge.Sign(TokenForge.Claims(fixture.Now), key: TokenForge.ForeignKey));
        Assert.Equal(0, fixture.Cache.Count);
    }

    [Fact]
    public async Task Without_authentication_only_this_machine_is_heard()
    {
        var open = new GuardFixture(options => options with { AppType = BotAppType.None, AllowedServiceHosts = BotCloud.LoopbackHosts, AllowedTenants = [] });
        Assert.Equal(200, (await open.OpenAsync("127.0.0.1")).Status);
        Assert.Equal(200, (await open.OpenAsync("::1", "[::1]:5000")).Status);
        Assert.Equal(200, (await open.OpenAsync("::ffff:127.0.0.1", "127.0.0.1")).Status);
        Assert.Equal(401, (await open.OpenAsync("10.0.0.7")).Status);
        Assert.Equal(401, (await open.OpenAsync(null)).Status);
        Assert.Equal(401, (await open.OpenAsync("127.0.0.1", "rebound.example.org")).Status);
        Assert.Equal(401, (await open.OpenAsync("127.0.0.1", forwarded: "10.0.0.7")).Status);

        var message = GuardFixture.Message() with { ServiceUrl = "http://localhost:56150/_connector" };
        Assert.Equal(200, open.Guard.CheckActivity(message, Caller.ThisMachine).Status);
        Assert.Equal(403, open.Guard.CheckActivity(message with { ServiceUrl = TokenForge.ServiceUrl }, Caller.ThisMachine).Status);
        Assert.False(Caller.ThisMachine.VouchesForServiceUrl);
    }

    [Fact]
    public async Task With_authentication_being_on_this_machine_helps_nobody() =>
        Assert.Equal(401, (await fixture.OpenAsync("127.0.0.1")).Status);

    [Fact]
    public async Task An_Entra_token_passes_only_with_fitting_issuer_tenant_key_and_caller()
    {
        const string Bots = "d6d49420-f39b-4df7-a1dc-d59a935871db";
        const string Service = "bbbb1111-0000-4000-8000-000000000009";
        var entra = new GuardFixture(options => options with
        {
            TokenIssuers = [TokenForge.Issuer, $"https://sts.windows.net/{Bots}/", $"https://login.microsoftonline.com/{Bots}/v2.0"],
            AllowedCallers = [Service],
        });
        entra.Entra.Keys[0] = TokenForge.Jwk("entra", TokenForge.ForeignKey, null);
        entra.Entra.Keys[0]["issuer"] = "https://login.microsoftonline.com/{tenantid}/v2.0";
        entra.Entra.Keys.Add(TokenForge.Jwk("elsewhere", TokenForge.ForeignKey, null));
        entra.Entra.Keys[1]["issuer"] = $"https://login.microsoftonline.com/{TokenForge.Tenant}/v2.0";

        string Token(Action<JsonObject>? change = null, string key = "entra")
        {
            var claims = TokenForge.Claims(entra.Now);
            claims.Remove("serviceurl");
            (claims["iss"], claims["tid"], claims["ver"], claims["azp"]) = ($"https://login.microsoftonline.com/{Bots}/v2.0", Bots, "2.0", Service);
            change?.Invoke(claims);
            return TokenForge.Sign(claims, keyId: key, key: TokenForge.ForeignKey);
        }

        Assert.Equal(200, (await entra.ActivityAsync(GuardFixture.Message(), Token())).Status);
        Assert.Equal(200, (await entra.BearerAsync(Token(c => (c["iss"], c["ver"], c["appid"]) = ($"https://sts.windows.net/{Bots}/", "1.0", Service)))).Status);
        foreach (var wrong in new[]
        {
            Token(c => c["tid"] = TokenForge.Tenant), Token(c => c.Remove("tid")), Token(c => c["azp"] = TokenForge.AppId), Token(c => c.Remove("azp")),
            Token(c => c["ver"] = "3.0"), Token(c => c["ver"] = "1.0"), Token(key: "elsewhere"), Token(key: TokenForge.KeyId),
            Token(c => c["iss"] = TokenForge.Issuer), Token(c => c["iss"] = $"https://login.microsoftonline.com/{TokenForge.Tenant}/v2.0"),
        })
            Assert.Equal(401, (await entra.BearerAsync(wrong)).Status);
        Assert.Equal(401, (await fixture.BearerAsync(Token())).Status);
    }

    private async Task<string> RefusalAsync(string claim, string? value)
    {
        var verdict = await fixture.BearerAsync(TokenForge.Sign(With(claim, value is null ? null : JsonValue.Create(value))));
        Assert.Equal(401, verdict.Status);
        Assert.Equal(401, (await fixture.BearerAsync(TokenForge.Sign(Without(claim)))).Status);
        return verdict.Reason;
    }

    private JsonObject With(string claim, JsonNode? value)
    {
        var claims = TokenForge.Claims(fixture.Now);
        claims[claim] = value?.DeepClone();
        return claims;
    }

    private JsonObject Without(string claim)
    {
        var claims = TokenForge.Claims(fixture.Now);
        claims.Remove(claim);
        return claims;
    }
}
