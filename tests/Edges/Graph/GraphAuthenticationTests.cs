using System.Text;
using Azure.Core;
using Azure.Identity;
using TeamsEmailBot.Core.Edges.Graph;
using TeamsEmailBot.Core.Model;

namespace TeamsEmailBot.Tests.Edges.Graph;

public sealed class GraphAuthenticationTests : GraphTest
{
    private readonly List<string> asked = [];
    private Func<string> nextToken;
    private int credentials;

    public GraphAuthenticationTests()
    {
        var issued = 0;
        nextToken = () => $"token-{++issued}";
        Credential = () => new RecordingCredential(this, ++credentials);
    }

    [Fact]
    public async Task X032_X035_X036_one_token_serves_many_requests_until_shortly_before_its_end()
    {
        Graph.Otherwise = _ => new ReplayedAnswer(200, """{"id":"x"}""");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Get()));
        Clock.Advance(TimeSpan.FromMinutes(54));
        await Get();
        Assert.Equal(["1 http://127.0.0.1/.default cae "], asked);
        Clock.Advance(TimeSpan.FromMinutes(2));
        await Get();

        Assert.Equal(2, asked.Count);
        Assert.All(Requests.SkipLast(1), request => Assert.Equal("Bearer token-1", request.Headers["Authorization"]));
        Assert.Equal("Bearer token-2", Requests[^1].Headers["Authorization"]);
        Assert.DoesNotContain("token-", Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_is_forgotten_with_its_credential_and_tried_anew_once()
    {
        Graph.Answers(ReplayedAnswer.Error(401, "InvalidAuthenticationToken")).Answers(202, "");

        Assert.True((await Replies.SendAsync(TheMailbox, new MessageId("m"), Never)).Succeeded);

        Assert.Equal(["1 http://127.0.0.1/.default cae ", "2 http://127.0.0.1/.default cae "], asked);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], Requests.Select(request => request.Headers["Authorization"]));
        Assert.Equal("0", Requests[1].Headers["Content-Length"]);
    }

    [Fact]
    public async Task A_claims_challenge_is_answered_with_its_claims()
    {
        const string Claims = """{"access_token":{"nbf":{"essential":true,"value":"1"}}}""";
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(Claims)).TrimEnd('=');
        Graph.Answers(new ReplayedAnswer(401).With(
            "WWW-Authenticate", $"Bearer realm=\"\", authorization_uri=\"https://x\", error=\"insufficient_claims\", claims=\"{encoded}\"")).Answers(200, """{"id":"x"}""");

        Assert.True((await Get()).Succeeded);

        Assert.Equal("1 http://127.0.0.1/.default cae " + Claims, asked[1]);
    }

    [Fact]
    public async Task A_second_refusal_is_final()
    {
        Graph.Otherwise = _ => ReplayedAnswer.Error(401, "InvalidAuthenticationToken");

        Assert.Equal(new Failure(FailureCategory.Unauthenticated, "InvalidAuthenticationToken"), (await Get()).Failure);
        Assert.Equal(2, Requests.Count);
    }

    [Fact]
    public async Task F58_a_refusal_of_the_authority_names_its_code_and_is_not_repeated_at_once()
    {
        Graph.Otherwise = _ => new ReplayedAnswer(200, """{"id":"x"}""");
        var good = nextToken;
        nextToken = () => throw new AuthenticationFailedException("ClientSecretCredential failed: AADSTS7000222: The provided client secret keys for app are expired.");

        var failure = (await Get()).Failure;
        await Get();

        Assert.Equal(new Failure(FailureCategory.Unauthenticated, "AADSTS7000222", Clock.GetUtcNow().AddSeconds(30)), failure);
        Assert.Single(asked);
        Assert.Empty(Requests);
        Assert.Contains("AADSTS7000222", Log, StringComparison.Ordinal);
        nextToken = good;
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await Get()).Succeeded);
    }

    [Fact]
    public async Task A_token_that_still_works_bridges_an_authority_in_trouble()
    {
        Graph.Otherwise = _ => new ReplayedAnswer(200, """{"id":"x"}""");
        await Get();
        nextToken = () => throw new AuthenticationFailedException("unreachable", new HttpRequestException("m"));

        Clock.Advance(TimeSpan.FromMinutes(57));
        Assert.True((await Get()).Succeeded);
        Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("TokenEndpointUnreachable", (await Get()).Failure?.Code);
    }

    public static TheoryData<AuthenticationFailedException, FailureCategory, string> Refusals => new()
    {
        { new("AADSTS7000215: Invalid client secret provided."), FailureCategory.Unauthenticated, "AADSTS7000215" },
        { new("AADSTS700016: Application not found"), FailureCategory.Unauthenticated, "AADSTS700016" },
        { new("AADSTS90002: Tenant not found"), FailureCategory.Unauthenticated, "AADSTS90002" },
        { new("AADSTS90033: A transient error"), FailureCategory.Transient, "AADSTS90033" },
        { new("no code at all"), FailureCategory.Unauthenticated, "AuthenticationFailed" },
        { new("m", new HttpRequestException("m")), FailureCategory.Transient, "TokenEndpointUnreachable" },
        { new("m", new Azure.RequestFailedException(503, "m")), FailureCategory.Transient, "TokenEndpointUnreachable" },
        { new("m", new Azure.RequestFailedException(400, "m")), FailureCategory.Unauthenticated, "AuthenticationFailed" },
        { new CredentialUnavailableException("no identity endpoint"), FailureCategory.Unauthenticated, "CredentialUnavailable" },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void Errors_of_the_authority_are_told_apart(AuthenticationFailedException exception, FailureCategory category, string code) =>
        Assert.Equal(new Failure(category, code), TokenErrors.Map(exception));

    [Theory]
    [InlineData("Bearer realm=\"\"", null)]
    [InlineData("Bearer claims=\"not base64!\"", null)]
    [InlineData("Bearer CLAIMS=\"e30\"", "{}")]
    public void Claims_are_read_from_the_challenge(string challenge, string? expected) =>
        Assert.Equal(expected, GraphAuthentication.Claims(challenge));

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0/", "https://graph.microsoft.com/v1.0/users", true)]
    [InlineData("https://graph.microsoft.com/v1.0/", "https://GRAPH.microsoft.com:443/v1.0/users", true)]
    [InlineData("https://graph.microsoft.com/v1.0/", "https://graph.microsoft.com/v1.0evil/users", false)]
    [InlineData("https://graph.microsoft.com/v1.0/", "http://graph.microsoft.com/v1.0/users", false)]
    [InlineData("https://graph.microsoft.com/v1.0/", "https://graph.microsoft.com:444/v1.0/users", false)]
    [InlineData("https://graph.microsoft.com/v1.0/", "https://graph.microsoft.com@evil.example/v1.0/users", false)]
    [InlineData("https://graph.microsoft.com/v1.0/", "https://graph.microsoft.com.evil.example/v1.0/", false)]
    public void I9_tokens_go_to_the_configured_place_only(string root, string address, bool expected) =>
        Assert.Equal(expected, GraphPipeline.IsBelow(new Uri(root), new Uri(address)));

    private Task<Outcome<MailItem>> Get() => Reader.GetAsync(TheMailbox, new MessageId("m"), Never);

    private sealed class RecordingCredential(GraphAuthenticationTests test, int number) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            var scope = new Uri(requestContext.Scopes.Single());
            test.asked.Add($"{number} {scope.Scheme}://{scope.Host}{scope.AbsolutePath} {(requestContext.IsCaeEnabled ? "cae" : "")} {requestContext.Claims}");
            return new AccessToken(test.nextToken(), test.Clock.GetUtcNow().AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(Task.Run(() => GetToken(requestContext, cancellationToken), cancellationToken));
    }
}
