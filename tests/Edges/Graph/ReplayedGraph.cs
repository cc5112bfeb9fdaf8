using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Tests.Edges.Graph;

/// <summary>A request as it came over the wire; <paramref name="Line"/> is method and raw target, for example <c>GET /v1.0/users/…</c>.</summary>
internal sealed record ReceivedRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Line with the query decoded, for reading.</summary>
    public string Decoded => Uri.UnescapeDataString(Line);
}

/// <summary>An answer to replay.</summary>
internal sealed record ReplayedAnswer(int Status, string Body = "")
{
    public string ContentType { get; init; } = "application/json";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Answers only after this is done.</summary>
    public Task After { get; init; } = Task.CompletedTask;

    /// <summary>Cuts the connection instead of answering.</summary>
    public bool Abort { get; init; }

    /// <summary>Bytes of filler sent instead of the body.</summary>
    public long Filler { get; init; }

    public ReplayedAnswer With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    public static ReplayedAnswer Error(int status, string code) =>
        new(status, $$"""{"error":{"code":"{{code}}","message":"m","innerError":{"date":"2026-11-21T08:00:00","request-id":"r" } } }""");
}

/// <summary>Graph on loopback: replays answers in order and records what it was asked.</summary>
internal sealed class ReplayedGraph : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReplayedAnswer> answers = new();
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();
    private readonly SemaphoreSlim arrivals = new(0);

    private int underWay;
    private int mostUnderWay;

    private ReplayedGraph(WebApplication app) => this.app = app;

    public string Origin => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public Uri BaseUrl => new(Origin + "/v1.0");

    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    /// <summary>The largest number of requests that were under way at the same time.</summary>
    public int MostUnderWay => Volatile.Read(ref mostUnderWay);

    /// <summary>Used when no queued answer is left.</summary>
    public Func<ReceivedRequest, ReplayedAnswer> Otherwise { get; set; } = _ => new ReplayedAnswer(500);

    public static async Task<ReplayedGraph> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        var app = builder.Build();
        var graph = new ReplayedGraph(app);
        app.Run(graph.AnswerAsync);
        await app.StartAsync();
        return graph;
    }

    public ReplayedGraph Answers(params ReplayedAnswer[] next)
    {
        foreach (var answer in next)
            answers.Enqueue(answer);
        return this;
    }

    public ReplayedGraph Answers(int status, string body) => Answers(new ReplayedAnswer(status, body));

    /// <summary>Waits until that many more requests have arrived.</summary>
    public async Task ArrivedAsync(int count)
    {
        for (var i = 0; i < count; i++)
            Assert.True(await arrivals.WaitAsync(TimeSpan.FromSeconds(30)), "A request was expected and did not come.");
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
        arrivals.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ReceivedRequest(
            $"{context.Request.Method} {context.Features.Get<IHttpRequestFeature>()!.RawTarget}",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        requests.Enqueue(request);
        lock (arrivals)
            mostUnderWay = Math.Max(mostUnderWay, ++underWay);
        if (!answers.TryDequeue(out var answer))
            answer = Otherwise(request);
        arrivals.Release();
        await answer.After;
        lock (arrivals)
            underWay--;
        if (answer.Abort)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.Filler > 0)
        {
            var block = new byte[64 * 1024];
            for (var sent = 0L; sent < answer.Filler && !context.RequestAborted.IsCancellationRequested; sent += block.Length)
                await context.Response.Body.WriteAsync(block);
            return;
        }

        if (answer.Body.Length == 0)
            return;
        context.Response.ContentType = answer.ContentType;
        await context.Response.WriteAsync(answer.Body);
    }
}
