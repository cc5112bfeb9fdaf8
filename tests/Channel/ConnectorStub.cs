using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Azure.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TeamsEmailBot.Bot.Channel;
using TeamsEmailBot.Bot.Channel.Connector;
using TeamsEmailBot.Tests.Support;

namespace TeamsEmailBot.Tests.Channel;

/// <summary>One request as the stub saw it.</summary>
internal sealed record SeenCall(string Method, string Path, string? Authorization, string Body);

/// <summary>A Connector on loopback that answers what the test planned, and a client towards it on the test's clock.</summary>
internal sealed class ConnectorStub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConnectorTokenPolicy tokens;
    private readonly ServiceProvider metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly HttpClient http = new(ConnectorPipeline.Handler());

    private ConnectorStub(WebApplication app, BotCredential credential)
    {
        this.app = app;
        var options = GuardFixture.Default with { AllowedServiceHosts = BotCloud.LoopbackHosts, Credential = credential };
        var hosts = new ServiceHosts(options.AllowedServiceHosts);
        tokens = new ConnectorTokenPolicy(options, hosts, credential == BotCredential.None ? null : () => new FakeCredential(this), Clock);
        Client = new ConnectorClient(
            ConnectorPipeline.Build(http, tokens), hosts, new Pace(options, Clock), new RetryRules(new Random(1)), new ConnectorMeter(metrics.GetRequiredService<IMeterFactory>()), Clock, NullLogger<ConnectorClient>.Instance);
        Pictures = new PastedPictures(ConnectorPipeline.Build(http, tokens), hosts);
    }

    public ManualClock Clock { get; } = new();

    public ConnectorClient Client { get; }

    public PastedPictures Pictures { get; }

    public ConcurrentQueue<SeenCall> Calls { get; } = new();

    /// <summary>What the next requests are answered; afterwards 201 with an id.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Plan { get; } = new();

    /// <summary>How many tokens were asked for, and how many credentials were made for it.</summary>
    public int TokensIssued { get; private set; }

    public int Credentials { get; private set; }

    public Exception? TokenFailure { get; set; }

    public string ServiceUrl => app.Urls.First() + "/emea/tenant/";

    public ChatAddress Chat => new(ServiceUrl, TokenForge.Tenant, "a:1x/ü;messageid=1");

    public static async Task<ConnectorStub> StartAsync(BotCredential credential = BotCredential.ClientSecret)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new ConnectorStub(app, credential);
        app.Run(stub.AnswerAsync);
        await app.StartAsync();
        return stub;
    }

    public ConnectorStub Then(int status, string? body = null, string? retryAfter = null)
    {
        Plan.Enqueue(async context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null)
                context.Response.Headers.RetryAfter = retryAfter;
            if (status is 301 or 307)
                context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
            if (body is not null)
                await context.Response.WriteAsync(body);
        });
        return this;
    }

    /// <summary>The request arrives, but its connection breaks before an answer.</summary>
    public ConnectorStub ThenBreak()
    {
        Plan.Enqueue(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        return this;
    }

    public static string Error(string code) => $$$"""{"error":{"code":"{{{code}}}","message":"no matter"}}""";

    /// <summary>Runs the call, moving the clock whenever it waits; also how much time that took on the clock.</summary>
    public async Task<(T Result, TimeSpan Waited)> RunAsync<T>(Func<ConnectorClient, Task<T>> call)
    {
        var begin = Clock.GetUtcNow();
        var work = call(Client);
        using var safety = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!work.IsCompleted)
        {
            safety.Token.ThrowIfCancellationRequested();
            if (Clock.WaitingTimers > 0)
                Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        return (await work, Clock.GetUtcNow() - begin);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        tokens.Dispose();
        http.Dispose();
        await metrics.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var path = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        Calls.Enqueue(new SeenCall(context.Request.Method, path, context.Request.Headers.Authorization, await reader.ReadToEndAsync()));
        if (Plan.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsync("""{"id":"1776827520098"}""");
    }

    private sealed class FakeCredential : TokenCredential
    {
        private readonly ConnectorStub stub;

        public FakeCredential(ConnectorStub stub)
        {
            this.stub = stub;
            stub.Credentials++;
        }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Assert.Equal(["https://api.botframework.com/.default"], requestContext.Scopes);
            if (stub.TokenFailure is { } failure)
                throw failure;
            return new(new AccessToken($"token-{++stub.TokensIssued}", stub.Clock.GetUtcNow().AddHours(1)));
        }
    }
}
