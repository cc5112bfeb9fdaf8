using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Tests.Sandbox;

/// <summary>A request that reached the fake bot.</summary>
public sealed record Heard(string Path, string Query, string Body, string? Authorization, string? ContentType)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}

/// <summary>What the fake bot answers.</summary>
public sealed record Said(int Status, string Body = "", string ContentType = "application/json");

/// <summary>A bot without a mind: records what it is told and answers as the test says.</summary>
public sealed class FakeBot : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Heard> heard = new();

    private FakeBot(WebApplication app) => this.app = app;

    /// <summary>Answers everything but validation; default 202.</summary>
    public Func<Heard, Task<Said>> Answer { get; set; } = _ => Task.FromResult(new Said(202));

    /// <summary>Answers a validation; default: as it must be.</summary>
    public Func<string, Task<Said>> Validate { get; set; } = token => Task.FromResult(new Said(200, token, "text/plain"));

    public Uri Url => new(app.Urls.First());

    public IReadOnlyList<Heard> All => [.. heard];

    /// <summary>Change and lifecycle items, in the order of arrival.</summary>
    public IReadOnlyList<JsonNode> Notifications => [.. heard.Where(h => h.Path == "/notify" && h.Query.Length == 0).SelectMany(h => h.Json["value"]!.AsArray()).Select(i => i!)];

    public IReadOnlyList<JsonNode> Activities => [.. heard.Where(h => h.Path == "/api/messages").Select(h => h.Json)];

    public static async Task<FakeBot> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bot = new FakeBot(builder.Build());
        bot.app.Run(bot.HandleAsync);
        await bot.app.StartAsync();
        return bot;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new Heard(
            context.Request.Path, context.Request.QueryString.Value ?? "", await reader.ReadToEndAsync(), context.Request.Headers.Authorization, context.Request.ContentType);
        heard.Enqueue(request);
        var said = context.Request.Query["validationToken"].FirstOrDefault() is { } token ? await Validate(token) : await Answer(request);
        context.Response.StatusCode = said.Status;
        if (said.Body.Length == 0)
            return;
        context.Response.ContentType = said.ContentType;
        await context.Response.WriteAsync(said.Body);
    }
}
