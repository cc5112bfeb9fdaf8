using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Core.Storage;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Channel;

/// <summary>POST /api/messages over real HTTP: status codes, duplicates, answers (teams.md 2.4, 2.5, 8).</summary>
public sealed class ActivityEndpointTests : IAsyncLifetime, IDisposable, IActivityHandler
{
    private readonly InMemoryEntityStore store = new();
    private readonly GuardFixture fixture = new();
    private readonly List<Activity> handled = [];
    private readonly HttpClient http = new();
    private WebApplication app = null!;

    private Func<Activity, Task<InvokeAnswer?>> Handler { get; set; } = _ => Task.FromResult<InvokeAnswer?>(null);

    public async Task InitializeAsync()
    {
        app = Build();
        await app.StartAsync();
        http.BaseAddress = new Uri(app.Urls.First());
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    public void Dispose() => http.Dispose();

    async Task<InvokeAnswer?> IActivityHandler.HandleAsync(Activity activity, CancellationToken cancellation)
    {
        lock (handled)
            handled.Add(activity);
        return await Handler(activity);
    }

    [Fact]
    public async Task A_message_is_handled_once_and_answered_202()
    {
        for (var delivery = 0; delivery < 3; delivery++)
            Assert.Equal((HttpStatusCode.Accepted, ""), await PostAsync(GuardFixture.MessageJson));
        var activity = Assert.Single(handled);
        Assert.Equal("login", activity.Text);
        Assert.Equal("America/Los_Angeles", activity.More!["localTimezone"].GetString());
    }

    [Fact]
    public async Task Deliveries_at_the_same_time_run_once()
    {
        var hold = new TaskCompletionSource();
        Handler = async _ =>
        {
            await hold.Task;
            return InvokeAnswer.Message("done");
        };
        var posts = Enumerable.Range(0, 8).Select(_ => PostAsync(Invoke())).ToArray();
        while (handled.Count == 0)
            await Task.Yield();
        hold.SetResult();
        var answers = await Task.WhenAll(posts);
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal("done", JsonNode.Parse(answers[0].Body)!["value"]!.GetValue<string>());
        Assert.Single(handled);
    }

    [Fact]
    public async Task An_invoke_is_answered_200_with_its_body_and_again_with_the_same()
    {
        Handler = _ => Task.FromResult<InvokeAnswer?>(InvokeAnswer.Card(new JsonObject { ["type"] = "AdaptiveCard" }));
        var first = await PostAsync(Invoke());
        Assert.Equal(first, await PostAsync(Invoke()));
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(first.Body), JsonNode.Parse(
            """{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard"}}""")));
        Assert.Single(handled);
        Assert.Throws<ArgumentException>(() => InvokeAnswer.Message(" "));
    }

    [Fact]
    public async Task An_invoke_nobody_knows_is_501_and_an_unknown_type_is_accepted()
    {
        Assert.Equal(HttpStatusCode.NotImplemented, (await PostAsync(Invoke())).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(Changed(activity => activity["type"] = "somethingNew"))).Status);
    }

    [Fact]
    public async Task What_failed_is_delivered_again_and_then_runs()
    {
        Handler = _ => throw new InvalidOperationException("broken");
        Assert.Equal(HttpStatusCode.InternalServerError, (await PostAsync(GuardFixture.MessageJson)).Status);
        store.Unreachable = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(GuardFixture.MessageJson)).Status);
        store.Unreachable = false;
        Handler = _ => Task.FromResult<InvokeAnswer?>(null);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(GuardFixture.MessageJson)).Status);
        Assert.Equal(2, handled.Count);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_does_not_stop_the_work()
    {
        var (hold, finished) = (new TaskCompletionSource(), new TaskCompletionSource());
        Handler = async _ =>
        {
            await hold.Task;
            finished.SetResult();
            return null;
        };
        using var hangUp = new CancellationTokenSource();
        var post = PostAsync(GuardFixture.MessageJson, cancellation: hangUp.Token);
        while (handled.Count == 0)
            await Task.Yield();
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
        hold.SetResult();
        await finished.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(GuardFixture.MessageJson)).Status);
        Assert.Single(handled);
    }

    [Fact]
    public void The_registration_is_complete()
    {
        Assert.NotNull(app.Services.GetRequiredService<Bot.Channel.Conversations.PersonalChats>());
        Assert.Same(fixture.Options, app.Services.GetRequiredService<BotOptions>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("text")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"message","from":"me"}""")]
    [InlineData("{\"type\":\"message\",\"text\":\"\u0001\"}")]
    public async Task I9_a_malformed_body_is_400(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(body)).Status);
        Assert.Empty(handled);
    }

    [Fact]
    public async Task I9_deep_nesting_and_broken_UTF8_are_400()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 5000));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync($$"""{"type":"message","value":{{deep}}""")).Status);
        using var broken = new ByteArrayContent([.. "{\"type\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        broken.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(HttpMethod.Post, broken));
    }

    [Fact]
    public async Task I9_the_body_is_bounded_announced_or_not()
    {
        var large = Changed(activity => activity["text"] = new string('x', ActivityReceiver.LargestBody));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(large)).Status);
        using var chunked = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(large)));
        chunked.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(HttpMethod.Post, chunked, chunked: true));
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(Changed(activity => activity["text"] = new string('x', 200_000)))).Status);
    }

    [Fact]
    public async Task I9_method_and_content_type_are_checked()
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options })
            Assert.Equal(HttpStatusCode.MethodNotAllowed, await SendAsync(method, null));
        foreach (var type in new[] { "text/plain", "application/xml", "application/json; charset=utf-16", "application/jsonp" })
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync(GuardFixture.MessageJson, type: type)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(GuardFixture.MessageJson, type: "application/json; charset=utf-8")).Status);
    }

    [Fact]
    public async Task I9_without_a_token_nothing_of_the_request_is_looked_at()
    {
        foreach (var body in new[] { GuardFixture.MessageJson, "{", new string('x', 300_000) })
        {
            using var content = new StringContent(body, Encoding.UTF8, "text/plain");
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(HttpMethod.Post, content, token: null));
        }

        Assert.Empty(handled);
        Assert.Empty(store.Dump());
    }

    [Fact]
    public async Task I9_a_known_caller_with_a_foreign_tenant_is_403_and_leaves_no_trace()
    {
        var foreign = Changed(activity => activity["conversation"]!["tenantId"] = Guid.Empty.ToString());
        Assert.Equal((HttpStatusCode.Forbidden, ""), await PostAsync(foreign));
        Assert.Empty(handled);
        Assert.Empty(store.Dump());
    }

    private static string Changed(Action<JsonNode> change)
    {
        var activity = JsonNode.Parse(GuardFixture.MessageJson)!;
        change(activity);
        return activity.ToJsonString();
    }

    private static string Invoke() => Changed(activity =>
    {
        (activity["type"], activity["name"], activity["id"]) = ("invoke", "adaptiveCard/action", "f:7d1e");
        activity["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "do" }, ["trigger"] = "manual" };
    });

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<TimeProvider>(fixture.Clock);
        builder.Services.AddSingleton<IEntityStore>(store);
        builder.Services.AddSingleton<IActivityHandler>(this);
        builder.Services.AddTeamsChannel(fixture.Options);
        builder.Services.AddSingleton(fixture.Guard);
        var built = builder.Build();
        built.MapActivities();
        return built;
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string type = "application/json", CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {TokenForge.Good(fixture.Now)}");
        using var answer = await http.SendAsync(request, cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
    }

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, HttpContent? content, bool chunked = false, string? token = "good")
    {
        using var request = new HttpRequestMessage(method, "/api/messages") { Content = content };
        request.Headers.TransferEncodingChunked = chunked ? true : null;
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {TokenForge.Good(fixture.Now)}");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
