using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using TeamsEmailBot.Tests.Channel;
using TeamsEmailBot.Tests.Journeys.Support;
using static TeamsEmailBot.Tests.Journeys.Support.Office;

namespace TeamsEmailBot.Tests.Journeys;

/// <summary>The running bot with authentication, and strangers at its door (I9, teams.md appendix A).</summary>
public sealed class BadInputTokenTests
{
    private static readonly OfficeOptions Strict = new() { RequireTokens = true };

    [Fact]
    public async Task With_tokens_everywhere_a_mail_still_goes_the_whole_way()
    {
        await using var office = await Office.OpenAsync(Strict, Megan);
        await office.WriteAsync("Question", "Hello?");
        await office.AnswerAsync(Megan, "Here I am.");

        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Equal(["Question"], office.In("Handled"));
    }

    [Fact]
    public async Task Tokens_that_Entra_ended_early_are_replaced_in_the_middle_of_the_work()
    {
        await using var office = await Office.OpenAsync(Strict, Megan);
        await office.WriteAsync("Question", "Hello?");
        office.Tenant.Service.RevokeTokens();
        await office.PressAsync(Megan, "accept");
        office.Tenant.Service.RevokeTokens();
        await office.PressAsync(Megan, "reply");
        await office.PressAsync(Megan, "reply.send", "Here I am.");
        office.Tenant.Service.RevokeTokens();
        await office.WriteAsync("Another", "Hello?");

        Assert.Single(office.Tenant.Mail.CustomerMails(Alex));
        Assert.Equal(["Question"], office.In("Handled"));
        Assert.True(office.Sees(Megan, "Another"));
    }

    [Fact]
    public async Task I9_every_wrong_token_is_refused_nothing_happens_and_the_bot_goes_on()
    {
        await using var office = await Office.OpenAsync(Strict);
        using var http = new HttpClient { BaseAddress = office.Bot.Url };
        var before = office.Tenant.Teams.Chat(Megan).Count;
        foreach (var (why, authorization, expected) in Wrong(office))
            Assert.Equal((why, expected), (why, await PostAsync(http, Message(office), authorization)));

        var good = Bearer(office.Tenant.Service.ActivityToken());
        foreach (var (why, activity) in Foreign(office))
            Assert.Equal((why, HttpStatusCode.Forbidden), (why, await PostAsync(http, activity, good)));
        await office.SettleAsync();
        Assert.Equal(before, office.Tenant.Teams.Chat(Megan).Count);

        // The same activity with a right token is heard, so it was the token that was refused.
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(http, Message(office), good));
        await office.WriteAsync("Question", "Hello?");
        Assert.True(office.Sees(Megan, "Question"));
    }

    private static IEnumerable<(string Why, string? Authorization, HttpStatusCode Expected)> Wrong(Office office)
    {
        var now = office.Clock.GetUtcNow();
        var token = office.Tenant.Service.ActivityToken();
        var parts = token.Split('.');
        var header = (JsonObject)Decode(parts[0]);
        var claims = (JsonObject)Decode(parts[1]);
        var keyId = header["kid"]!.GetValue<string>();

        yield return ("missing", null, HttpStatusCode.Unauthorized);
        yield return ("empty", "", HttpStatusCode.Unauthorized);
        yield return ("garbage", Bearer("garbage"), HttpStatusCode.Unauthorized);
        yield return ("five parts", Bearer($"{token}.x.y"), HttpStatusCode.Unauthorized);
        yield return ("Basic", "Basic " + Convert.ToBase64String("user:password"u8), HttpStatusCode.Unauthorized);
        yield return ("no signature", Bearer($"{parts[0]}.{parts[1]}."), HttpStatusCode.Unauthorized);
        yield return ("alg none", Bearer(Unsigned(claims)), HttpStatusCode.Unauthorized);
        yield return ("alg none in the shape of a signed one", Bearer(Unsigned(claims) + parts[2]), HttpStatusCode.Unauthorized);
        yield return ("HS256 with the public key", Bearer(Forge(claims, keyId, "HS256")), HttpStatusCode.Unauthorized);
        yield return ("wrong key", Bearer(Forge(claims, keyId)), HttpStatusCode.Unauthorized);
        yield return ("unknown key", Bearer(Forge(claims, "nobody's")), HttpStatusCode.Unauthorized);
        foreach (var (why, claim, value) in new (string, string, JsonNode?)[]
        {
            ("wrong audience", "aud", Guid.NewGuid().ToString()),
            ("no audience", "aud", null),
            ("wrong issuer", "iss", "https://sts.windows.net/" + office.Tenant.World.TenantId),
            ("expired", "exp", now.AddMinutes(-6).ToUnixTimeSeconds()),
            ("no end", "exp", null),
            ("endless", "exp", long.MaxValue),
            ("not yet valid", "nbf", now.AddMinutes(6).ToUnixTimeSeconds()),
            ("wrong service URL", "serviceurl", "https://smba.trafficmanager.net/emea/"),
            ("no service URL", "serviceurl", null),
        })
        {
            var changed = (JsonObject)claims.DeepClone();
            if (value is null)
                changed.Remove(claim);
            else
                changed[claim] = value;

            // Claims changed under the real signature, and signed by the tenant itself: only the latter shows that the claim is looked at.
            yield return ($"{why}, tampered", Bearer($"{parts[0]}.{Encode(changed)}.{parts[2]}"), HttpStatusCode.Unauthorized);
            yield return (why, Bearer(office.Tenant.Service.ActivityToken(changed)), claim == "serviceurl" ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized);
        }
    }

    private static IEnumerable<(string Why, string Activity)> Foreign(Office office)
    {
        yield return ("wrong tenant", Message(office, activity => activity["conversation"]!["tenantId"] = Guid.NewGuid().ToString()));
        yield return ("two tenants", Message(office, activity => activity["channelData"]!["tenant"]!["id"] = Guid.NewGuid().ToString()));
        yield return ("no tenant", Message(office, activity =>
        {
            activity.Remove("channelData");
            ((JsonObject)activity["conversation"]!).Remove("tenantId");
        }));
        yield return ("service URL of somebody else", Message(office, activity => activity["serviceUrl"] = "https://attacker.example/"));
        yield return ("another channel", Message(office, activity => activity["channelId"] = "webchat"));
        yield return ("no directory identity", Message(office, activity => ((JsonObject)activity["from"]!).Remove("aadObjectId")));
    }

    private static string Message(Office office, Action<JsonObject>? change = null)
    {
        var activity = RawActivity.Message(office, Megan, "on duty");
        change?.Invoke(activity);
        return activity.ToJsonString();
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string body, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static string Bearer(string token) => $"Bearer {token}";

    private static JsonNode Decode(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!;

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static string Unsigned(JsonObject claims) => $"{Encode(new JsonObject { ["alg"] = "none", ["typ"] = "JWT" })}.{Encode(claims)}.";

    private static string Forge(JsonObject claims, string keyId, string algorithm = "RS256") =>
        TokenForge.Sign(claims, algorithm, keyId, TokenForge.ForeignKey);
}
