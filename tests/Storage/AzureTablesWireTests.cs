using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Core.Edges.AzureTables;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Storage;

/// <summary>What Azurite does not do as Azure does: pages that break off anywhere, Entra ID, refused transports.</summary>
public sealed class AzureTablesWireTests
{
    private static readonly Uri Cloud = new("https://acc.table.core.windows.net/");

    [Fact]
    public async Task Empty_pages_with_a_continuation_are_followed_and_the_tokens_go_back_as_they_came()
    {
        var answers = new Queue<HttpResponseMessage>([
            Page([], "1!8!cCs/", "1!12!cm93ICs="),
            Page([], "1!8!cCs/", null),
            Page(["a", "b"], "p", "c"),
        ]);
        var asked = new List<Uri>();
        using var store = Open(request =>
        {
            asked.Add(request.RequestUri!);
            return answers.Dequeue();
        });
        var page = await store.QueryAsync("p", new("a", "z"), 5, default);
        Assert.Equal(["a", "b"], page.Entities.Select(entity => entity.Row));
        Assert.Equal(new RowRange("b ", "z"), page.Next);
        Assert.DoesNotContain("Next", asked[0].Query, StringComparison.Ordinal);
        Assert.EndsWith("&NextPartitionKey=1%218%21cCs%2F&NextRowKey=1%2112%21cm93ICs%3D&sig=x", asked[1].AbsoluteUri, StringComparison.Ordinal);
        Assert.EndsWith("&NextPartitionKey=1%218%21cCs%2F&sig=x", asked[2].AbsoluteUri, StringComparison.Ordinal);
        Assert.All(asked, address => Assert.Contains("$top=5", address.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_Entra_ID_every_request_carries_a_token_for_storage()
    {
        var credential = new OneToken();
        var seen = new List<string?>();
        using var store = Open(
            request =>
            {
                seen.Add(request.Headers.Authorization?.ToString());
                return Page(["a"], null, null);
            },
            credential);
        await store.QueryAsync("p", RowRange.All, 5, default);
        await store.QueryAsync("p", RowRange.All, 5, default);
        Assert.Equal(["Bearer one", "Bearer one"], seen);
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
    }

    [Fact]
    public async Task Entra_ID_that_gives_no_token_is_told_with_what_to_do()
    {
        using var store = Open(_ => throw new InvalidOperationException("nothing may be sent"), new NoToken());
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.CommitAsync("p", [EntityWrite.DeleteAny("r")], default));
        Assert.Contains("no token", refused.Message, StringComparison.Ordinal);
        Assert.Contains("managed identity", refused.Remedy, StringComparison.Ordinal);
        Assert.False(refused.EffectUnknown);
    }

    [Fact]
    public async Task A_shared_access_signature_opens_the_account_until_it_ends()
    {
        var azurite = await AzuriteProcess.SharedAsync();
        var table = AzuriteProcess.NewTable();
        using var owner = azurite.OpenStore(table);
        await owner.CommitAsync("p", [EntityWrite.Put("r", "1"u8.ToArray())], default);
        using var guest = WithSignature(azurite, table, "2030-01-01");
        using var late = WithSignature(azurite, table, "2020-01-01");
        Assert.True((await guest.CommitAsync("p", [EntityWrite.Insert("it's", "2"u8.ToArray())], default)).Applied);
        Assert.NotNull(await guest.GetAsync("p", "it's", default));
        Assert.Equal(2, (await guest.QueryAsync("p", RowRange.All, 10, default)).Entities.Count);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await late.CommitAsync("p", [EntityWrite.DeleteAny("r")], default));
        Assert.Contains("refuses us", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_not_of_the_table_service_is_told()
    {
        using var store = Open(_ => new(HttpStatusCode.NotFound) { Content = new StringContent("<html>not here</html>") }, new OneToken());
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.GetAsync("p", "r", default));
        Assert.Contains("Table service", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_in_page_of_a_proxy_is_no_answer_of_the_account()
    {
        using var store = Open(_ => new(HttpStatusCode.OK) { Content = new StringContent("<html>Who are you?</html>", Encoding.UTF8, "text/html") });
        Assert.Contains("did not answer", (await Refused(() => store.GetAsync("p", "r", default).AsTask())).Message, StringComparison.Ordinal);
        Assert.True((await Refused(() => store.CommitAsync("p", [EntityWrite.DeleteAny("r")], default).AsTask())).EffectUnknown);

        static Task<StoreUnavailableException> Refused(Func<Task> act) => Assert.ThrowsAsync<StoreUnavailableException>(act);
    }

    private static AzureTablesEntityStore WithSignature(AzuriteProcess azurite, string table, string end) =>
        azurite.OpenStore(table, adjust: settings =>
        {
            var (name, key) = (settings.Account.Name!, settings.Account.Key!);
            var text = $"{name}\nraud\nt\nco\n\n{end}T00:00:00Z\n\nhttps,http\n2020-12-06\n\n";
            var signature = Uri.EscapeDataString(Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))));
            return settings with
            {
                Account = new(settings.Account.Endpoint)
                {
                    Signature = $"sv=2020-12-06&ss=t&srt=co&sp=raud&se={end}T00%3A00%3A00Z&spr=https,http&sig={signature}",
                },
            };
        });

    private static AzureTablesEntityStore Open(Func<HttpRequestMessage, HttpResponseMessage> answer, TokenCredential? credential = null)
    {
        var settings = new TablesSettings(new(Cloud) { Signature = credential is null ? "sig=x" : null }, "T") { FirstPause = TimeSpan.FromMilliseconds(1) };
        var pipeline = new TablesPipeline(settings, () => credential!, TimeProvider.System, new Stub(answer));
        return new(settings, pipeline, TimeProvider.System, new Random(1), NullLogger<AzureTablesEntityStore>.Instance);
    }

    private static HttpResponseMessage Page(string[] rows, string? nextPartition, string? nextRow)
    {
        var entities = rows.Select(row => $$"""{"odata.etag":"W/\"datetime'2026'\"","PartitionKey":"p","RowKey":"{{row}}","Value0":"MQ=="}""");
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"value":[{{string.Join(',', entities)}}]}""") };
        if (nextPartition is not null)
            answer.Headers.Add("x-ms-continuation-NextPartitionKey", nextPartition);
        if (nextRow is not null)
            answer.Headers.Add("x-ms-continuation-NextRowKey", nextRow);
        return answer;
    }

    private sealed class Stub(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }

    private sealed class OneToken : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new("one", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    private sealed class NoToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new Azure.Identity.CredentialUnavailableException("none");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
