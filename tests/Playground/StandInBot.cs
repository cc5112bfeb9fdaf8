using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TeamsEmailBot.Tests.Playground;

/// <summary>
/// The smallest bot that lets the Playground show what it does: it greets with a card on installation, echoes what is typed, and gives
/// a card's one place to whoever clicks first.
/// </summary>
internal sealed class StandInBot : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private int _taken;

    private StandInBot(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/api/messages");

    public static async Task<StandInBot> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var bot = new StandInBot(app);
        app.MapPost("/api/messages", bot.ReceiveAsync);
        await app.StartAsync();
        return bot;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task<IResult> ReceiveAsync(JsonNode activity)
    {
        switch ((string?)activity["type"])
        {
            case "invoke":
                var first = Interlocked.Increment(ref _taken) == 1;
                return Results.Json(new JsonObject
                {
                    ["statusCode"] = 200,
                    ["type"] = "application/vnd.microsoft.activity.message",
                    ["value"] = $"{(first ? "yours" : "taken")} {activity["from"]!["aadObjectId"]}",
                });
            case "installationUpdate":
                await SendAsync(activity, "welcome");
                return Results.Ok();
            case "message":
                await SendAsync(activity, $"you said {activity["text"]}");
                return Results.Ok();
            default:
                return Results.Ok();
        }
    }

    private async Task SendAsync(JsonNode activity, string text)
    {
        var conversation = (string)activity["conversation"]!["id"]!;
        using var answer = await _http.PostAsJsonAsync($"{activity["serviceUrl"]}/v3/conversations/{conversation}/activities", new JsonObject
        {
            ["type"] = "message",
            ["from"] = activity["recipient"]!.DeepClone(),
            ["conversation"] = new JsonObject { ["id"] = conversation },
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["content"] = new JsonObject
                {
                    ["type"] = "AdaptiveCard",
                    ["version"] = "1.5",
                    ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = text }),
                },
            }),
        });
        answer.EnsureSuccessStatusCode();
    }
}
