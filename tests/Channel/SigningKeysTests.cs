using System.Net;
using TeamsEmailBot.Bot.Channel;

namespace TeamsEmailBot.Tests.Channel;

public sealed class SigningKeysTests
{
    private readonly GuardFixture fixture = new();

    [Fact]
    public async Task Keys_are_kept_for_a_day()
    {
        await FindAsync(TokenForge.KeyId);
        fixture.Clock.Advance(TimeSpan.FromHours(23.9));
        Assert.NotNull(await FindAsync(TokenForge.KeyId));
        Assert.Equal(1, fixture.Server.Fetches);
        fixture.Clock.Advance(TimeSpan.FromHours(0.1));
        Assert.NotNull(await FindAsync(TokenForge.KeyId));
        Assert.Equal(2, fixture.Server.Fetches);
    }

    [Fact]
    public async Task A_key_that_rolled_over_lets_the_very_same_request_pass()
    {
        await FindAsync(TokenForge.KeyId);
        fixture.Server.Keys.Add(TokenForge.Jwk("key-2", TokenForge.ForeignKey, "msteams"));
        fixture.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(200, (await fixture.BearerAsync(TokenForge.Sign(TokenForge.Claims(fixture.Now), keyId: "key-2", key: TokenForge.ForeignKey))).Status);
    }

    [Fact]
    public async Task Invented_key_ids_cost_one_fetch_an_hour()
    {
        await FindAsync(TokenForge.KeyId);
        for (var minute = 0; minute < 119; minute++)
        {
            Assert.Null(await FindAsync($"invented-{minute}"));
            fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(2, fixture.Server.Fetches);
    }

    [Fact]
    public async Task Everybody_shares_one_fetch_and_who_leaves_does_not_stop_it()
    {
        fixture.Server.Hold = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        var leaver = fixture.Keys.FindAsync(TokenForge.KeyId, leaving.Token).AsTask();
        var others = Enumerable.Range(0, 20).Select(_ => FindAsync(TokenForge.KeyId)).ToArray();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        fixture.Server.Hold.SetResult();
        Assert.All(await Task.WhenAll(others), Assert.NotNull);
        Assert.Equal(1, fixture.Server.Fetches);
    }

    [Fact]
    public async Task Old_keys_stay_when_a_refresh_fails()
    {
        await FindAsync(TokenForge.KeyId);
        fixture.Server.Status = HttpStatusCode.InternalServerError;
        fixture.Clock.Advance(TimeSpan.FromHours(25));
        Assert.NotNull(await FindAsync(TokenForge.KeyId));
        fixture.Server.Status = HttpStatusCode.OK;
        fixture.Server.Document = """{"keys":[]}""";
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await FindAsync(TokenForge.KeyId));
        Assert.Equal(200, (await fixture.BearerAsync(TokenForge.Good(fixture.Now))).Status);
    }

    [Fact]
    public async Task Without_any_keys_nobody_passes_until_a_fetch_works()
    {
        fixture.Server.Status = HttpStatusCode.ServiceUnavailable;
        Assert.Equal((401, "key unknown"), await VerdictAsync());
        fixture.Server.Status = HttpStatusCode.OK;
        Assert.Equal((401, "key unknown"), await VerdictAsync());
        fixture.Clock.Advance(SigningKeys.FailurePause);
        Assert.Equal((200, "ok"), await VerdictAsync());
    }

    [Fact]
    public async Task A_fetch_that_hangs_is_given_up()
    {
        fixture.Server.Hold = new TaskCompletionSource();
        var asked = FindAsync(TokenForge.KeyId);
        while (fixture.Server.Fetches == 0 || fixture.Clock.WaitingTimers == 0)
            await Task.Yield();
        fixture.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(await asked.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("https://evil.example.org/keys")]
    [InlineData("http://login.botframework.com/v1/.well-known/keys")]
    [InlineData("https://login.botframework.com:444/keys")]
    [InlineData("keys")]
    public async Task Keys_come_from_the_host_of_the_metadata_only(string address)
    {
        fixture.Server.KeysUrl = address;
        Assert.Null(await FindAsync(TokenForge.KeyId));
        Assert.Equal(0, fixture.Server.Fetches);
    }

    [Theory]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""[]""")]
    [InlineData("""not json""")]
    [InlineData("""{"keys":[5,{},{"kty":"EC","kid":"key-1"},{"kty":"RSA","kid":"key-1"},{"kty":"RSA","kid":"key-1","n":"AQAB","e":"AQAB"}]}""")]
    public async Task A_key_document_without_usable_keys_is_no_key_document(string document)
    {
        fixture.Server.Document = document;
        Assert.Null(await FindAsync(TokenForge.KeyId));
    }

    [Fact]
    public async Task An_encryption_key_and_a_doubled_id_sign_nothing()
    {
        fixture.Server.Keys[0]["use"] = "enc";
        Assert.Null(await FindAsync(TokenForge.KeyId));
        fixture.Server.Keys[0]["use"] = "sig";
        fixture.Server.Keys.Add(TokenForge.Jwk(TokenForge.KeyId, TokenForge.ForeignKey, "msteams"));
        fixture.Clock.Advance(SigningKeys.FailurePause);
        Assert.Null(await FindAsync(TokenForge.KeyId));
    }

    private async Task<SigningKey?> FindAsync(string id) => await fixture.Keys.FindAsync(id, CancellationToken.None);

    private async Task<(int Status, string Reason)> VerdictAsync()
    {
        var verdict = await fixture.BearerAsync(TokenForge.Good(fixture.Now));
        return (verdict.Status, verdict.Reason);
    }
}
